namespace JitBot.Core.Catalogue;

/// <summary>What can be asked for: a resource (a group's id) at a provider, under a policy.</summary>
public sealed record Entitlement(string Id, string Name, string Description, string Provider, string Resource, Policy Policy)
{
    /// <summary>Whether the provider's log is read after each grant.</summary>
    public bool HasEvidence { get; init; }
}
