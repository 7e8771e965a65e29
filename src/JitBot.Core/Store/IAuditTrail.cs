namespace JitBot.Core.Store;

/// <summary>The log as an auditor reads it.</summary>
public interface IAuditTrail
{
    /// <summary>Every line with its sealed bytes and hash: chain after chain by their numbers, each in order of its sequence.</summary>
    IAsyncEnumerable<Audit.SealedLine> ReadChainAsync(CancellationToken ct);

    /// <summary>Every text that has not been erased, with its salt and the hash it is filed under.</summary>
    IAsyncEnumerable<Audit.FiledText> ReadTextsAsync(CancellationToken ct);

    /// <summary>Size and head of every chain that has lines, all at one moment, ordered by the chains' numbers.</summary>
    Task<IReadOnlyList<Audit.ChainHead>> ReadHeadsAsync(CancellationToken ct);

    /// <summary>Keeps a signed checkpoint.</summary>
    Task SaveCheckpointAsync(Audit.Checkpoint checkpoint, CancellationToken ct);

    /// <summary>The checkpoints kept, oldest first.</summary>
    Task<IReadOnlyList<Audit.Checkpoint>> ListCheckpointsAsync(CancellationToken ct);
}
