using JitBot.Core.Catalogue;
using JitBot.Engine.Operations;

namespace JitBot.Engine.Catalogue;

/// <summary>
/// The catalogue as the settings have it, checked, but with people still named by address. <paramref name="Platforms"/> are the chat
/// platforms on which approvers without a channel are asked in person.
/// </summary>
public sealed record CatalogueDraft(IReadOnlyList<EntitlementDraft> Entitlements, IReadOnlyCollection<string> Platforms)
{
    /// <summary>Who may accept an edition that loosens something (settings key <c>Operations:Operators</c>).</summary>
    internal IReadOnlyList<RuleText> Operators { get; init; } = [];

    /// <summary>Which group source has the groups of which provider.</summary>
    internal IReadOnlyDictionary<string, string> ProviderOf { get; init; } = new Dictionary<string, string>();

    /// <summary>By source of who is on call, what says where a schedule of it is read.</summary>
    internal IReadOnlyDictionary<string, Func<string, string?>> FingerprintOf { get; init; } = new Dictionary<string, Func<string, string?>>();

    /// <summary>Where the source of a rule is read in this process, as a fingerprint; null if it has none.</summary>
    internal string? Fingerprint(string rule) => RuleText.Read(rule) is { } read && FingerprintOf.TryGetValue(read.Source, out var of) ? of(read.Value) : null;

    /// <summary>Whether whoever is given this could decide on requests, or act as an operator, by it.</summary>
    internal bool MakesDeciders(EntitlementDraft entitlement) => Entitlements.SelectMany(each => each.Policy.Approvers).Concat(Operators).Any(rule =>
        ProviderOf.TryGetValue(rule.Source, out var provider) && provider == entitlement.Provider && rule.Value.Equals(entitlement.Resource, StringComparison.OrdinalIgnoreCase));

    /// <summary>How much one person may ask for.</summary>
    public AskQuota Quota { get; init; } = AskQuota.Default;

    /// <summary>The same with these operators.</summary>
    public CatalogueDraft With(OperationsSettings operations) => this with { Operators = operations.Operators };

    /// <summary>Every address the policies name, and the operators'.</summary>
    public IEnumerable<string> Addresses() => Entitlements
        .SelectMany(e => e.Policy.Rules)
        .Concat(Operators)
        .Where(rule => rule.Source == RuleText.Person)
        .Select(rule => rule.Value)
        .Distinct(StringComparer.OrdinalIgnoreCase);
}

/// <summary>An entitlement of the settings.</summary>
public sealed record EntitlementDraft(string Id, string Name, string Description, string Provider, string Resource, PolicyDraft Policy)
{
    /// <summary>The full key under which it stands in the settings.</summary>
    public string Key { get; init; } = "";
}

/// <summary>A policy of the settings.</summary>
public sealed class PolicyDraft
{
    internal PolicyDraft(string id) => Id = id;

    /// <summary>The policy's id.</summary>
    public string Id { get; }

    /// <summary>The full key under which it stands in the settings.</summary>
    public string Key { get; internal init; } = "";

    internal IReadOnlyList<RuleText> Requesters { get; init; } = [];

    internal IReadOnlyList<StageDraft> Stages { get; init; } = [];

    internal IReadOnlyList<TimeSpan> Durations { get; init; } = [];

    internal TimeSpan LongestGrant { get; init; }

    internal TimeSpan RequestLapsesAfter { get; init; }

    internal int MinimumJustification { get; init; }

    internal TimeSpan? RemindsAfter { get; init; }

    internal bool AsksWhy { get; init; }

    internal bool SignsOut { get; init; }

    internal TimeSpan WarnBefore { get; init; }

    internal bool AskForOthers { get; init; }

    internal IReadOnlyList<AutoDraft> AutoApprovals { get; init; } = [];

    internal GlassDraft? BreakGlass { get; init; }

    /// <summary>Everybody who may decide in whichever stage.</summary>
    internal IEnumerable<RuleText> Approvers => Stages.SelectMany(stage => stage.Approvers.Concat(stage.Tiers.SelectMany(tier => tier.Approvers)));

    /// <summary>Every rule of the policy.</summary>
    internal IEnumerable<RuleText> Rules => Requesters.Concat(Approvers).Concat(AutoApprovals.SelectMany(auto => auto.For)).Concat(BreakGlass?.For ?? []);

    /// <summary>Every channel of the policy, by platform.</summary>
    internal IEnumerable<KeyValuePair<string, string>> Channels => Stages
        .SelectMany(stage => stage.Channels.Concat(stage.Tiers.SelectMany(tier => tier.Channels))).Concat(BreakGlass?.Channels ?? new Dictionary<string, string>());
}

/// <summary>A stage of the settings: channels by platform.</summary>
internal sealed record StageDraft(
    IReadOnlyList<RuleText> Approvers, int Approvals, int Denials, IReadOnlyDictionary<string, string> Channels, IReadOnlyList<TierDraft> Tiers);

/// <summary>A tier of a stage.</summary>
internal sealed record TierDraft(TimeSpan After, IReadOnlyList<RuleText> Approvers, IReadOnlyDictionary<string, string> Channels);

/// <summary>A rule by which nobody needs to be asked.</summary>
internal sealed record AutoDraft(IReadOnlyList<RuleText> For, TimeSpan AtMost, IReadOnlyList<WeeklyWindow> Windows);

/// <summary>Who may take it at once in an emergency.</summary>
internal sealed record GlassDraft(
    IReadOnlyList<RuleText> For, TimeSpan Longest, int PerDay, string Team, TimeSpan ReviewWithin, IReadOnlyDictionary<string, string> Channels);
