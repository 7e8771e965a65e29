using JitBot.Core.Effects;

namespace JitBot.Engine.Effects;

/// <summary>How much is done at once, and how patiently.</summary>
internal static class WorkerLimits
{
    /// <summary>
    /// An effect of a lane starts only while fewer than this run at its door: whatever else goes on there, revocations find free hands, and
    /// a door that hangs takes none from the others. Sixteen at a provider are enough to spend its quota within seconds.
    /// </summary>
    public static int Share(Lane lane) => lane switch
    {
        Lane.Revocation or Lane.Delivery => 16,
        Lane.Grant or Lane.Notice => 8,
        _ => throw new InvalidOperationException($"A lane without a share: {lane}."),
    };

    /// <summary>A claimed effect is another's after so long: longer than any effect takes, short enough to be taken up again soon.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(60);

    /// <summary>
    /// After so many failures in one process an effect is set aside (about ten minutes of trying); never one that takes access away. Claims
    /// are not counted: a process that dies again and again says nothing about what it was doing.
    /// </summary>
    public const int MostFailures = 15;

    /// <summary>The first wait after a failure; it doubles up to <see cref="LongestBackoff"/>.</summary>
    public static readonly TimeSpan FirstBackoff = TimeSpan.FromSeconds(1);

    /// <summary>Never longer, so that what recovers is noticed within a minute.</summary>
    public static readonly TimeSpan LongestBackoff = TimeSpan.FromSeconds(60);

    /// <summary>Nobody asks us to wait longer in earnest; a header that does must not silence us for years.</summary>
    public static readonly TimeSpan LongestHonoured = TimeSpan.FromMinutes(5);

    /// <summary>How often everything pending is looked through for what the wheel may have missed, or fired before the clock was set back.</summary>
    public static readonly TimeSpan SweepEvery = TimeSpan.FromSeconds(5);

    /// <summary>What another process has stored is left to it for so long; if it has died before it claimed it, access still ends within the second.</summary>
    public static readonly TimeSpan AfterOthers = TimeSpan.FromMilliseconds(500);

    /// <summary>What another process has stored for later than this is left to the sweep: it will have come by long before.</summary>
    public static readonly TimeSpan OthersAhead = TimeSpan.FromHours(1);

    /// <summary>
    /// So many effects of other processes are kept in mind a minute, twice what a busy one stores; with the hour above that is less than
    /// 30 MB of wheel, whoever tells.
    /// </summary>
    public const int MostOthersAMinute = 10_000;

    /// <summary>How long work in flight may take to finish when the process is asked to stop, which must be over within ten seconds in all.</summary>
    public static readonly TimeSpan StopWithin = TimeSpan.FromSeconds(6);

    /// <summary>The wait that was asked for, as far as it is honoured; null if none was.</summary>
    public static TimeSpan? Honoured(TimeSpan? asked) => asked > LongestHonoured ? LongestHonoured : asked;

    /// <summary>The wait before try <paramref name="attempt"/> + 1.</summary>
    public static TimeSpan Backoff(int attempt, double jitter)
    {
        var doubled = FirstBackoff * Math.Pow(2, Math.Min(attempt - 1, 16));
        var capped = doubled < LongestBackoff ? doubled : LongestBackoff;
        return capped * (0.5 + (jitter / 2));
    }
}
