namespace JitBot.Core.Store;

/// <summary>The log as an auditor reads it.</summary>
public interface IAuditTrail
{
    /// <summary>Every line with its sealed bytes and hash, in order of the chain.</summary>
    IAsyncEnumerable<Audit.SealedLine> ReadChainAsync(CancellationToken ct);

    /// <summary>Every text that has not been erased, with its salt and the hash it is filed under.</summary>
    IAsyncEnumerable<Audit.FiledText> ReadTextsAsync(CancellationToken ct);

    /// <summary>The chain's size and head now.</summary>
    Task<Audit.ChainHead> ReadHeadAsync(CancellationToken ct);

    /// <summary>Keeps a signed checkpoint.</summary>
    Task SaveCheckpointAsync(Audit.Checkpoint checkpoint, CancellationToken ct);

    /// <summary>The checkpoints kept, oldest first.</summary>
    Task<IReadOnlyList<Audit.Checkpoint>> ListCheckpointsAsync(CancellationToken ct);
}
