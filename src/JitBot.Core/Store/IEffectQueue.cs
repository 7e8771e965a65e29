using JitBot.Core.Chat;
using JitBot.Core.Effects;

namespace JitBot.Core.Store;

/// <summary>Pending effects. The due column is the truth; the wheel is an index over it.</summary>
public interface IEffectQueue
{
    /// <summary>Stores a delivery as an effect that is due at once, unless its key was seen before; null then. Durable when it returns.</summary>
    Task<EffectRow?> ReceiveAsync(Delivery delivery, CancellationToken ct);

    /// <summary>
    /// Pending effects that are not set aside, ordered by id: all of them, for filling the wheel at start, or those due by a moment and under
    /// nobody's lease, for the slow sweep.
    /// </summary>
    Task<IReadOnlyList<EffectRow>> ListPendingAsync(DateTimeOffset? dueBy, CancellationToken ct);

    /// <summary>
    /// What waits in a lane, due or not, under a lease or not, but not set aside: each with what it holds, the earliest due first. What this
    /// version cannot read is left out.
    /// </summary>
    Task<IReadOnlyList<DueEffect>> ListWaitingAsync(Lane lane, CancellationToken ct);

    /// <summary>
    /// Claims those of the rows that are due at <paramref name="now"/> and under nobody's lease. How long a lease lasts is measured by the
    /// store's own clock where several processes share it.
    /// </summary>
    Task<IReadOnlyList<ClaimedEffect>> ClaimAsync(IReadOnlyList<long> ids, DateTimeOffset now, TimeSpan lease, CancellationToken ct);

    /// <summary>
    /// Done: the row goes, unless it was asked for again meanwhile; then its row is returned, free to be claimed. Whoever has lost the lease
    /// to another changes nothing.
    /// </summary>
    Task<EffectRow?> CompleteAsync(ClaimedEffect effect, CancellationToken ct);

    /// <summary>Not now: free again at <paramref name="dueAt"/> (or earlier if it was asked for again meanwhile).</summary>
    Task<EffectRow> PostponeAsync(ClaimedEffect effect, DateTimeOffset dueAt, string error, CancellationToken ct);

    /// <summary>
    /// Makes everything pending due, and frees every lease, because the clock that set the moments was ahead: whatever is not due in truth says
    /// so when it is run. The rows tell the moments they had, and come in their order.
    /// </summary>
    Task<IReadOnlyList<EffectRow>> HurryAsync(CancellationToken ct);

    /// <summary>Sets it aside until it is asked for again.</summary>
    Task ParkAsync(ClaimedEffect effect, string error, DateTimeOffset now, CancellationToken ct);

    /// <summary>What is set aside.</summary>
    Task<IReadOnlyList<ParkedEffect>> ListParkedAsync(CancellationToken ct);

    /// <summary>
    /// Raised when another process has stored effects, so that they are on time even if that process dies. It may miss some: the sweep finds
    /// them. Never raised by a store that one process alone uses.
    /// </summary>
    event Action<IReadOnlyList<EffectRow>>? StoredElsewhere;
}
