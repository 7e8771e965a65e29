using JitBot.Core.Chat;
using JitBot.Core.Effects;
using JitBot.Core.Store;

namespace JitBot.Simulation.Store;

/// <summary>Pending effects: leases, epochs and generations as the contract has them.</summary>
internal sealed partial class SimStore
{
    public event Action<IReadOnlyList<EffectRow>>? StoredElsewhere
    {
        add { }
        remove { }
    }

    public Task<EffectRow?> ReceiveAsync(Delivery delivery, CancellationToken ct) => CallAsync("receive", () =>
        database.Deliveries.TryAdd($"{delivery.Platform}/{delivery.Key}", Cut(delivery.ReceivedAt))
            ? Put(new DueEffect(new Effect.Deliver(delivery), DueEffect.AtOnce))
            : null);

    public Task<IReadOnlyList<EffectRow>> ListPendingAsync(DateTimeOffset? dueBy, CancellationToken ct) => CallAsync<IReadOnlyList<EffectRow>>(
        "list pending",
        () => [.. database.Effects.Values.Where(e => e.ParkedAt is null && (dueBy is not { } now || (e.DueAt <= now && IsFree(e, now)))).Select(RowOf)]);

    public Task<IReadOnlyList<ClaimedEffect>> ClaimAsync(IReadOnlyList<long> ids, DateTimeOffset now, TimeSpan lease, CancellationToken ct) =>
        CallAsync<IReadOnlyList<ClaimedEffect>>("claim", () => [.. ids.Select(id => Claim(id, now, lease)).OfType<ClaimedEffect>()]);

    public Task<EffectRow?> CompleteAsync(ClaimedEffect effect, CancellationToken ct) => CallAsync("complete", () => Complete(effect));

    private EffectRow? Complete(ClaimedEffect effect)
    {
        if (Mine(effect) is not { } row)
            return null;
        if (row.Generation == effect.Generation)
        {
            database.Effects.Remove(row.Id);
            database.EffectsByKey.Remove(row.Key);
            return null;
        }

        (row.LeaseUntil, row.Attempts) = (DateTimeOffset.MinValue, 0);
        return RowOf(row);
    }

    public Task<EffectRow> PostponeAsync(ClaimedEffect effect, DateTimeOffset dueAt, string error, CancellationToken ct) => CallAsync("postpone", () =>
    {
        if (Mine(effect) is not { } row)
            return database.Effects.TryGetValue(effect.Id, out var theirs) ? RowOf(theirs) : new EffectRow(effect.Id, effect.Effect.Lane, dueAt);
        var due = NotBefore(dueAt);
        row.DueAt = row.Generation == effect.Generation || due < row.DueAt ? due : row.DueAt;
        (row.LeaseUntil, row.Error) = (DateTimeOffset.MinValue, error);
        return RowOf(row);
    });

    public Task<IReadOnlyList<DueEffect>> ListWaitingAsync(Lane lane, CancellationToken ct) => CallAsync<IReadOnlyList<DueEffect>>("list waiting", () =>
    [
        .. database.Effects.Values.Where(row => row.Lane == lane && row.ParkedAt is null)
            .OrderBy(row => row.DueAt).ThenBy(row => row.Id).Select(row => new DueEffect(row.Effect, row.DueAt)),
    ]);

    public Task<IReadOnlyList<EffectRow>> HurryAsync(CancellationToken ct) => CallAsync<IReadOnlyList<EffectRow>>("hurry", () =>
    {
        EffectRow[] pending = [.. database.Effects.Values.Where(row => row.ParkedAt is null).Select(RowOf).OrderBy(row => row.DueAt).ThenBy(row => row.Id)];
        foreach (var row in database.Effects.Values)
            (row.DueAt, row.LeaseUntil) = (DateTimeOffset.UnixEpoch, DateTimeOffset.MinValue);
        return pending;
    });

    public Task ParkAsync(ClaimedEffect effect, string error, DateTimeOffset now, CancellationToken ct) => CallAsync("park", () =>
    {
        if (Mine(effect) is { } row)
            (row.LeaseUntil, row.ParkedAt, row.Error) = (DateTimeOffset.MinValue, row.Generation == effect.Generation ? Cut(now) : null, error);
        return true;
    });

    public Task<IReadOnlyList<ParkedEffect>> ListParkedAsync(CancellationToken ct) => CallAsync<IReadOnlyList<ParkedEffect>>("list parked", () =>
        [.. database.Effects.Values.Where(e => e.ParkedAt is not null).Select(e => new ParkedEffect(e.Id, e.Key, e.Attempts, e.Error, e.ParkedAt!.Value))]);

    private EffectRow Put(DueEffect asked)
    {
        var key = asked.Effect.Key;
        if (database.EffectsByKey.TryGetValue(key, out var row))
        {
            row.Generation++;
            row.Attempts = Math.Min(row.Attempts, 1);
            (row.ParkedAt, row.Error) = (null, "");
        }
        else
        {
            row = new SimEffect(++database.LastEffect, key);
            database.Effects[row.Id] = database.EffectsByKey[key] = row;
        }

        (row.Effect, row.Lane, row.DueAt) = (asked.Effect, asked.Effect.Lane, NotBefore(asked.DueAt));
        return RowOf(row);
    }

    private ClaimedEffect? Claim(long id, DateTimeOffset now, TimeSpan lease)
    {
        if (!database.Effects.TryGetValue(id, out var row) || row.ParkedAt is not null || row.DueAt > now || !IsFree(row, now))
            return null;
        row.LeaseUntil = (wire.Clock ?? now) + lease;
        row.Attempts++;
        row.Epoch++;
        return new ClaimedEffect(id, row.Effect, row.DueAt, row.Attempts, row.Generation, row.Epoch);
    }

    private bool IsFree(SimEffect row, DateTimeOffset now) => row.LeaseUntil <= (wire.Clock ?? now);

    private SimEffect? Mine(ClaimedEffect effect) =>
        database.Effects.TryGetValue(effect.Id, out var row) && row.Epoch == effect.Epoch ? row : null;

    private EffectRow RowOf(SimEffect row)
    {
        wire.Due(row.DueAt);
        return new EffectRow(row.Id, row.Lane, row.DueAt);
    }
}
