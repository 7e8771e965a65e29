using JitBot.Core.Time;

namespace JitBot.Core.Holdings;

/// <summary>
/// What a clock that was ahead leaves behind when it comes back: moments that lie days in the future. A wait until one of them would keep
/// access from ending for days, so what was done then counts as done now, a wait that was begun then is over, and an absence that was seen
/// then must be seen again.
/// </summary>
internal static class MomentsAhead
{
    /// <summary>Whether a moment at which something happened cannot have come yet; hosts differ by a little.</summary>
    public static bool Is(DateTimeOffset happened, DateTimeOffset now) => happened - now > ClockWitness.Tolerance;

    /// <summary>The state without them. A call in flight keeps its moment until an event renews its lease, or it would never be lost.</summary>
    public static HoldingState Forget(HoldingState state, DateTimeOffset now) => !HasAny(state, now) ? state : state with
    {
        Pause = state.Pause is { } pause && Is(pause.Since, now) ? null : state.Pause,
        AddedAt = Earlier(state.AddedAt, now),
        RemovedAt = Earlier(state.RemovedAt, now),
        UnwantedSince = Earlier(state.UnwantedSince, now),
        Removal = state.Removal is { } removal ? Forget(removal, now) : null,
    };

    private static Removal Forget(Removal removal, DateTimeOffset now)
    {
        var answered = removal with { AnsweredAt = Earlier(removal.AnsweredAt, now)!.Value };
        return Is(removal.AbsentSince, now) ? answered with { AbsentSince = null, LooksDone = 0 } : answered;
    }

    private static bool HasAny(HoldingState state, DateTimeOffset now) =>
        Is(state.Pause?.Since, now) || Is(state.AddedAt, now) || Is(state.RemovedAt, now) || Is(state.UnwantedSince, now)
        || Is(state.Removal?.AnsweredAt, now) || Is(state.Removal?.AbsentSince, now);

    private static bool Is(DateTimeOffset? happened, DateTimeOffset now) => happened is { } moment && Is(moment, now);

    private static DateTimeOffset? Earlier(DateTimeOffset? happened, DateTimeOffset now) => Is(happened, now) ? now : happened;
}
