using System.Runtime.CompilerServices;
using JitBot.Core.Audit;
using Npgsql;

namespace JitBot.Storage.Postgres;

/// <summary>
/// The log as an auditor reads it: in slices, so that however slow the auditor, no transaction stays open and holds up the vacuum. The
/// heads are read first, in one statement, and no chain is read beyond its head: so that whatever line is read, the line its stream had
/// before it is read, too, though others go on writing.
/// </summary>
internal sealed partial class PostgresStore
{
    /// <summary>A few hundred kilobytes.</summary>
    private const int AuditSlice = 1_000;

    /// <inheritdoc />
    public async IAsyncEnumerable<SealedLine> ReadChainAsync([EnumeratorCancellation] CancellationToken ct)
    {
        foreach (var head in await ReadHeadsAsync(ct))
        {
            var last = long.MinValue; // a line smuggled in before the first is read, too
            while (last < head.Size)
            {
                var slice = await _database.ReadAsync(db => db.ListAsync(
                    """
                    SELECT chain, seq, stream, version, bytes, hash FROM lines
                    WHERE chain = $1 AND seq > $2 AND seq <= $3 ORDER BY seq LIMIT $4
                    """,
                    ReadSealed, head.Chain, last, head.Size, AuditSlice), ct);
                foreach (var line in slice)
                    yield return line;
                last = slice.Count < AuditSlice ? head.Size : slice[^1].Sequence;
            }
        }
    }

    /// <inheritdoc />
    public async IAsyncEnumerable<FiledText> ReadTextsAsync([EnumeratorCancellation] CancellationToken ct)
    {
        var last = long.MinValue;
        while (true)
        {
            var slice = await _database.ReadAsync(db => db.ListAsync(
                "SELECT id, hash, salt, text FROM texts WHERE id > $1 ORDER BY id LIMIT $2",
                row => (Id: row.GetInt64(0), Text: new FiledText(row.Text(1), row.Text(2), row.Text(3))),
                last, AuditSlice), ct);
            foreach (var (_, text) in slice)
                yield return text;
            if (slice.Count < AuditSlice)
                yield break;
            last = slice[^1].Id;
        }
    }

    /// <inheritdoc />
    public async Task<IReadOnlyList<ChainHead>> ReadHeadsAsync(CancellationToken ct) => await _database.ReadAsync(
        db => db.ListAsync(
            """
            SELECT chain, seq, hash FROM chains
            CROSS JOIN LATERAL (SELECT seq, hash FROM lines WHERE lines.chain = chains.chain ORDER BY seq DESC LIMIT 1) AS head
            ORDER BY chain
            """,
            ReadHead), ct);

    /// <inheritdoc />
    public Task SaveCheckpointAsync(Checkpoint checkpoint, CancellationToken ct) => _database.WriteAsync(db => db.RunAsync(
        "INSERT INTO checkpoints (heads, at, public_key, signature) VALUES ($1, $2, $3, $4)",
        checkpoint.WriteHeads(), Millis.Of(checkpoint.At), checkpoint.PublicKey, checkpoint.Signature), ct);

    /// <inheritdoc />
    public async Task<IReadOnlyList<Checkpoint>> ListCheckpointsAsync(CancellationToken ct) => await _database.ReadAsync(
        db => db.ListAsync("SELECT heads, at, public_key, signature FROM checkpoints ORDER BY id",
            row => new Checkpoint(Checkpoint.ReadHeads(row.Text(0)), row.Time(1), row.Text(2), row.Text(3))), ct);

    /// <summary>Reads a head.</summary>
    internal static ChainHead ReadHead(NpgsqlDataReader row) => new(row.GetInt32(0), row.GetInt64(1), row.Text(2));

    private static SealedLine ReadSealed(NpgsqlDataReader row) =>
        new(row.GetInt32(0), row.GetInt64(1), row.Text(2), row.GetInt64(3), row.GetFieldValue<byte[]>(4), row.Text(5));
}
