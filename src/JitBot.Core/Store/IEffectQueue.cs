using JitBot.Core.Chat;

namespace JitBot.Core.Store;

/// <summary>Pending effects. The due column is the truth; the wheel is an index over it.</summary>
public interface IEffectQueue
{
    /// <summary>Stores a delivery as an effect unless its key was seen before; null then. Durable when it returns.</summary>
    Task<EffectRow?> ReceiveAsync(Delivery delivery, CancellationToken ct);

    /// <summary>All pending effects that are not set aside, ordered by id; for filling the wheel at start and for the slow sweep.</summary>
    Task<IReadOnlyList<EffectRow>> ListPendingAsync(CancellationToken ct);

    /// <summary>Claims those of the rows that are due and under nobody's lease, until <paramref name="leaseUntil"/>.</summary>
    Task<IReadOnlyList<ClaimedEffect>> ClaimAsync(IReadOnlyList<long> ids, DateTimeOffset now, DateTimeOffset leaseUntil, CancellationToken ct);

    /// <summary>Done: the row goes, unless it was asked for again meanwhile; then its row is returned, free to be claimed.</summary>
    Task<EffectRow?> CompleteAsync(ClaimedEffect effect, CancellationToken ct);

    /// <summary>Not now: free again at <paramref name="dueAt"/> (or earlier if it was asked for again meanwhile).</summary>
    Task<EffectRow> PostponeAsync(ClaimedEffect effect, DateTimeOffset dueAt, string error, CancellationToken ct);

    /// <summary>Sets it aside until it is asked for again.</summary>
    Task ParkAsync(ClaimedEffect effect, string error, DateTimeOffset now, CancellationToken ct);

    /// <summary>What is set aside.</summary>
    Task<IReadOnlyList<ParkedEffect>> ListParkedAsync(CancellationToken ct);

    /// <summary>Frees every lease; only for a store that one process alone uses, at its start.</summary>
    Task FreeLeasesAsync(CancellationToken ct);
}
