using JitBot.Core.Audit;
using JitBot.Core.Store;

namespace JitBot.Storage.Postgres;

/// <summary>The lines of batches, put into a chain one behind the other, under the lock of the chain's row.</summary>
internal sealed class Sealing
{
    private readonly int _chain;
    private readonly List<Batch> _batches;
    private readonly List<ChainHead> _head = [];

    /// <summary>Adds what locks the chain and reads where it ends, if there are lines at all.</summary>
    public Sealing(PostgresPipeline pipeline, int chain, IReadOnlyList<Batch> batches)
    {
        (_chain, _batches) = (chain, [.. batches.Where(batch => batch.Lines.Count > 0)]);
        if (_batches.Count == 0)
            return;
        pipeline.Ask("SELECT chain FROM chains WHERE chain = $1 FOR UPDATE", chain);
        _head = pipeline.List("SELECT chain, seq, hash FROM lines WHERE chain = $1 ORDER BY seq DESC LIMIT 1", PostgresStore.ReadHead, chain);
    }

    /// <summary>Adds the lines, sealed.</summary>
    public void Write(PostgresPipeline pipeline)
    {
        var lines = Seal();
        if (lines.Count == 0)
            return;
        pipeline.Run(
            "INSERT INTO lines (chain, seq, stream, version, bytes, hash) SELECT $1, * FROM unnest($2, $3, $4, $5, $6)",
            _chain, lines.ConvertAll(line => line.Sequence).ToArray(), lines.ConvertAll(line => line.Stream).ToArray(),
            lines.ConvertAll(line => line.Version).ToArray(), lines.ConvertAll(line => line.Bytes).ToArray(), lines.ConvertAll(line => line.Hash).ToArray());
    }

    private List<SealedLine> Seal()
    {
        var head = _head is [var last] ? last : AuditChain.Empty(_chain);
        var lines = new List<SealedLine>();
        foreach (var batch in _batches)
        {
            var version = batch.ExpectedVersion;
            foreach (var line in batch.Lines)
            {
                version++;
                var bytes = AuditChain.BytesOf(new StoredLine(_chain, head.Size + 1, line.At, batch.Stream.Value, version, line.Type, line.Body));
                head = AuditChain.Follow(head, bytes);
                lines.Add(new SealedLine(_chain, head.Size, batch.Stream.Value, version, bytes, head.Hash));
            }
        }

        return lines;
    }
}
