using JitBot.Core.Chat;
using JitBot.Core.Settings;

namespace JitBot.Engine.Catalogue;

/// <summary>Reads who may take an entitlement at once in an emergency.</summary>
internal static class GlassSettings
{
    /// <summary>Long enough for the first hour of an outage; whoever needs it longer has found an approver by then.</summary>
    private static readonly TimeSpan MostLongest = TimeSpan.FromHours(1);

    private static readonly TimeSpan DefaultReview = TimeSpan.FromDays(1);

    /// <summary>Whoever is asked a week later what they did does not know it any more.</summary>
    private static readonly TimeSpan MostReview = TimeSpan.FromDays(7);

    private const int DefaultPerDay = 3;

    /// <summary>More emergencies of one person in a day are no emergencies.</summary>
    private const int MostPerDay = 20;

    /// <summary>Who may, or null if nobody may, which a section without anything in it says, too.</summary>
    public static GlassDraft? Read(SettingsReader reader, string policy, string policyId, CatalogueDoors doors)
    {
        var at = $"{policy}:BreakGlass";
        if (reader.IsSection(at))
            return Draft(reader, at, policyId, doors);
        reader.Learn(() => Draft(reader, at, policyId, doors));
        return null;
    }

    private static GlassDraft Draft(SettingsReader reader, string at, string policyId, CatalogueDoors doors)
    {
        var people = RuleSettings.Read(reader, $"{at}:For", doors, "a schedule of who is on call, person:<e-mail> or a group");
        if (people.Any(rule => rule.Source == RuleText.Everyone))
            reader.Fault($"{at}:For", "names everyone: an emergency is for whoever is on call, or for people who are named");
        return new GlassDraft(
            people,
            Within(reader, $"{at}:Longest", MostLongest, MostLongest),
            reader.Number($"{at}:PerDay", DefaultPerDay, 1, MostPerDay),
            reader.Optional($"{at}:Team") ?? policyId,
            Within(reader, $"{at}:ReviewWithin", DefaultReview, MostReview),
            ChannelSettings.Read(reader, at, doors));
    }

    private static TimeSpan Within(SettingsReader reader, string key, TimeSpan fallback, TimeSpan most)
    {
        var span = RuleSettings.Span(reader, key, fallback);
        if (span > most)
            reader.Fault(key, $"must be at most {Spans.InWords(most)}");
        return span;
    }
}
