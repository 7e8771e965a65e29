using JitBot.Core.Catalogue;
using JitBot.Core.Chat;
using JitBot.Core.People;
using JitBot.Engine.People;

namespace JitBot.Engine.Catalogue;

/// <summary>The catalogue in force. People whom the settings name by address get their row when it is loaded.</summary>
public sealed class CurrentCatalogue(CatalogueDraft draft, IdentityLinking identity, EvidenceShelf evidence)
{
    private AccessCatalogue? _now;

    /// <summary>The catalogue. Throws before <see cref="LoadAsync"/>.</summary>
    public AccessCatalogue Now => _now ?? throw new InvalidOperationException("The catalogue is not loaded yet.");

    /// <summary>Finds or makes the rows of all people named, and puts the catalogue in force.</summary>
    public async Task LoadAsync(CancellationToken ct)
    {
        var people = new Dictionary<string, PersonId>(StringComparer.OrdinalIgnoreCase);
        foreach (var address in draft.Addresses())
            people[address] = (await identity.EnsureAsync(address, ct)).Id;
        _now = new AccessCatalogue(draft.Entitlements.Select(entitlement => Made(entitlement, people)));
    }

    private Entitlement Made(EntitlementDraft entitlement, Dictionary<string, PersonId> people) => new(
        entitlement.Id, entitlement.Name, entitlement.Description, entitlement.Provider, entitlement.Resource, Made(entitlement.Policy, people))
    {
        HasEvidence = evidence.Find(entitlement.Provider) is not null,
    };

    private Policy Made(PolicyDraft policy, Dictionary<string, PersonId> people) => new(
        policy.Id,
        Made(policy.Requesters, people),
        [.. policy.Stages.Select(stage => Made(stage, people))],
        policy.Durations,
        policy.LongestGrant,
        policy.RequestLapsesAfter,
        policy.MinimumJustification)
    {
        RemindsAfter = policy.RemindsAfter,
        AsksWhy = policy.AsksWhy,
        AutoApprovals = [.. policy.AutoApprovals.Select(auto => new AutoApproval(Made(auto.For, people), auto.AtMost, auto.Windows))],
    };

    private Stage Made(StageDraft stage, Dictionary<string, PersonId> people)
    {
        var approvers = Made(stage.Approvers, people);
        return new Stage(approvers, stage.Approvals, [.. Places(approvers, stage.Channels)])
        {
            Denials = stage.Denials,
            Tiers = [.. stage.Tiers.Select(tier => Made(tier, people))],
        };
    }

    private Tier Made(TierDraft tier, Dictionary<string, PersonId> people)
    {
        var approvers = Made(tier.Approvers, people);
        return new Tier(tier.After, approvers, [.. Places(approvers, tier.Channels)]);
    }

    /// <summary>Where they are asked: in their channels, or each in person.</summary>
    private IEnumerable<Place> Places(IReadOnlyList<Rule> approvers, IReadOnlyDictionary<string, string> channels) => channels.Count > 0
        ? channels.Select(channel => new Place.Channel(channel.Key, channel.Value))
        : draft.Platforms.SelectMany(platform => approvers.OfType<Rule.Named>().Select(named => new Place.Direct(platform, named.Person)));

    /// <summary>The rules with people by their rows.</summary>
    internal static List<Rule> Made(IReadOnlyList<RuleText> rules, Dictionary<string, PersonId> people) =>
    [
        .. rules.Select(rule => (Rule)(rule.Source switch
        {
            RuleText.Everyone => new Rule.Everyone(),
            RuleText.Person => new Rule.Named(people[rule.Value]),
            _ => new Rule.Member(rule.Source, rule.Value),
        })).Distinct(),
    ];
}
