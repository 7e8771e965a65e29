namespace JitBot.Simulation.Running;

/// <summary>What came of a world.</summary>
internal sealed class WorldFigures
{
    public long Lifecycles { get; private set; }

    public TimeSpan Time { get; private set; }

    public long Steps { get; private set; }

    public bool HadRealRooms { get; private set; }

    /// <summary>Whether nothing ever went wrong.</summary>
    public bool WasQuiet { get; private set; }

    public long Faults { get; set; }

    public long Crashes { get; private set; }

    public ulong TraceHash { get; private set; }

    public int Crossings { get; private set; }

    public List<string> Violations { get; } = [];

    /// <summary>
    /// Cards on which a process that had lost its lease drew an old picture over a newer one, and could not see it any more: it died, or the
    /// database was away. Chat platforms take no version with an update.
    /// </summary>
    public long LateDrawings { get; set; }

    /// <summary>How often two accounts were shown to be one person's.</summary>
    public int Links { get; set; }

    /// <summary>Of each grant that ended by its time: how long after it the membership went.</summary>
    public List<TimeSpan> Lateness { get; } = [];

    public void Close(SimWorld world)
    {
        (Lifecycles, Steps, Crashes, Crossings) = (world.Checker.Lifecycles, world.Scheduler.Steps, world.Crashes, world.Crossings);
        (HadRealRooms, WasQuiet) = (world.HasRealRooms, world.IsQuiet);
        (Time, TraceHash) = (world.Now - new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero), world.Trace.Hash);
    }
}
