using System.Globalization;
using System.Text.Json.Nodes;
using JitBot.Core.Chat;

namespace JitBot.Core.Catalogue;

/// <summary>
/// Says in words what a change of the rules makes looser: who may do more, for longer, or with less asked of them. Where a card stands, what the form
/// offers and how long a request waits for an answer gives nobody a right. Another name does, since people say yes to
/// the name they read. A field nobody has thought of here counts as looser whenever it changes.
/// </summary>
public static class Loosening
{
    private static readonly string[] KnownOfEntitlement = ["id", "name", "description", "provider", "resource", "policy", "hasEvidence"];

    private static readonly string[] KnownOfPolicy =
    [
        "id", "requesters", "stages", "durations", "longestGrant", "requestLapsesAfter", "minimumJustification", "remindsAfter", "asksWhy", "autoApprovals", "warnBefore",
        "breakGlass", "signsOut", "askForOthers",
    ];

    private static readonly string[] KnownOfStage = ["approvers", "approvals", "places", "denials", "tiers"];

    private static readonly string[] KnownOfTier = ["after", "approvers", "places"];

    private static readonly string[] KnownOfGlass = ["for", "longest", "perDay", "reviewWithin", "places"];

    private static readonly string[] KnownOfAuto = ["for", "atMost", "windows"];

    /// <summary>What is looser about an entitlement after a change; <paramref name="name"/> says how a rule is called. Empty if nothing is.</summary>
    public static IReadOnlyList<string> Of(Entitlement before, Entitlement after, Func<Rule, string> name) =>
    [
        .. before.Name != after.Name ? [$"it is called {after.Name} instead of {before.Name}"] : Array.Empty<string>(),
        .. before.Provider != after.Provider || before.Resource != after.Resource
            ? [$"it gives {after.Resource} at {after.Provider} instead of {before.Resource} at {before.Provider}"] : Array.Empty<string>(),
        .. Unknown(before with { Policy = null! }, after with { Policy = null! }, KnownOfEntitlement),
        .. Of(before.Policy, after.Policy, name),
    ];

    /// <summary>What is looser about a policy.</summary>
    public static IReadOnlyList<string> Of(Policy before, Policy after, Func<Rule, string> name)
    {
        var looser = new List<string>();
        if (More(before.Requesters, after.Requesters) is { Count: > 0 } requesters)
            looser.Add($"{List(requesters, name)} may ask as well");
        if (after.LongestGrant > before.LongestGrant)
            looser.Add($"a grant may last {Spans.InWords(after.LongestGrant)} instead of {Spans.InWords(before.LongestGrant)}");
        if (after.MinimumJustification < before.MinimumJustification)
            looser.Add(string.Create(CultureInfo.InvariantCulture,
                $"{after.MinimumJustification} characters of justification are enough instead of {before.MinimumJustification}"));
        if (before.AsksWhy && !after.AsksWhy)
            looser.Add("a yes needs no reason any more");
        if (before.SignsOut && !after.SignsOut)
            looser.Add("nobody is signed out at the end any more");
        if (!before.AskForOthers && after.AskForOthers)
            looser.Add("it may be asked for for somebody else");
        if (after.Stages.Count < before.Stages.Count)
            looser.Add(string.Create(CultureInfo.InvariantCulture, $"{after.Stages.Count} stages decide instead of {before.Stages.Count}"));
        looser.AddRange(before.Stages.Zip(after.Stages).SelectMany(each => Of(each.First, each.Second, name)));
        looser.AddRange(after.AutoApprovals.Where(auto => !before.AutoApprovals.Any(old => Covers(old, auto))).Select(auto => Unasked(auto, name)));
        looser.AddRange(Of(before.BreakGlass, after.BreakGlass, name));
        looser.AddRange(Unknown(before, after, KnownOfPolicy));
        return looser;
    }

    /// <summary>What is looser about who may accept a looser edition: anybody more, or nobody any more, since then nobody is asked.</summary>
    public static IReadOnlyList<string> OfOperators(IReadOnlyList<Rule> before, IReadOnlyList<Rule> after, Func<Rule, string> name)
    {
        if (before.Count > 0 && after.Count == 0)
            return ["no operator is named any more, so that nobody would be asked"];
        return More(before, after) is { Count: > 0 } more ? [$"{List(more, name)} would be an operator as well"] : [];
    }

    /// <summary>Rules as people read them.</summary>
    internal static string List(IEnumerable<Rule> rules, Func<Rule, string> name) => string.Join(" and ", rules.Select(name));

    private static IEnumerable<string> Of(Stage before, Stage after, Func<Rule, string> name)
    {
        var known = before.Everybody.ToHashSet();
        var approvers = after.Everybody.Distinct().ToLookup(rule => known.Contains(rule) || known.Contains(new Rule.Everyone()));
        if (approvers[false].ToList() is { Count: > 0 } more)
            yield return $"{List(more, name)} may decide as well";
        foreach (var rule in approvers[true].Where(rule => From(after, rule) < FromByAnyRule(before, rule)))
            yield return $"{name(rule)} may decide sooner";
        if (after.Approvals < before.Approvals)
            yield return string.Create(CultureInfo.InvariantCulture, $"{after.Approvals} approvals are enough instead of {before.Approvals}");
        if (after.Denials > before.Denials)
            yield return string.Create(CultureInfo.InvariantCulture, $"{after.Denials} noes are needed to deny it instead of {before.Denials}");
        foreach (var unknown in Unknown(before, after, KnownOfStage).Concat(before.Tiers.Zip(after.Tiers).SelectMany(each => Unknown(each.First, each.Second, KnownOfTier))))
            yield return unknown;
    }

    private static IEnumerable<string> Of(BreakGlass? before, BreakGlass? after, Func<Rule, string> name)
    {
        if (after is null)
            yield break;
        if (before is null || More(before.For, after.For).Count > 0)
            yield return $"{List(before is null ? after.For : More(before.For, after.For), name)} may take it at once in an emergency";
        if (before is null)
            yield break;
        if (after.Longest > before.Longest)
            yield return $"an emergency lasts {Spans.InWords(after.Longest)} instead of {Spans.InWords(before.Longest)}";
        if (after.PerDay > before.PerDay)
            yield return string.Create(CultureInfo.InvariantCulture, $"a person may take it {after.PerDay} times a day in emergencies instead of {before.PerDay}");
        if (after.ReviewWithin > before.ReviewWithin)
            yield return $"an emergency must be looked at within {Spans.InWords(after.ReviewWithin)} instead of {Spans.InWords(before.ReviewWithin)}";
        foreach (var place in before.Places.Except(after.Places))
            yield return $"an emergency is not told in {place.Key} any more";
        foreach (var unknown in Unknown(before, after, KnownOfGlass))
            yield return unknown;
    }

    /// <summary>How long after the stage began somebody may decide by this rule; never, if it does not stand there.</summary>
    private static TimeSpan From(Stage stage, Rule rule) => stage.Approvers.Contains(rule)
        ? TimeSpan.Zero
        : stage.Tiers.Where(tier => tier.Approvers.Contains(rule)).Select(tier => tier.After).DefaultIfEmpty(TimeSpan.MaxValue).Min();

    /// <summary>The same of those whom the rule means: where everyone may decide, so may they.</summary>
    private static TimeSpan FromByAnyRule(Stage stage, Rule rule)
    {
        var (byIt, byAll) = (From(stage, rule), From(stage, new Rule.Everyone()));
        return byIt < byAll ? byIt : byAll;
    }

    /// <summary>Whether whatever goes unasked by the one went unasked by the other before.</summary>
    private static bool Covers(AutoApproval before, AutoApproval after) =>
        More(before.For, after.For).Count == 0 && after.AtMost <= before.AtMost && !Unknown(before, after, KnownOfAuto).Any()
        && (before.Windows.Count == 0 || (after.Windows.Count > 0 && after.Windows.All(window => before.Windows.Any(old => !Unknown(old, window, []).Any()))));

    private static string Unasked(AutoApproval auto, Func<Rule, string> name) =>
        $"nobody is asked when {List(auto.For, name)} want it for up to {Spans.InWords(auto.AtMost)}{(auto.Windows.Count > 0 ? " at certain hours" : "")}";

    /// <summary>The rules by which somebody is let in who was not before.</summary>
    private static List<Rule> More(IReadOnlyList<Rule> before, IReadOnlyList<Rule> after) =>
        before.Any(rule => rule is Rule.Everyone) ? [] : [.. after.Except(before)];

    private static IEnumerable<string> Unknown<T>(T before, T after, string[] known)
    {
        var (old, now) = (EditionJson.Fields(before), EditionJson.Fields(after));
        return from field in old.Select(each => each.Key).Union(now.Select(each => each.Key))
               where !known.Contains(field) && !JsonNode.DeepEquals(old[field], now[field])
               select $"{field} is not what it was";
    }
}
