using JitBot.Core.Chat;

namespace JitBot.Core.Catalogue;

/// <summary>What can be asked for: a resource (a group's id) at a provider, under a policy.</summary>
public sealed record Entitlement(string Id, string Name, string Description, string Provider, string Resource, Policy Policy)
{
    /// <summary>Whether the provider's log is read after each grant.</summary>
    public bool HasEvidence { get; init; }
}

/// <summary>The rules of an entitlement as the settings have them now.</summary>
public sealed record Policy(
    string Id,
    IReadOnlyList<Rule> Requesters,
    Stage Stage,
    IReadOnlyList<TimeSpan> Durations,
    TimeSpan LongestGrant,
    TimeSpan RequestLapsesAfter,
    int MinimumJustification);

/// <summary>Who decides, how many must agree, and where they are asked.</summary>
public sealed record Stage(IReadOnlyList<Rule> Approvers, int Approvals, IReadOnlyList<Place> Places);
