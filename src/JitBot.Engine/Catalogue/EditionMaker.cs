using JitBot.Core.Catalogue;
using JitBot.Core.Chat;
using JitBot.Core.People;

namespace JitBot.Engine.Catalogue;

/// <summary>Makes an edition of the catalogue from the settings, given the row of each person whom they name by address.</summary>
public static class EditionMaker
{
    /// <summary>The edition.</summary>
    public static Edition Make(CatalogueDraft draft, Func<string, PersonId> row)
    {
        var policies = draft.Entitlements.Select(entitlement => entitlement.Policy).Distinct().ToDictionary(policy => policy, policy => Made(policy, draft, row));
        var edition = new Edition([.. draft.Entitlements.Select(each => Made(each, PolicyOf(each, policies[each.Policy], draft)))], Made(draft.Operators, row)) { Quota = draft.Quota };
        var sources = from rule in edition.Rules().OfType<Rule.Member>().Select(RuleNames.Of).Distinct()
                      let fingerprint = draft.Fingerprint(rule)
                      where fingerprint is not null
                      select KeyValuePair.Create(rule, fingerprint);
        return edition with { Sources = edition.Sources.AddRange(sources) };
    }

    /// <summary>The version of the settings, the same whoever reads them: people stand in it by their addresses.</summary>
    public static string VersionOf(CatalogueDraft draft) => EditionJson.VersionOf(Make(draft, address => new PersonId(address)));

    private static Entitlement Made(EntitlementDraft entitlement, Policy policy) => new(
        entitlement.Id, entitlement.Name, entitlement.Description, entitlement.Provider, entitlement.Resource, policy);

    private static Policy Made(PolicyDraft policy, CatalogueDraft draft, Func<string, PersonId> row) => new(
        policy.Id,
        Made(policy.Requesters, row),
        [.. policy.Stages.Select(stage => Made(stage, draft, row))],
        policy.Durations,
        policy.LongestGrant,
        policy.RequestLapsesAfter,
        policy.MinimumJustification)
    {
        RemindsAfter = policy.RemindsAfter,
        AsksWhy = policy.AsksWhy,
        SignsOut = policy.SignsOut,
        AskForOthers = policy.AskForOthers,
        WarnBefore = policy.WarnBefore,
        BreakGlass = policy.BreakGlass is { } glass
            ? new BreakGlass(Made(glass.For, row), glass.Longest, glass.PerDay, glass.Team, glass.ReviewWithin, [.. Places([], glass.Channels, draft)])
            : null,
        AutoApprovals = [.. policy.AutoApprovals.Select(auto => new AutoApproval(Made(auto.For, row), auto.AtMost, auto.Windows))],
    };

    /// <summary>What makes people approvers or operators is never taken in an emergency, whatever the settings say.</summary>
    private static Policy PolicyOf(EntitlementDraft entitlement, Policy policy, CatalogueDraft draft) =>
        policy.BreakGlass is not null && draft.MakesDeciders(entitlement) ? policy with { BreakGlass = null } : policy;

    private static Stage Made(StageDraft stage, CatalogueDraft draft, Func<string, PersonId> row)
    {
        var approvers = Made(stage.Approvers, row);
        return new Stage(approvers, stage.Approvals, [.. Places(approvers, stage.Channels, draft)])
        {
            Denials = stage.Denials,
            Tiers = [.. stage.Tiers.Select(tier => Made(tier, draft, row))],
        };
    }

    private static Tier Made(TierDraft tier, CatalogueDraft draft, Func<string, PersonId> row)
    {
        var approvers = Made(tier.Approvers, row);
        return new Tier(tier.After, approvers, [.. Places(approvers, tier.Channels, draft)]);
    }

    /// <summary>Where they are asked: in their channels, or each in person.</summary>
    private static IEnumerable<Place> Places(IReadOnlyList<Rule> approvers, IReadOnlyDictionary<string, string> channels, CatalogueDraft draft) => channels.Count > 0
        ? channels.Select(channel => new Place.Channel(channel.Key, channel.Value))
        : draft.Platforms.SelectMany(platform => approvers.OfType<Rule.Named>().Select(named => new Place.Direct(platform, named.Person)));

    /// <summary>The rules with people by their rows.</summary>
    internal static List<Rule> Made(IReadOnlyList<RuleText> rules, Func<string, PersonId> row) =>
    [
        .. rules.Select(rule => (Rule)(rule.Source switch
        {
            RuleText.Everyone => new Rule.Everyone(),
            RuleText.Person => new Rule.Named(row(rule.Value)),
            RuleText.Manager => new Rule.ManagerOf(rule.Value),
            _ => new Rule.Member(rule.Source, rule.Value),
        })).Distinct(),
    ];
}
