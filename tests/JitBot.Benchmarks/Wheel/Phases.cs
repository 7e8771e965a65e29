using JitBot.Benchmarks.Measuring;

namespace JitBot.Benchmarks.Wheel;

/// <summary>
/// One round of timers that somebody else turns: all scheduled over thirty days, an eighth cancelled, an eighth put off, all drained without a tick too many; and all once more, due in one
/// second.
/// </summary>
internal static class Phases
{
    public const string Schedule = "schedule";
    public const string Cancel = "cancel";
    public const string Reschedule = "put off";
    public const string NextDue = "next due";
    public const string Drain = "drain of 30 days";
    public const string Burst = "burst";
    public const string Bytes = "bytes per timer";
    public const string Allocated = "allocated per operation";

    private const int Looks = 1_000_000;

    /// <summary>Enough that every path is compiled.</summary>
    private const int Few = 1_000;

    private static readonly DateTimeOffset Start = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    public static IReadOnlyDictionary<string, double> Round<TTimers, THandle>(int count, int seed)
        where TTimers : struct, ITimers<TTimers, THandle> => Round<TTimers, THandle>(count, seed, Burst);

    /// <summary>The same up to a phase: all that goes before the drain, the drain, or the burst.</summary>
    public static IReadOnlyDictionary<string, double> Round<TTimers, THandle>(int count, int seed, string upTo)
        where TTimers : struct, ITimers<TTimers, THandle>
    {
        Play<TTimers, THandle>(Few, seed, upTo); // code that is compiled is charged to nobody
        return Play<TTimers, THandle>(count, seed, upTo);
    }

    private static Dictionary<string, double> Play<TTimers, THandle>(int count, int seed, string upTo)
        where TTimers : struct, ITimers<TTimers, THandle>
    {
        var plan = new Plan<THandle>(count, seed, Start + Plan<THandle>.Span);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var timers = TTimers.Make(Start, count + 2 * Plan<THandle>.EighthOf(count)); // what is cancelled may lie about until it is swept
        Dictionary<string, double> figures = [];
        OverThirtyDays(timers, plan, before, figures);
        if (upTo != NextDue)
            figures[Drain] = Turn<TTimers, THandle>(timers, plan.Left.Count, plan.Left.Sum);
        if (upTo == Burst)
            InOneSecond<TTimers, THandle>(timers, Plan<THandle>.Spread(new Random(seed), count, Start + 3 * Plan<THandle>.Span, TimeSpan.FromSeconds(1)), figures);
        return figures;
    }

    private static void OverThirtyDays<TTimers, THandle>(TTimers timers, Plan<THandle> plan, long before, Dictionary<string, double> figures)
        where TTimers : struct, ITimers<TTimers, THandle>
    {
        figures[Schedule] = PerEach(plan.Dues.Length, () =>
        {
            for (var i = 0; i < plan.Dues.Length; i++)
                plan.Handles[i] = timers.Schedule(plan.Dues[i], i);
        });
        figures[Bytes] = (GC.GetTotalMemory(forceFullCollection: true) - before) / (double)plan.Dues.Length;
        plan.Choose();
        var done = 0;
        figures[Cancel] = PerEach(plan.Dead.Length, () =>
        {
            foreach (var handle in plan.Dead)
                done += timers.Cancel(handle) ? 1 : 0;
        });
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        figures[Reschedule] = PerEach(plan.Moved.Length, () =>
        {
            for (var i = 0; i < plan.Moved.Length; i++)
            {
                done += timers.Cancel(plan.Moved[i]) ? 1 : 0;
                timers.Schedule(plan.Later[i], plan.Dues.Length + i);
            }
        });
        figures[Allocated] = Math.Floor((GC.GetAllocatedBytesForCurrentThread() - allocated) / (2.0 * plan.Moved.Length));
        if (done != plan.Dead.Length + plan.Moved.Length || plan.Dead.Any(timers.Cancel))
            throw new InvalidOperationException($"Of {plan.Dead.Length + plan.Moved.Length} cancellations {done} were done, or one was done twice.");
        figures[NextDue] = Look<TTimers, THandle>(timers);
    }

    private static void InOneSecond<TTimers, THandle>(TTimers timers, DateTimeOffset[] dues, Dictionary<string, double> figures)
        where TTimers : struct, ITimers<TTimers, THandle>
    {
        for (var i = 0; i < dues.Length; i++)
            timers.Schedule(dues[i], i);
        figures[Burst] = Turn<TTimers, THandle>(timers, dues.Length, Plan<THandle>.Total(dues.Length));
    }

    private static double Turn<TTimers, THandle>(TTimers timers, long count, long sum)
        where TTimers : struct, ITimers<TTimers, THandle>
    {
        var fired = new Fired();
        var each = PerEach(count, () =>
        {
            while (timers.NextDue is { } due)
                timers.Advance(due, fired);
        });
        fired.AssertAll(count, sum);
        return each;
    }

    private static double Look<TTimers, THandle>(TTimers timers)
        where TTimers : struct, ITimers<TTimers, THandle>
    {
        var (seen, next) = (0, timers.NextDue);
        var each = PerEach(Looks, () =>
        {
            for (var i = 0; i < Looks; i++)
                seen += timers.NextDue == next ? 1 : 0;
        });
        return seen == Looks ? each : throw new InvalidOperationException("What is due next changed although nothing happened.");
    }

    private static double PerEach(long count, Action run) => Timing.Once(() =>
    {
        run();
        return true;
    }).Milliseconds * Timing.NanosecondsPerMillisecond / count;
}
