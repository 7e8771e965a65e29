namespace JitBot.Simulation.Running;

/// <summary>A machine's clocks: the wall clock may be set to anything, and the monotonic one stands still while the machine sleeps.</summary>
internal sealed class SimClock(Scheduler scheduler, Life life) : TimeProvider
{
    private readonly DateTimeOffset _start = scheduler.Now;
    private TimeSpan _slept;
    private TimeSpan _sleep;
    private DateTimeOffset _wakes;

    /// <summary>How far the wall clock is ahead of the truth.</summary>
    public TimeSpan Ahead { get; set; }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override DateTimeOffset GetUtcNow() => scheduler.Now + Ahead;

    public override long GetTimestamp()
    {
        if (scheduler.Now >= _wakes)
            (_slept, _sleep) = (_slept + _sleep, TimeSpan.Zero);
        return (scheduler.Now - _start - _slept).Ticks;
    }

    /// <summary>The machine sleeps from now on: Linux's monotonic clock does not count that. Nobody asks it meanwhile.</summary>
    public void Sleep(TimeSpan span) => (_sleep, _wakes) = (span, scheduler.Now + span);

    /// <summary>It is woken early.</summary>
    public void Wake()
    {
        if (scheduler.Now < _wakes)
            (_sleep, _wakes) = (_sleep - (_wakes - scheduler.Now), scheduler.Now);
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var ring = new Ring();
        if (dueTime != Timeout.InfiniteTimeSpan)
            scheduler.At(scheduler.Now + dueTime, life, life.Number, _ => ring.Go(callback, state), null);
        return ring;
    }

    private sealed class Ring : ITimer
    {
        private bool _over;

        /// <summary>As the runtime does it, in nobody's context: what a timer cancels may wait in a library, which asks for none.</summary>
        public void Go(TimerCallback callback, object? state)
        {
            if (!_over)
                Outside.Run(() => callback(state));
        }

        public bool Change(TimeSpan dueTime, TimeSpan period) => throw new NotSupportedException("No timer of the engine is changed.");

        public void Dispose() => _over = true;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
