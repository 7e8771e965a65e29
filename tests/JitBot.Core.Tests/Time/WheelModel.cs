namespace JitBot.Core.Tests.Time;

/// <summary>
/// What the wheel must do, said as simply as can be: a sorted set by (due rounded up to the millisecond, order of scheduling).
/// </summary>
internal sealed class WheelModel
{
    private readonly SortedSet<(long Due, long Payload)> timers = [];

    internal int Count => timers.Count;

    internal DateTimeOffset Earliest => DateTimeOffset.FromUnixTimeMilliseconds(timers.Min.Due);

    // Payloads are given out in rising order, so they are the order of scheduling too.
    internal void Schedule(DateTimeOffset due, long payload) => timers.Add((RoundUp(due), payload));

    internal bool Cancel(DateTimeOffset due, long payload) => timers.Remove((RoundUp(due), payload));

    internal List<(long Due, long Payload)> Advance(DateTimeOffset now, int capacity)
    {
        var fired = timers.TakeWhile(timer => DateTimeOffset.FromUnixTimeMilliseconds(timer.Due) <= now).Take(capacity).ToList();
        timers.ExceptWith(fired);
        return fired;
    }

    private static long RoundUp(DateTimeOffset due)
    {
        long whole = due.ToUnixTimeMilliseconds();
        return DateTimeOffset.FromUnixTimeMilliseconds(whole) < due ? whole + 1 : whole;
    }
}
