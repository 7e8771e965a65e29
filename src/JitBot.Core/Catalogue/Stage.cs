using System.Text.Json.Serialization;
using JitBot.Core.Chat;

namespace JitBot.Core.Catalogue;

/// <summary>One round of deciding: who decides, how many of them must agree, and where they are asked.</summary>
public sealed record Stage(IReadOnlyList<Rule> Approvers, int Approvals, IReadOnlyList<Place> Places)
{
    /// <summary>How many must say no to deny it.</summary>
    public int Denials { get; init; } = 1;

    /// <summary>Who is asked besides when nobody answers, in order.</summary>
    public IReadOnlyList<Tier> Tiers { get; init; } = [];

    /// <summary>Everybody who may ever be asked in this stage.</summary>
    [JsonIgnore]
    public IEnumerable<Rule> Everybody => ApproversAt(Tiers.Count);

    /// <summary>Who may decide when so many tiers were called.</summary>
    public IEnumerable<Rule> ApproversAt(int tiers) => Approvers.Concat(Tiers.Take(tiers).SelectMany(tier => tier.Approvers)).Distinct();

    /// <summary>Where they are asked when so many tiers were called.</summary>
    public IEnumerable<Place> PlacesAt(int tiers) => Places.Concat(Tiers.Take(tiers).SelectMany(tier => tier.Places)).Distinct();
}

/// <summary>Who may decide besides, from so long after the stage began on: nobody had answered until then.</summary>
public sealed record Tier(TimeSpan After, IReadOnlyList<Rule> Approvers, IReadOnlyList<Place> Places);
