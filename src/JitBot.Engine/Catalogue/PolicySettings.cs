using JitBot.Core.Access;
using JitBot.Core.Chat;
using JitBot.Core.Settings;

namespace JitBot.Engine.Catalogue;

/// <summary>Reads one policy of the settings.</summary>
internal static class PolicySettings
{
    private static readonly TimeSpan DefaultLapse = TimeSpan.FromHours(1);
    private const int DefaultJustification = 10;

    /// <summary>Slack and other platforms cut long texts; nobody can be asked to write more than this.</summary>
    private const int MostJustification = 500;

    /// <summary>Late enough not to nag whoever is about to answer, early enough for somebody to answer still.</summary>
    private const int ShareBeforeReminder = 4;

    public static PolicyDraft Read(SettingsReader reader, string at, CatalogueDoors doors)
    {
        var id = reader.Required($"{at}:Id", "give the policy an id, to which entitlements refer") ?? "";
        var durations = Durations(reader, at);
        var lapse = RuleSettings.Span(reader, $"{at}:RequestLapsesAfter", DefaultLapse);
        var longest = RuleSettings.Span(reader, $"{at}:LongestGrant", durations.Count > 0 ? durations.Max() : TimeSpan.Zero);
        if (longest == TimeSpan.Zero)
            reader.Fault($"{at}:LongestGrant", "is missing; give the longest time a grant may last, as 04:00:00");
        foreach (var tooLong in durations.Where(d => longest > TimeSpan.Zero && d > longest))
            reader.Fault($"{at}:Durations", $"offers {Spans.InWords(tooLong)}, which is longer than LongestGrant ({Spans.InWords(longest)})");
        return new PolicyDraft(id)
        {
            Key = reader.FullKey(at),
            Requesters = RuleSettings.Read(reader, $"{at}:Requesters", doors, "everyone, or person:<e-mail>, or a group"),
            Stages = StageSettings.Read(reader, at, doors),
            Durations = durations.Count > 0 ? durations : [longest],
            LongestGrant = longest,
            RequestLapsesAfter = lapse,
            MinimumJustification = reader.Number($"{at}:MinimumJustification", DefaultJustification, 0, MostJustification),
            RemindsAfter = Reminder(reader, at, lapse),
            AsksWhy = reader.Switch($"{at}:ReasonToApprove"),
            SignsOut = reader.Switch($"{at}:SignOut"),
            AskForOthers = reader.Switch($"{at}:AskForOthers"),
            AutoApprovals = AutoSettings.Read(reader, at, doors),
            BreakGlass = GlassSettings.Read(reader, at, id, doors),
            WarnBefore = RuleSettings.Span(reader, $"{at}:WarnBefore", WarnLimits.Before),
        };
    }

    /// <summary>A quarter of the time there is, unless the settings say otherwise or <c>never</c>.</summary>
    private static TimeSpan? Reminder(SettingsReader reader, string at, TimeSpan lapse)
    {
        const string Never = "never";
        var key = $"{at}:RemindAfter";
        if (Never.Equals(reader.Optional(key), StringComparison.OrdinalIgnoreCase))
            return null;
        var after = RuleSettings.Span(reader, key, lapse / ShareBeforeReminder);
        if (after >= lapse)
            reader.Fault(key, $"must be less than RequestLapsesAfter ({Spans.InWords(lapse)}), or never");
        return after;
    }

    private static List<TimeSpan> Durations(SettingsReader reader, string at) =>
    [
        .. reader.ListOfValues($"{at}:Durations")
            .Select(key => RuleSettings.Span(reader, key, TimeSpan.Zero))
            .Where(span => span > TimeSpan.Zero)
            .Distinct()
            .Order(),
    ];
}
