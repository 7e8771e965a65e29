using System.Globalization;
using System.Text.Json;
using JitBot.Core.Chat;
using JitBot.Core.Effects;
using JitBot.Core.Store;
using Npgsql;

namespace JitBot.Storage.Postgres;

/// <summary>
/// Pending effects. A row under a lease belongs to whoever claimed it last; the epoch tells a worker whose lease ran out that the row is
/// no longer its own. Leases are set from and compared with the database's clock, so that no process's own clock decides.
/// </summary>
internal sealed partial class PostgresStore
{
    /// <inheritdoc />
    public event Action<IReadOnlyList<EffectRow>>? StoredElsewhere;

    /// <inheritdoc />
    public Task<EffectRow?> ReceiveAsync(Delivery delivery, CancellationToken ct) => _writer.WriteAsync(new ReceiveWork(delivery, ct), ct);

    /// <inheritdoc />
    public async Task<IReadOnlyList<EffectRow>> ListPendingAsync(DateTimeOffset? dueBy, CancellationToken ct)
    {
        if (dueBy is not { } now)
            return await _database.ReadAsync(db => db.ListAsync(
                "SELECT id, lane, due_at FROM effects WHERE parked_at IS NULL ORDER BY id", ReadPending), ct);
        await LookAroundAsync(ct);
        return await _database.ReadAsync(db => db.ListAsync(
            """
            SELECT id, lane, due_at FROM effects
            WHERE parked_at IS NULL AND due_at <= $1 AND (lease_until IS NULL OR lease_until <= clock_timestamp()) ORDER BY id
            """,
            ReadPending, Millis.Of(now)), ct);
    }

    /// <inheritdoc />
    public async Task<IReadOnlyList<DueEffect>> ListWaitingAsync(Lane lane, CancellationToken ct)
    {
        var found = await _database.ReadAsync(db => db.ListAsync(
            "SELECT body, due_at FROM effects WHERE lane = $1 AND parked_at IS NULL ORDER BY due_at, id",
            ReadWaiting, (int)lane), ct);
        return [.. found.OfType<DueEffect>()];
    }

    /// <inheritdoc />
    public async Task<IReadOnlyList<EffectRow>> HurryAsync(CancellationToken ct) => await _database.WriteAsync(
        db => db.ListAsync(
            """
            WITH pending AS MATERIALIZED (SELECT id, lane, due_at FROM effects WHERE parked_at IS NULL ORDER BY id FOR UPDATE),
                hurried AS (UPDATE effects SET due_at = 0, lease_until = NULL FROM pending WHERE effects.id = pending.id)
            SELECT id, lane, due_at FROM pending ORDER BY due_at, id
            """,
            ReadPending), ct);

    /// <inheritdoc />
    public Task<IReadOnlyList<ClaimedEffect>> ClaimAsync(
        IReadOnlyList<long> ids, DateTimeOffset now, TimeSpan lease, CancellationToken ct) =>
        _database.WriteAsync<IReadOnlyList<ClaimedEffect>>(async db =>
        {
            var found = await db.ListAsync(
                """
                WITH free AS MATERIALIZED (
                    SELECT id FROM effects
                    WHERE id = ANY ($1) AND due_at <= $2 AND parked_at IS NULL AND (lease_until IS NULL OR lease_until <= clock_timestamp())
                    FOR UPDATE SKIP LOCKED)
                UPDATE effects SET lease_until = clock_timestamp() + $3, attempts = attempts + 1, epoch = epoch + 1
                FROM free WHERE effects.id = free.id
                RETURNING effects.id, body, due_at, attempts, generation, epoch
                """,
                ReadClaim, ids.ToArray(), Millis.Of(now), lease);
            foreach (var (id, _, wrong) in found.Where(claim => claim.Wrong is not null))
                await SetAsideUnreadableAsync(db, id, now, wrong!);
            var claimed = found.ToDictionary(claim => claim.Id, claim => claim.Effect);
            return [.. ids.Distinct().Select(id => claimed.GetValueOrDefault(id)).OfType<ClaimedEffect>()];
        }, ct);

    /// <inheritdoc />
    public Task<EffectRow?> CompleteAsync(ClaimedEffect effect, CancellationToken ct) => _writer.WriteAsync(new CompleteWork(effect, ct), ct);

    /// <inheritdoc />
    public async Task<EffectRow> PostponeAsync(ClaimedEffect effect, DateTimeOffset dueAt, string error, CancellationToken ct) =>
        (await _writer.WriteAsync(new PostponeWork(effect, dueAt, error, ct), ct))!;

    /// <inheritdoc />
    public Task ParkAsync(ClaimedEffect effect, string error, DateTimeOffset now, CancellationToken ct) => _writer.WriteAsync(new ParkWork(effect, error, now, ct), ct);

    /// <inheritdoc />
    public async Task<IReadOnlyList<ParkedEffect>> ListParkedAsync(CancellationToken ct) => await _database.ReadAsync(
        db => db.ListAsync(
            "SELECT id, key, attempts, coalesce(error, ''), parked_at FROM effects WHERE parked_at IS NOT NULL ORDER BY id",
            row => new ParkedEffect(row.GetInt64(0), row.Text(1), row.GetInt32(2), row.Text(3), row.Time(4))), ct);

    /// <summary>An effect this version cannot read would fail each claim it is in; set aside it is shown, and the others go on.</summary>
    private static Task<int> SetAsideUnreadableAsync(PostgresSession db, long id, DateTimeOffset now, string error) => db.RunAsync(
        "UPDATE effects SET lease_until = NULL, parked_at = $2, error = $3 WHERE id = $1",
        id, Millis.Of(now), $"This version cannot read it: {error}");

    internal static (long Id, ClaimedEffect? Effect, string? Wrong) ReadClaim(NpgsqlDataReader row)
    {
        var id = row.GetInt64(0);
        try
        {
            var effect = EffectJson.Read(row.Text(1));
            return (id, new ClaimedEffect(id, effect, row.Time(2), row.GetInt32(3), row.GetInt64(4), row.GetInt64(5)), null);
        }
        catch (JsonException e)
        {
            return (id, null, e.Message);
        }
    }

    /// <summary>Null for what this version cannot read: a claim of it sets it aside and says so.</summary>
    private static DueEffect? ReadWaiting(NpgsqlDataReader row)
    {
        try
        {
            return new DueEffect(EffectJson.Read(row.Text(0)), row.Time(1));
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Reads what the wheel needs to know.</summary>
    internal static EffectRow ReadPending(NpgsqlDataReader row) => new(row.GetInt64(0), (Lane)row.GetInt32(1), row.Time(2));
}
