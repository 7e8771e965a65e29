using System.Runtime.CompilerServices;
using JitBot.Core.Audit;

namespace JitBot.Storage.Sqlite;

/// <summary>
/// The log as an auditor reads it: in slices, so that however slow the auditor, no read transaction stays open and holds up the write-ahead
/// log. Lines are only ever added behind, so the slices fit together.
/// </summary>
internal sealed partial class SqliteStore
{
    /// <summary>A few hundred kilobytes; larger slices were not faster.</summary>
    private const int AuditSlice = 1_000;

    /// <inheritdoc />
    public IAsyncEnumerable<SealedLine> ReadChainAsync(CancellationToken ct) => InSlicesAsync((db, last) => db.List(
        "SELECT seq, stream, version, bytes, hash FROM lines WHERE seq > $last ORDER BY seq LIMIT $most",
        row => (row.GetInt64(0), new SealedLine(
            AuditChain.Only, row.GetInt64(0), row.GetString(1), row.GetInt64(2), row.GetBytes(3), row.GetString(4))),
        ("$last", last), ("$most", AuditSlice)), ct);

    /// <inheritdoc />
    public IAsyncEnumerable<FiledText> ReadTextsAsync(CancellationToken ct) => InSlicesAsync((db, last) => db.List(
        "SELECT id, hash, salt, text FROM texts WHERE id > $last ORDER BY id LIMIT $most",
        row => (row.GetInt64(0), new FiledText(row.GetString(1), row.GetString(2), row.GetString(3))),
        ("$last", last), ("$most", AuditSlice)), ct);

    /// <inheritdoc />
    public Task<IReadOnlyList<ChainHead>> ReadHeadsAsync(CancellationToken ct) =>
        Reader.ReadAsync<IReadOnlyList<ChainHead>>(db => Head(db) is { Size: > 0 } head ? [head] : [], ct);

    /// <inheritdoc />
    public Task SaveCheckpointAsync(Checkpoint checkpoint, CancellationToken ct) => Writer.WriteAsync(db => db.Run(
        "INSERT INTO checkpoints (heads, at, public_key, signature) VALUES ($heads, $at, $key, $signature)",
        ("$heads", checkpoint.WriteHeads()), ("$at", Millis.Of(checkpoint.At)),
        ("$key", checkpoint.PublicKey), ("$signature", checkpoint.Signature)), ct);

    /// <inheritdoc />
    public Task<IReadOnlyList<Checkpoint>> ListCheckpointsAsync(CancellationToken ct) => Reader.ReadAsync<IReadOnlyList<Checkpoint>>(
        db => db.List("SELECT heads, at, public_key, signature FROM checkpoints ORDER BY id",
            row => new Checkpoint(
                Checkpoint.ReadHeads(row.GetString(0)), Millis.ToTime(row.GetInt64(1)), row.GetString(2), row.GetString(3))), ct);

    /// <summary>While somebody looks at one slice the next is being read. The first begins before every number: a row smuggled in before the first is read, too.</summary>
    private async IAsyncEnumerable<T> InSlicesAsync<T>(Func<SqliteSession, long, List<(long Number, T Row)>> read, [EnumeratorCancellation] CancellationToken ct)
    {
        Task<List<(long Number, T Row)>> After(long last) => Task.Run(() => Reader.ReadAsync(db => read(db, last), ct), ct);
        var next = After(long.MinValue);
        while (true)
        {
            var slice = await next;
            var isLast = slice.Count < AuditSlice;
            if (!isLast)
                next = After(slice[^1].Number);
            foreach (var (_, row) in slice)
                yield return row;
            if (isLast)
                yield break;
        }
    }

    private static ChainHead Head(SqliteSession db) => db.First(
        "SELECT seq, hash FROM lines ORDER BY seq DESC LIMIT 1",
        row => new ChainHead(AuditChain.Only, row.GetInt64(0), row.GetString(1))) ?? AuditChain.Empty(AuditChain.Only);
}
