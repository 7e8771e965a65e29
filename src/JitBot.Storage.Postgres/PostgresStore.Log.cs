using JitBot.Core.Access;
using JitBot.Core.Audit;
using JitBot.Core.Chat;
using JitBot.Core.Holdings;
using JitBot.Core.People;
using JitBot.Core.Store;
using Npgsql;

namespace JitBot.Storage.Postgres;

/// <summary>The log and what is found by it.</summary>
internal sealed partial class PostgresStore
{
    /// <summary>Old answers are forgotten in slices, so that nobody waits long behind them.</summary>
    private const int PruneSlice = 1_000;

    private const string RequestColumns = "id, handle, requester, entitlement, phase, asked_at, holding, asked_by";

    /// <inheritdoc />
    public async Task<IReadOnlyList<StoredLine>> LoadAsync(StreamId stream, long after, CancellationToken ct) =>
        await _database.ReadAsync(db => LoadAsync(db, stream, after), ct);

    /// <inheritdoc />
    public Task<string?> FindAnswerAsync(string key, CancellationToken ct) => _database.ReadAsync(db => AnswerToAsync(db, key), ct);

    /// <inheritdoc />
    public async Task<IReadOnlyDictionary<string, string>> LoadTextsAsync(IReadOnlyCollection<string> hashes, CancellationToken ct)
    {
        var found = await _database.ReadAsync(db => db.ListAsync("SELECT hash, text FROM texts WHERE hash = ANY ($1)",
            row => (Hash: row.Text(0), Text: row.Text(1)), [hashes.ToArray()]), ct);
        return found.ToDictionary(text => text.Hash, text => text.Text, StringComparer.Ordinal);
    }

    /// <inheritdoc />
    public Task<RequestId?> FindByHandleAsync(string handle, CancellationToken ct) => _database.ReadAsync<RequestId?>(
        async db => await db.ScalarAsync("SELECT id FROM requests WHERE handle = $1", handle) is string id ? new RequestId(id) : null, ct);

    /// <inheritdoc />
    public async Task<IReadOnlyList<RequestIndex>> ListByRequesterAsync(PersonId requester, int most, CancellationToken ct) =>
        await _database.ReadAsync(db => db.ListAsync(
            $"SELECT {RequestColumns} FROM requests WHERE requester = $1 ORDER BY asked_at DESC, row DESC LIMIT $2",
            ReadRequest, requester.Value, most), ct);

    /// <inheritdoc />
    public Task<AskedSoFar> CountAskedAsync(IReadOnlyList<PersonId> rows, DateTimeOffset now, CancellationToken ct) => _database.ReadAsync(
        async db =>
        {
            // For an array, which nearly always holds one, the planner plans each time anew.
            var (isOfThem, them) = rows is [var one] ? ("= $1", (object)one.Value) : ("= ANY ($1)", rows.Select(row => row.Value).ToArray());
            var pipeline = db.Pipeline();
            // Whether it is theirs, or asked for by them for somebody else; and whether they asked for it themselves, for themselves or others.
            var counts = pipeline.List(
                $"""
                SELECT count(*), count(*) FILTER (WHERE (asked_by IS NULL OR asked_by {isOfThem}) AND asked_at BETWEEN $2 AND $3)
                FROM requests WHERE requester {isOfThem} OR asked_by {isOfThem}
                """,
                row => (InAll: row.GetInt64(0), WithinADay: row.GetInt64(1)), them, Millis.Of(now - AskedSoFar.Day) + 1, Millis.Of(now + AskedSoFar.Day) - 1);
            var open = pipeline.List(
                $"SELECT {RequestColumns} FROM requests WHERE requester {isOfThem} AND is_open AND phase <> 'Ending' ORDER BY asked_at DESC, row DESC LIMIT $2",
                ReadRequest, them, AskedSoFar.MostListed);
            await pipeline.SendAsync();
            return new AskedSoFar(rows, counts[0].InAll, (int)counts[0].WithinADay, open);
        },
        ct);

    /// <inheritdoc />
    public async Task<IReadOnlyList<RequestIndex>> ListOpenByEntitlementAsync(string entitlementId, int most, CancellationToken ct) =>
        await _database.ReadAsync(db => db.ListAsync(
            $"SELECT {RequestColumns} FROM requests WHERE entitlement = $1 AND is_open ORDER BY asked_at DESC, row DESC LIMIT $2",
            ReadRequest, entitlementId, most), ct);

    /// <inheritdoc />
    public async Task<IReadOnlyList<RequestIndex>> ListByEntitlementAsync(string entitlementId, DateTimeOffset since, int most, CancellationToken ct) =>
        await _database.ReadAsync(db => db.ListAsync(
            $"SELECT {RequestColumns} FROM requests WHERE entitlement = $1 AND asked_at >= $2 ORDER BY asked_at DESC, row DESC LIMIT $3",
            ReadRequest, entitlementId, Millis.Of(since), most), ct);

    /// <inheritdoc />
    public async Task<IReadOnlyList<RequestIndex>> ListUndecidedAsync(int most, CancellationToken ct) =>
        await _database.ReadAsync(db => db.ListAsync(
            $"SELECT {RequestColumns} FROM requests WHERE phase = 'Pending' ORDER BY asked_at, row LIMIT $1", ReadRequest, most), ct);

    /// <inheritdoc />
    public Task ForgetAsync(PersonId person, CancellationToken ct) => _database.WriteAsync(async db =>
    {
        await db.RunAsync("DELETE FROM texts WHERE owner = $1", person.Value);
        await db.RunAsync("DELETE FROM homes WHERE person = $1", person.Value);
        return await db.RunAsync("UPDATE people SET name = '', email = '' WHERE id = $1", person.Value);
    }, ct);

    /// <inheritdoc />
    public async Task PruneAnswersAsync(DateTimeOffset before, CancellationToken ct)
    {
        while (await _database.WriteAsync(db => PruneAsync(db, before), ct))
        {
        }
    }

    /// <summary>What a line says is in its sealed bytes alone; here they are only compared with where the line was found.</summary>
    private async Task<List<StoredLine>> LoadAsync(PostgresSession db, StreamId stream, long after)
    {
        var found = await db.ListAsync(
            "SELECT chain, seq, version, bytes FROM lines WHERE stream = $1 AND version > $2 ORDER BY version",
            row => (Chain: row.GetInt32(0), Sequence: row.GetInt64(1), Version: row.GetInt64(2), Line: AuditJson.Read(row.GetFieldValue<byte[]>(3))),
            stream.Value, after);
        for (var i = 0; i < found.Count; i++)
        {
            var (chain, sequence, version, line) = found[i];
            if (version != after + i + 1 || line.Version != version || line.Chain != chain || line.Sequence != sequence || line.Stream != stream.Value)
                throw new StoreUnavailableException(
                    $"{_database.Name}: line {sequence} of chain {chain} is not what was sealed. Run \"audit verify\".");
        }
        return found.ConvertAll(row => row.Line);
    }

    private static RequestIndex ReadRequest(NpgsqlDataReader row) => new(
        new RequestId(row.Text(0)),
        row.Text(1),
        new PersonId(row.Text(2)),
        row.Text(3),
        Enum.Parse<Phase>(row.Text(4)),
        row.Time(5),
        row.TextOrNull(6) is { } holding ? new HoldingId(holding) : null)
    {
        AskedBy = row.TextOrNull(7) is { } by ? new PersonId(by) : null,
    };

    private static async Task<string?> AnswerToAsync(PostgresSession db, string key) =>
        await db.ScalarAsync("SELECT answer FROM answers WHERE key = $1", key) as string;

    /// <summary>One slice from the oldest end of both tables; true while there may be more.</summary>
    private static async Task<bool> PruneAsync(PostgresSession db, DateTimeOffset before)
    {
        var pruned = await db.RunAsync("DELETE FROM answers WHERE id IN (SELECT id FROM answers ORDER BY id LIMIT $1) AND at < $2",
            PruneSlice, Millis.Of(before));
        var seen = await db.RunAsync("DELETE FROM deliveries WHERE id IN (SELECT id FROM deliveries ORDER BY id LIMIT $1) AND at < $2",
            PruneSlice, Millis.Of(before));
        return Math.Max(pruned, seen) == PruneSlice;
    }
}
