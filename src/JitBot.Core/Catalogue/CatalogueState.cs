using System.Collections.Immutable;

namespace JitBot.Core.Catalogue;

/// <summary>The fold of the stream of the catalogue: which edition was read last, what is in force, and what was accepted when.</summary>
public sealed record CatalogueState
{
    /// <summary>
    /// For so long a yes stands for its edition: while settings are brought to one process after the other, one that still had the old ones may be started
    /// again in between, and nobody shall have to say yes twice for that.
    /// </summary>
    public static readonly TimeSpan AcceptanceLives = TimeSpan.FromDays(1);

    /// <summary>Before any line.</summary>
    public static CatalogueState Start { get; } = new();

    /// <summary>The edition that was read last; null before the first.</summary>
    public CatalogueEvent.Seen? Latest { get; init; }

    /// <summary>What is in force; null before the first start.</summary>
    public CatalogueEvent.InForce? InForce { get; init; }

    /// <summary>The newest yes for each version.</summary>
    public ImmutableDictionary<string, CatalogueEvent.Accepted> Accepted { get; init; } = ImmutableDictionary<string, CatalogueEvent.Accepted>.Empty;

    /// <summary>Whether an operator's yes stands for this version.</summary>
    public bool IsAccepted(string version, DateTimeOffset at) => Accepted.TryGetValue(version, out var yes) && at - yes.At < AcceptanceLives;

    /// <summary>The state after an event.</summary>
    public CatalogueState Evolve(CatalogueEvent happened) => happened switch
    {
        CatalogueEvent.Seen e => this with { Latest = e },
        CatalogueEvent.InForce e => this with { InForce = e },
        CatalogueEvent.Accepted e => this with { Accepted = Accepted.SetItem(e.Version, e) },
        CatalogueEvent.Refused or CatalogueEvent.NotAccepted => this,
        _ => throw new InvalidOperationException($"An event nobody knows: {happened.GetType().Name}."),
    };
}
