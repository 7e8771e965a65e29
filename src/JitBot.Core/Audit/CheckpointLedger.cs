namespace JitBot.Core.Audit;

/// <summary>What the checkpoints say about the chains, found by the place they say it of.</summary>
internal sealed class CheckpointLedger
{
    private readonly AuditAnchors _anchors;
    private readonly List<Checkpoint> _all;
    private readonly ILookup<LinePlace, (Checkpoint Checkpoint, ChainHead Head)> _claims;

    public CheckpointLedger(AuditAnchors anchors)
    {
        _anchors = anchors;
        _all = [.. anchors.Kept, .. anchors.Outside];
        _claims = _all.SelectMany(checkpoint => checkpoint.Heads.Select(head => (Checkpoint: checkpoint, Head: head)))
            .ToLookup(claim => new LinePlace(claim.Head.Chain, claim.Head.Size));
    }

    /// <summary>How many there are.</summary>
    public int Count => _all.Count;

    /// <summary>The keys they were signed with.</summary>
    public IReadOnlyList<string> Keys => [.. _all.Select(checkpoint => checkpoint.PublicKey).Distinct()];

    /// <summary>The chains they know of.</summary>
    public IEnumerable<int> Chains => _claims.Select(claims => claims.Key.Chain);

    /// <summary>What is wrong with a checkpoint no line leads to: it speaks of no chain, or of a chain or a size that cannot be.</summary>
    public string? Unmet() => _all
        .Select(checkpoint => checkpoint.Heads.Any(head => head.Size < 0 || head.Chain < AuditChain.First)
            ? Unfit(checkpoint) ?? $"{Name(checkpoint)} speaks of a chain that cannot be"
            : checkpoint.Heads.Count == 0 ? Unfit(checkpoint) : null)
        .FirstOrDefault(wrong => wrong is not null);

    /// <summary>What is wrong between the chain as it is here and those that speak of this place.</summary>
    public string? Here(ChainHead head) => _claims[new LinePlace(head.Chain, head.Size)]
        .Select(claim => Unfit(claim.Checkpoint) ?? Contradiction(claim.Checkpoint, claim.Head, head))
        .FirstOrDefault(wrong => wrong is not null);

    /// <summary>The first line that a checkpoint knows of and that is not there, given the heads of the chains that are.</summary>
    public AuditFault? FirstMissing(IReadOnlyCollection<ChainHead> heads)
    {
        var sizes = heads.ToDictionary(head => head.Chain, head => head.Size);
        return _claims
            .Where(claims => claims.Key.Sequence > sizes.GetValueOrDefault(claims.Key.Chain))
            .OrderBy(claims => claims.Key)
            .Select(claims => Missing(claims.First().Checkpoint, claims.Key, sizes.GetValueOrDefault(claims.Key.Chain)))
            .FirstOrDefault();
    }

    /// <summary>What is wrong with a checkpoint that says a chain had no line, which is true.</summary>
    public string? Unseen(IReadOnlyCollection<ChainHead> heads) => _claims
        .Where(claims => claims.Key.Sequence == 0 && heads.All(head => head.Chain != claims.Key.Chain))
        .Select(claims => Here(AuditChain.Empty(claims.Key.Chain)))
        .FirstOrDefault(wrong => wrong is not null);

    private AuditFault Missing(Checkpoint checkpoint, LinePlace claimed, long size) => new(
        new LinePlace(claimed.Chain, size + 1),
        Unfit(checkpoint) ?? $"it is missing: {Name(checkpoint)} says there were {claimed.Sequence} lines, there are {size}");

    private string? Unfit(Checkpoint checkpoint)
    {
        if (!checkpoint.IsGenuine())
            return $"{Name(checkpoint)} is forged: its signature does not fit";
        return _anchors.TrustedKey is { } key && !key.Equals(checkpoint.PublicKey, StringComparison.OrdinalIgnoreCase)
            ? $"{Name(checkpoint)} is signed by a key that is not the trusted one"
            : null;
    }

    private string? Contradiction(Checkpoint checkpoint, ChainHead claimed, ChainHead found) => claimed.Hash == found.Hash
        ? null
        : $"{Name(checkpoint)} says that the hash here was {claimed.Hash}: this line or one before it was replaced, and the rest sealed anew";

    private string Name(Checkpoint checkpoint)
    {
        var where = _anchors.Outside.Contains(checkpoint) ? "kept outside " : "";
        return $"the checkpoint {where}of {AuditJson.Time(checkpoint.At)} over {checkpoint.Size} lines";
    }
}
