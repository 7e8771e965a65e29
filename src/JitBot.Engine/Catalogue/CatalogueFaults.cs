using JitBot.Core.Catalogue;
using JitBot.Core.People;
using JitBot.Core.Settings;
using JitBot.Engine.People;

namespace JitBot.Engine.Catalogue;

/// <summary>
/// What is wrong with a catalogue that can be read: requests that nobody could decide, and groups that JitBot itself could make people deciders by. No
/// door is asked for it.
/// </summary>
public static class CatalogueFaults
{
    /// <summary>
    /// The faults, each with its full key; <paramref name="doors"/> say which group source is which provider's, <paramref name="identity"/> whom JitBot lets in.
    /// </summary>
    public static IReadOnlyList<SettingsFault> Of(CatalogueDraft draft, CatalogueDoors doors, IdentitySettings identity)
    {
        var edition = EditionMaker.Make(draft, address => new PersonId(address));
        var policies = draft.Entitlements.Zip(edition.Entitlements).DistinctBy(each => each.First.Policy).Select(each => (each.First.Policy.Key, each.Second.Policy)).ToList();
        var rights = RightsByGroup(policies, edition.Operators);
        return [.. TurnedAway(draft, identity), .. policies.SelectMany(each => Undecidable(each.Key, each.Policy)), .. draft.Entitlements.SelectMany(each => Loops(each, rights, doors))];
    }

    /// <summary>Whoever is named by an address that no new account is linked to can do nothing of what the rule lets them, unless one was linked before; no store is asked here.</summary>
    private static IEnumerable<SettingsFault> TurnedAway(CatalogueDraft draft, IdentitySettings identity) =>
        from named in draft.Entitlements.Select(each => each.Policy).Distinct().SelectMany(Named).Concat(draft.Operators.Select(rule => (Key: "Operations:Operators", Rule: rule))).Distinct()
        where named.Rule.Source == RuleText.Person
        let why = identity.TurnsAway(named.Rule.Value)
        where why is not null
        select new SettingsFault(named.Key,
            $"names {RuleText.Person}:{named.Rule.Value}, but {why.Why}: unless one was linked before, they can neither ask nor decide; {why.ToBeYes}, or name them by another address");

    private static IEnumerable<(string Key, RuleText Rule)> Named(PolicyDraft policy) =>
    [
        .. policy.Requesters.Select(rule => ($"{policy.Key}:Requesters", rule)),
        .. policy.Approvers.Select(rule => ($"{policy.Key}:Stages", rule)),
        .. policy.AutoApprovals.SelectMany(auto => auto.For).Select(rule => ($"{policy.Key}:AutoApprovals", rule)),
        .. (policy.BreakGlass?.For ?? []).Select(rule => ($"{policy.Key}:BreakGlass", rule)),
    ];

    /// <summary>Everybody has one vote and none on their own request: are there enough people for each of those who may ask?</summary>
    private static IEnumerable<SettingsFault> Undecidable(string key, Policy policy)
    {
        if (!StageFill.CanBeFilled(policy.Stages, null))
        {
            yield return new SettingsFault($"{key}:Stages",
                "ask for more different people than are named in all stages together, and everybody has one vote; name more Approvers, or ask for fewer Approvals");
            yield break;
        }

        var alone = policy.Requesters.OfType<Rule.Named>().Where(rule => !StageFill.CanBeFilled(policy.Stages, rule.Person)).ToList();
        if (alone.Count == policy.Requesters.Count)
            yield return new SettingsFault($"{key}:Stages",
                $"can be decided by nobody: without {RuleNames.Of(alone)}, who alone may ask and cannot decide on their own request, there are not enough Approvers; name somebody else");
        else if (alone.Count > 0)
            yield return new SettingsFault($"{key}:Stages",
                $"leave requests of {RuleNames.Of(alone)} undecided: nobody decides on their own request, and without them there are not enough Approvers; name more, or take them out of Requesters");
    }

    /// <summary>What each group makes its members, by its id at the provider; made once, since there may be as many rules as entitlements.</summary>
    private static ILookup<string, Right> RightsByGroup(IReadOnlyList<(string Key, Policy Policy)> policies, IReadOnlyList<Rule> operators) =>
        policies.SelectMany(each => each.Policy.Stages.SelectMany(stage => stage.Everybody).Select(rule => (Rule: rule, What: $"an approver by {each.Key}:Stages")))
            .Concat(policies.SelectMany(each => each.Policy.Requesters.Select(rule => (Rule: rule, What: $"a requester by {each.Key}:Requesters"))))
            .Concat(policies.SelectMany(each => each.Policy.AutoApprovals.SelectMany(auto => auto.For)
                .Select(rule => (Rule: rule, What: $"somebody who needs no approval by {each.Key}:AutoApprovals"))))
            .Concat(policies.SelectMany(each => (each.Policy.BreakGlass?.For ?? []).Select(rule => (Rule: rule, What: $"somebody who may break glass by {each.Key}:BreakGlass"))))
            .Concat(operators.Select(rule => (Rule: rule, What: "an operator by Operations:Operators")))
            .Select(right => right.Rule is Rule.Member member ? new Right(member, right.What) : null)
            .OfType<Right>()
            .Distinct()
            .ToLookup(right => right.Members.Group, StringComparer.OrdinalIgnoreCase);

    /// <summary>Whoever is given such a group could decide, accept, ask or break glass by it from then on.</summary>
    private static IEnumerable<SettingsFault> Loops(EntitlementDraft entitlement, ILookup<string, Right> rights, CatalogueDoors doors) =>
        from right in rights[entitlement.Resource]
        where doors.Groups.Any(door => door.Source == right.Members.Source && door.Provider == entitlement.Provider)
        select new SettingsFault($"{entitlement.Key}:Resource",
            $"is a group that makes its members {right.What}: JitBot would give that right away; give another group there, or name another in the rule");

    private sealed record Right(Rule.Member Members, string What);
}
