namespace JitBot.Testing;

/// <summary>
/// A clock that stands still until a test turns it; timers made from it ring as it passes them, in order, on the turning thread.
/// </summary>
public sealed class StoppedClock(DateTimeOffset start) : TimeProvider
{
    private readonly Lock _lock = new();
    private readonly List<Ring> _rings = [];
    private DateTimeOffset _now = start;
    private long _elapsed;

    /// <summary>A clock that stands at some Monday morning.</summary>
    public StoppedClock()
        : this(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero))
    {
    }

    /// <inheritdoc />
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc />
    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <inheritdoc />
    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock)
            return _now;
    }

    /// <inheritdoc />
    public override long GetTimestamp()
    {
        lock (_lock)
            return _elapsed;
    }

    /// <summary>Sets the wall clock alone, forward or back, as an operator or a time server does: no timer notices.</summary>
    public void SetWall(DateTimeOffset now)
    {
        lock (_lock)
            _now = now;
    }

    /// <summary>Lets time pass and rings every timer that falls due on the way.</summary>
    public void Advance(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        long end;
        lock (_lock)
            end = _elapsed + by.Ticks;
        while (NextDue(end) is { } ring)
            ring.Callback(ring.State);
    }

    /// <inheritdoc />
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var ring = new Ring(this, callback, state);
        ring.Change(dueTime, period);
        return ring;
    }

    /// <summary>Moves time to the next timer that is due by then and returns it, or moves it to the end.</summary>
    private Ring? NextDue(long end)
    {
        lock (_lock)
        {
            var ring = _rings.Where(ring => ring.Due <= end).MinBy(ring => ring.Due);
            var at = ring is null ? end : Math.Max(ring.Due, _elapsed);
            _now += TimeSpan.FromTicks(at - _elapsed);
            _elapsed = at;
            if (ring is null)
                return null;
            if (ring.Period > 0)
                ring.Due += ring.Period;
            else
                _rings.Remove(ring);
            return ring;
        }
    }

    private sealed class Ring(StoppedClock clock, TimerCallback callback, object? state) : ITimer
    {
        public TimerCallback Callback => callback;

        public object? State => state;

        public long Due { get; set; }

        public long Period { get; private set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            bool now;
            lock (clock._lock)
            {
                clock._rings.Remove(this);
                Period = period > TimeSpan.Zero ? period.Ticks : 0;
                Due = clock._elapsed + dueTime.Ticks;
                now = dueTime == TimeSpan.Zero;
                if (dueTime > TimeSpan.Zero || (now && Period > 0))
                {
                    Due += now ? Period : 0;
                    clock._rings.Add(this);
                }
            }
            if (now)
                ThreadPool.QueueUserWorkItem(_ => callback(state));
            return true;
        }

        public void Dispose()
        {
            lock (clock._lock)
                clock._rings.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
