namespace JitBot.Benchmarks.Grants;

/// <summary>The machine's clock set to another time; it goes as the machine's does.</summary>
internal sealed class ShiftedClock : TimeProvider
{
    private long _ticks;

    /// <summary>One that shows this time now.</summary>
    public static ShiftedClock Showing(DateTimeOffset now)
    {
        var clock = new ShiftedClock();
        clock.Set(now);
        return clock;
    }

    /// <summary>Shows this time from now on.</summary>
    public void Set(DateTimeOffset now) => Volatile.Write(ref _ticks, (now - System.GetUtcNow()).Ticks);

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + new TimeSpan(Volatile.Read(ref _ticks));
}
