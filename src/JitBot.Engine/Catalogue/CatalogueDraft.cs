namespace JitBot.Engine.Catalogue;

/// <summary>
/// The catalogue as the settings have it, checked, but with people still named by address. <paramref name="Platforms"/> are the chat
/// platforms on which approvers without a channel are asked in person.
/// </summary>
public sealed record CatalogueDraft(IReadOnlyList<EntitlementDraft> Entitlements, IReadOnlyCollection<string> Platforms)
{
    /// <summary>Every address the policies name.</summary>
    public IEnumerable<string> Addresses() => Entitlements
        .SelectMany(e => e.Policy.Requesters.Concat(e.Policy.Stage.Approvers))
        .Where(rule => rule.Source == RuleText.Person)
        .Select(rule => rule.Value)
        .Distinct(StringComparer.OrdinalIgnoreCase);
}

/// <summary>An entitlement of the settings.</summary>
public sealed record EntitlementDraft(string Id, string Name, string Description, string Provider, string Resource, PolicyDraft Policy);

/// <summary>A policy of the settings.</summary>
public sealed class PolicyDraft
{
    internal PolicyDraft(string id) => Id = id;

    /// <summary>The policy's id.</summary>
    public string Id { get; }

    internal IReadOnlyList<RuleText> Requesters { get; init; } = [];

    internal StageDraft Stage { get; init; } = StageDraft.None;

    internal IReadOnlyList<TimeSpan> Durations { get; init; } = [];

    internal TimeSpan LongestGrant { get; init; }

    internal TimeSpan RequestLapsesAfter { get; init; }

    internal int MinimumJustification { get; init; }
}

/// <summary>A stage of the settings: channels by platform.</summary>
internal sealed record StageDraft(IReadOnlyList<RuleText> Approvers, int Approvals, IReadOnlyDictionary<string, string> Channels)
{
    public static StageDraft None { get; } = new([], 0, new Dictionary<string, string>());
}
