using JitBot.Core.Store;

namespace JitBot.Storage.Postgres;

/// <summary>
/// What becomes of a claimed effect. Whoever lost the lease changes nothing: every statement compares the epoch. Each row is found by its id, in a statement of its own: joined
/// with others of the group it would be looked for in the whole table as soon as that was planned while the table was small.
/// </summary>
internal abstract class SettleWork(ClaimedEffect effect, CancellationToken ct) : PostgresWork<EffectRow?>(ct)
{
    /// <summary>The key of the row.</summary>
    public string Key => effect.Effect.Key;

    /// <summary>The effect.</summary>
    public override IEnumerable<string> Names => [$"effect {Key}"];

    /// <summary>What was claimed.</summary>
    protected ClaimedEffect Claimed => effect;

    /// <summary>Adds the statements.</summary>
    public abstract void Write(PostgresPipeline pipeline);

    /// <summary>What they came to.</summary>
    public abstract void Settle();
}

/// <summary>Done: the row goes, unless it was asked for again meanwhile.</summary>
internal sealed class CompleteWork(ClaimedEffect effect, CancellationToken ct) : SettleWork(effect, ct)
{
    private List<EffectRow> _renewed = [];

    /// <summary>The row of one that was asked for again, once everything was sent.</summary>
    public EffectRow? Renewed => _renewed.SingleOrDefault();

    /// <inheritdoc />
    public override void Write(PostgresPipeline pipeline)
    {
        pipeline.Run("DELETE FROM effects WHERE id = $1 AND generation = $2 AND epoch = $3", Claimed.Id, Claimed.Generation, Claimed.Epoch);
        _renewed = pipeline.List("UPDATE effects SET lease_until = NULL, attempts = 0 WHERE id = $1 AND epoch = $2 RETURNING id, lane, due_at",
            PostgresStore.ReadPending, Claimed.Id, Claimed.Epoch);
    }

    /// <inheritdoc />
    public override void Settle() => Settle(Renewed);
}

/// <summary>Not now: free again at a moment, or earlier if it was asked for again meanwhile.</summary>
internal sealed class PostponeWork(ClaimedEffect effect, DateTimeOffset dueAt, string error, CancellationToken ct) : SettleWork(effect, ct)
{
    private List<EffectRow> _row = [];

    /// <inheritdoc />
    public override void Write(PostgresPipeline pipeline)
    {
        pipeline.Run("""
            UPDATE effects
            SET lease_until = NULL, error = $5, due_at = CASE WHEN generation = $2 THEN $4 ELSE least(due_at, $4) END
            WHERE id = $1 AND epoch = $3
            """,
            Claimed.Id, Claimed.Generation, Claimed.Epoch, Millis.NotBefore(dueAt), error);
        _row = pipeline.List("SELECT id, lane, due_at FROM effects WHERE id = $1", PostgresStore.ReadPending, Claimed.Id);
    }

    /// <inheritdoc />
    public override void Settle() =>
        Settle(_row.SingleOrDefault() ?? new EffectRow(Claimed.Id, Claimed.Effect.Lane, dueAt)); // done by somebody else: a claim of it finds nothing
}

/// <summary>Set aside until it is asked for again.</summary>
internal sealed class ParkWork(ClaimedEffect effect, string error, DateTimeOffset now, CancellationToken ct) : SettleWork(effect, ct)
{
    /// <inheritdoc />
    public override void Write(PostgresPipeline pipeline) => pipeline.Run("""
        UPDATE effects
        SET lease_until = NULL, error = $5, parked_at = CASE WHEN generation = $2 THEN $4::bigint END
        WHERE id = $1 AND epoch = $3
        """,
        Claimed.Id, Claimed.Generation, Claimed.Epoch, Millis.Of(now), error);

    /// <inheritdoc />
    public override void Settle() => Settle(null);
}
