using System.Runtime.CompilerServices;
using JitBot.Core.Audit;

namespace JitBot.Simulation.Store;

/// <summary>The log as an auditor reads it.</summary>
internal sealed partial class SimStore
{
    public async IAsyncEnumerable<SealedLine> ReadChainAsync([EnumeratorCancellation] CancellationToken ct)
    {
        await Task.CompletedTask;
        foreach (var line in Chain())
            yield return line;
    }

    public async IAsyncEnumerable<FiledText> ReadTextsAsync([EnumeratorCancellation] CancellationToken ct)
    {
        await Task.CompletedTask;
        foreach (var (hash, text) in database.Texts)
            yield return new FiledText(hash, text.Salt, text.Text);
    }

    /// <summary>In a simulated process always none: checkpoints are written to files, which a simulation has not got.</summary>
    public Task<IReadOnlyList<ChainHead>> ReadHeadsAsync(CancellationToken ct) => CallAsync<IReadOnlyList<ChainHead>>(
        "read heads", () => SealsEveryLine && Chain().LastOrDefault() is { } last ? [new ChainHead(last.Chain, last.Sequence, last.Hash)] : []);

    public Task SaveCheckpointAsync(Checkpoint checkpoint, CancellationToken ct) => CallAsync("save checkpoint", () =>
    {
        database.Checkpoints.Add(checkpoint with { At = Cut(checkpoint.At) });
        return true;
    });

    public Task<IReadOnlyList<Checkpoint>> ListCheckpointsAsync(CancellationToken ct) =>
        CallAsync<IReadOnlyList<Checkpoint>>("list checkpoints", () => [.. database.Checkpoints]);

    private List<SealedLine> Chain()
    {
        var hash = AuditChain.Empty(AuditChain.Only).Hash;
        return database.Lines.ConvertAll(line =>
        {
            var bytes = AuditChain.BytesOf(line);
            hash = AuditChain.Next(hash, bytes);
            return new SealedLine(line.Chain, line.Sequence, line.Stream, line.Version, bytes, hash);
        });
    }
}
