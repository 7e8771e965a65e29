using System.Globalization;
using JitBot.Core.Chat;
using JitBot.Core.Settings;
using Microsoft.Extensions.Configuration;

namespace JitBot.Engine.Catalogue;

/// <summary>Reads one policy of the settings.</summary>
internal static class PolicySettings
{
    private static readonly TimeSpan DefaultLapse = TimeSpan.FromHours(1);
    private const int DefaultJustification = 10;

    /// <summary>Slack and other platforms cut long texts; nobody can be asked to write more than this.</summary>
    private const int MostJustification = 500;

    /// <summary>More approvers than this for one request would never come together in time.</summary>
    private const int MostApprovals = 20;

    public static PolicyDraft Read(SettingsReader reader, IConfigurationSection section, string at, CatalogueDoors doors)
    {
        var id = reader.Required($"{at}:Id", "give the policy an id, to which entitlements refer") ?? "";
        var durations = Durations(reader, section, at);
        var longest = Span(reader, $"{at}:LongestGrant", durations.Count > 0 ? durations.Max() : TimeSpan.Zero);
        if (longest == TimeSpan.Zero)
            reader.Fault($"{at}:LongestGrant", "is missing; give the longest time a grant may last, as 04:00:00");
        foreach (var tooLong in durations.Where(d => longest > TimeSpan.Zero && d > longest))
            reader.Fault($"{at}:Durations", $"offers {Spans.InWords(tooLong)}, which is longer than LongestGrant ({Spans.InWords(longest)})");
        return new PolicyDraft(id)
        {
            Requesters = Rules(reader, section, $"{at}:Requesters", doors, "everyone, or person:<e-mail>, or a group"),
            Stage = Stage(reader, section, at, doors),
            Durations = durations.Count > 0 ? durations : [longest],
            LongestGrant = longest,
            RequestLapsesAfter = Span(reader, $"{at}:RequestLapsesAfter", DefaultLapse),
            MinimumJustification = Number(reader, $"{at}:MinimumJustification", DefaultJustification, 0, MostJustification),
        };
    }

    private static StageDraft Stage(SettingsReader reader, IConfigurationSection section, string at, CatalogueDoors doors)
    {
        var stages = CatalogueSettings.Indexes(section, $"{at}:Stages").ToList();
        if (stages.Count != 1)
        {
            reader.Fault($"{at}:Stages", stages.Count == 0 ? "is missing; give one stage with its Approvers" : "has more than one stage; this version knows one");
            if (stages.Count == 0)
                return StageDraft.None;
        }

        var stage = $"{at}:Stages:{stages[0]}";
        var approvers = Rules(reader, section, $"{stage}:Approvers", doors, "person:<e-mail> or a group");
        var approvals = Number(reader, $"{stage}:Approvals", 1, 1, MostApprovals);
        var named = approvers.Where(rule => rule.Source == RuleText.Person).Distinct().Count();
        if (approvers.Count > 0 && named == approvers.Count && approvals > named)
            reader.Fault($"{stage}:Approvals", $"asks for {approvals} approvals, but only {named} approvers are named");
        return new StageDraft(approvers, approvals, Channels(reader, stage, doors, approvers));
    }

    private static Dictionary<string, string> Channels(SettingsReader reader, string stage, CatalogueDoors doors, IReadOnlyList<RuleText> approvers)
    {
        var channels = new Dictionary<string, string>();
        foreach (var platform in doors.OtherPlatforms)
            reader.Optional($"{stage}:{platform}Channel");
        foreach (var platform in doors.Platforms)
        {
            if (reader.Optional($"{stage}:{platform}Channel") is { } channel)
                channels[platform] = channel;
        }

        if (channels.Count == 0 && doors.Platforms.Count > 0 && approvers.All(rule => rule.Source != RuleText.Person))
            reader.Fault(
                $"{stage}:{doors.Platforms.First()}Channel",
                "is missing, and no approver is named in person: nobody could be asked; give the id of the approvers' channel");
        return channels;
    }

    internal static List<RuleText> Rules(SettingsReader reader, IConfigurationSection section, string at, CatalogueDoors doors, string right)
    {
        var rules = new List<RuleText>();
        foreach (var i in CatalogueSettings.Indexes(section, at))
        {
            var text = reader.Optional($"{at}:{i}") ?? "";
            if (RuleText.Read(text) is { } rule && WhyWrong(rule, doors) is var wrong && wrong is null)
                rules.Add(rule with { Value = rule.Source == RuleText.Person ? rule.Value.ToLowerInvariant() : rule.Value });
            else
                reader.Fault($"{at}:{i}", WhyWrong(RuleText.Read(text), doors) ?? $"is not a rule; write {right}");
        }

        if (rules.Count == 0 && !CatalogueSettings.Indexes(section, at).Any())
            reader.Fault(at, $"is empty; name at least one: {right}");
        return rules;
    }

    private static string? WhyWrong(RuleText? rule, CatalogueDoors doors) => rule switch
    {
        null => $"is not a rule; write everyone, person:<e-mail>{string.Concat(doors.Groups.Select(group => $" or {group.Source}:<id>"))}",
        { Source: RuleText.Everyone } => null,
        { Source: RuleText.Person } => RuleText.IsAddress(rule.Value) ? null : "must be person:<e-mail> with one plain address",
        _ => doors.Groups.FirstOrDefault(group => group.Source == rule.Source) is { } door
            ? door.Fault(rule.Value)
            : $"names the group source {rule.Source}, which is not configured; configured: {Sources(doors)}",
    };

    private static string Sources(CatalogueDoors doors) => string.Join(", ", doors.Groups.Select(group => group.Source).DefaultIfEmpty("(none)"));

    private static List<TimeSpan> Durations(SettingsReader reader, IConfigurationSection section, string at) =>
    [
        .. CatalogueSettings.Indexes(section, $"{at}:Durations")
            .Select(i => Span(reader, $"{at}:Durations:{i}", TimeSpan.Zero))
            .Where(span => span > TimeSpan.Zero)
            .Distinct()
            .Order(),
    ];

    private static TimeSpan Span(SettingsReader reader, string key, TimeSpan fallback)
    {
        if (reader.Optional(key) is not { } text)
            return fallback;
        if (Spans.Read(text) is { } span)
            return span;
        reader.Fault(key, "must be a length between one minute and a year, as 00:30:00, 30m, 2h, 1h30m or 1d");
        return fallback;
    }

    private static int Number(SettingsReader reader, string key, int fallback, int least, int most)
    {
        if (reader.Optional(key) is not { } text)
            return fallback;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
            return number;
        reader.Fault(key, $"must be a whole number from {least} to {most}");
        return fallback;
    }
}
