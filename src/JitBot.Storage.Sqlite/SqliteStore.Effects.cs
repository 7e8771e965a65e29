using System.Text.Json;
using JitBot.Core.Chat;
using JitBot.Core.Effects;
using JitBot.Core.Store;
using Microsoft.Data.Sqlite;

namespace JitBot.Storage.Sqlite;

/// <summary>
/// Pending effects. A row under a lease belongs to whoever claimed it last; the epoch tells a worker whose lease ran out that the row is
/// no longer its own.
/// </summary>
internal sealed partial class SqliteStore
{
    /// <inheritdoc />
    public event Action<IReadOnlyList<EffectRow>>? StoredElsewhere
    {
        add { }
        remove { }
    }

    /// <inheritdoc />
    public Task<EffectRow?> ReceiveAsync(Delivery delivery, CancellationToken ct) => Writer.WriteAsync(db =>
        db.Run("INSERT OR IGNORE INTO deliveries (key, at) VALUES ($key, $at)",
            ("$key", $"{delivery.Platform}/{delivery.Key}"), ("$at", Millis.Of(delivery.ReceivedAt))) == 0
            ? null
            : Put(db, new DueEffect(new Effect.Deliver(delivery), DueEffect.AtOnce)), ct);

    /// <inheritdoc />
    public Task<IReadOnlyList<EffectRow>> ListPendingAsync(DateTimeOffset? dueBy, CancellationToken ct) => Reader.ReadAsync<IReadOnlyList<EffectRow>>(
        db => dueBy is { } now
            ? db.List("SELECT id, lane, due_at FROM effects WHERE parked_at IS NULL AND due_at <= $now AND coalesce(lease_until, 0) <= $now ORDER BY id",
                ReadPending, ("$now", Millis.Of(now)))
            : db.List("SELECT id, lane, due_at FROM effects WHERE parked_at IS NULL ORDER BY id", ReadPending), ct);

    /// <inheritdoc />
    public Task<IReadOnlyList<DueEffect>> ListWaitingAsync(Lane lane, CancellationToken ct) => Reader.ReadAsync<IReadOnlyList<DueEffect>>(
        db => [.. db.List(
            "SELECT body, due_at FROM effects JOIN effect_bodies USING (id) WHERE lane = $lane AND parked_at IS NULL ORDER BY due_at, id",
            row => ReadWaiting(row.GetString(0), Millis.ToTime(row.GetInt64(1))), ("$lane", (int)lane)).OfType<DueEffect>()], ct);

    /// <inheritdoc />
    public Task<IReadOnlyList<ClaimedEffect>> ClaimAsync(
        IReadOnlyList<long> ids, DateTimeOffset now, TimeSpan lease, CancellationToken ct) =>
        Writer.WriteAsync<IReadOnlyList<ClaimedEffect>>(
            db => [.. ids.Select(id => Claim(db, id, now, now + lease)).OfType<ClaimedEffect>()], ct);

    /// <inheritdoc />
    public Task<EffectRow?> CompleteAsync(ClaimedEffect effect, CancellationToken ct) => Writer.WriteAsync(db => Complete(db, effect), ct);

    /// <inheritdoc />
    public Task<EffectRow> PostponeAsync(ClaimedEffect effect, DateTimeOffset dueAt, string error, CancellationToken ct) =>
        Writer.WriteAsync(db => Postpone(db, effect, dueAt, error), ct);

    /// <inheritdoc />
    public Task<IReadOnlyList<EffectRow>> HurryAsync(CancellationToken ct) => Writer.WriteAsync<IReadOnlyList<EffectRow>>(db =>
    {
        var pending = db.List("SELECT id, lane, due_at FROM effects WHERE parked_at IS NULL ORDER BY due_at, id", ReadPending);
        db.Run("UPDATE effects SET due_at = 0, lease_until = NULL WHERE parked_at IS NULL");
        return pending;
    }, ct);

    /// <inheritdoc />
    public Task ParkAsync(ClaimedEffect effect, string error, DateTimeOffset now, CancellationToken ct) => Writer.WriteAsync(db =>
    {
        var parked = db.Run("""
            UPDATE effects
            SET lease_until = NULL, parked_at = CASE WHEN generation = $generation THEN $now END
            WHERE id = $id AND epoch = $epoch
            """,
            ("$generation", effect.Generation), ("$now", Millis.Of(now)), ("$id", effect.Id), ("$epoch", effect.Epoch));
        if (parked > 0)
            Note(db, effect.Id, error);
        return parked;
    }, ct);

    /// <inheritdoc />
    public Task<IReadOnlyList<ParkedEffect>> ListParkedAsync(CancellationToken ct) => Reader.ReadAsync<IReadOnlyList<ParkedEffect>>(
        db => db.List(
            """
            SELECT id, key, attempts, coalesce(error, ''), parked_at FROM effects JOIN effect_bodies USING (id)
            WHERE parked_at IS NOT NULL ORDER BY id
            """,
            row => new ParkedEffect(
                row.GetInt64(0), row.GetString(1), row.GetInt32(2), row.GetString(3), Millis.ToTime(row.GetInt64(4)))), ct);

    /// <summary>
    /// Stores an effect or asks for it again. Asked again, it gets its attempts anew, but an attempt that was made and never succeeded
    /// still counts as one: whoever claims the row next must know that it may have had its effect.
    /// </summary>
    private static EffectRow Put(SqliteSession db, DueEffect effect)
    {
        var (key, body) = (effect.Effect.Key, EffectJson.Write(effect.Effect));
        var (lane, due) = (effect.Effect.Lane, Millis.NotBefore(effect.DueAt));
        if (db.Scalar("SELECT id FROM effect_bodies WHERE key = $key", ("$key", key)) is long pending)
        {
            db.Run("""
                UPDATE effects SET lane = $lane, due_at = $due, generation = generation + 1, attempts = min(attempts, 1), parked_at = NULL
                WHERE id = $id
                """,
                ("$lane", (int)lane), ("$due", due), ("$id", pending));
            db.Run("UPDATE effect_bodies SET body = $body, error = NULL WHERE id = $id", ("$body", body), ("$id", pending));
            return new EffectRow(pending, lane, Millis.ToTime(due));
        }
        var id = db.Insert("INSERT INTO effects (lane, due_at, attempts, generation, epoch) VALUES ($lane, $due, 0, 1, 0)",
            ("$lane", (int)lane), ("$due", due));
        db.Run("INSERT INTO effect_bodies (id, key, body) VALUES ($id, $key, $body)", ("$id", id), ("$key", key), ("$body", body));
        return new EffectRow(id, lane, Millis.ToTime(due));
    }

    private static EffectRow? Complete(SqliteSession db, ClaimedEffect effect) =>
        db.Run("DELETE FROM effects WHERE id = $id AND generation = $generation AND epoch = $epoch",
            ("$id", effect.Id), ("$generation", effect.Generation), ("$epoch", effect.Epoch)) > 0
            ? null
            : db.First("UPDATE effects SET lease_until = NULL, attempts = 0 WHERE id = $id AND epoch = $epoch RETURNING lane, due_at",
                row => ReadRow(effect.Id, row), ("$id", effect.Id), ("$epoch", effect.Epoch));

    private static IReadOnlyList<ClaimedEffect> Claim(SqliteSession db, List<EffectRow> rows, Claims claims) =>
        [.. claims.Places.Select(place => Claim(db, rows[place].Id, claims.Now, claims.Now + claims.Lease)).OfType<ClaimedEffect>()];

    private static ClaimedEffect? Claim(SqliteSession db, long id, DateTimeOffset now, DateTimeOffset leaseUntil)
    {
        var claimed = db.Run("""
            UPDATE effects SET lease_until = $until, attempts = attempts + 1, epoch = epoch + 1
            WHERE id = $id AND due_at <= $now AND coalesce(lease_until, 0) <= $now AND parked_at IS NULL
            """,
            ("$until", Millis.Of(leaseUntil)), ("$id", id), ("$now", Millis.Of(now)));
        if (claimed == 0)
            return null;
        try
        {
            return db.First(
                "SELECT body, due_at, attempts, generation, epoch FROM effects JOIN effect_bodies USING (id) WHERE id = $id",
                row => new ClaimedEffect(
                    id, EffectJson.Read(row.GetString(0)), Millis.ToTime(row.GetInt64(1)), row.GetInt32(2), row.GetInt64(3), row.GetInt64(4)),
                ("$id", id));
        }
        catch (JsonException e)
        {
            SetAsideUnreadable(db, id, now, e);
            return null;
        }
    }

    /// <summary>An effect this version cannot read would fail each claim it is in; set aside it is shown, and the others go on.</summary>
    private static void SetAsideUnreadable(SqliteSession db, long id, DateTimeOffset now, JsonException error)
    {
        db.Run("UPDATE effects SET lease_until = NULL, parked_at = $now WHERE id = $id", ("$now", Millis.Of(now)), ("$id", id));
        Note(db, id, $"This version cannot read it: {error.Message}");
    }

    private static EffectRow Postpone(SqliteSession db, ClaimedEffect effect, DateTimeOffset dueAt, string error)
    {
        var postponed = db.First("""
            UPDATE effects
            SET lease_until = NULL, due_at = CASE WHEN generation = $generation THEN $due ELSE min(due_at, $due) END
            WHERE id = $id AND epoch = $epoch
            RETURNING lane, due_at
            """,
            row => ReadRow(effect.Id, row),
            ("$generation", effect.Generation), ("$due", Millis.NotBefore(dueAt)), ("$id", effect.Id), ("$epoch", effect.Epoch));
        if (postponed is not null)
            Note(db, effect.Id, error);
        return postponed
            ?? db.First("SELECT lane, due_at FROM effects WHERE id = $id", row => ReadRow(effect.Id, row), ("$id", effect.Id))
            ?? new EffectRow(effect.Id, effect.Effect.Lane, dueAt); // done by somebody else: a claim of it finds nothing
    }

    private static void Note(SqliteSession db, long id, string error) =>
        db.Run("UPDATE effect_bodies SET error = $error WHERE id = $id", ("$error", error), ("$id", id));

    private static DueEffect? ReadWaiting(string body, DateTimeOffset due)
    {
        try
        {
            return new DueEffect(EffectJson.Read(body), due);
        }
        catch (JsonException)
        {
            return null; // a claim of it sets it aside and says so
        }
    }

    private static EffectRow ReadPending(SqliteRow row) => new(row.GetInt64(0), (Lane)row.GetInt32(1), Millis.ToTime(row.GetInt64(2)));

    private static EffectRow ReadRow(long id, SqliteRow row) => new(id, (Lane)row.GetInt32(0), Millis.ToTime(row.GetInt64(1)));
}
