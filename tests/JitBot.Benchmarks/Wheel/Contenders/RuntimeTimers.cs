using JitBot.Benchmarks.Measuring;

namespace JitBot.Benchmarks.Wheel.Contenders;

/// <summary>The runtime's own timers, which turn themselves: scheduling and cancelling them, and what each keeps in memory.</summary>
internal static class RuntimeTimers
{
    private const int OneIn = 8;
    private const int Days = 30;

    public static IReadOnlyDictionary<string, double> Round(int count, int seed)
    {
        Dictionary<string, double> figures = [];
        Play(Math.Min(count, 10_000), seed, []);
        Play(count, seed, figures);
        return figures;
    }

    private static void Play(int count, int seed, Dictionary<string, double> figures)
    {
        var random = new Random(seed);
        var dues = Enumerable.Range(0, count).Select(_ => 1 + random.NextInt64((long)TimeSpan.FromDays(Days).TotalMilliseconds)).ToArray();
        var (timers, early) = (new Timer[count], 0);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        figures[Phases.Schedule] = Timing.Next(() =>
        {
            for (var i = 0; i < timers.Length; i++)
                timers[i] = new Timer(_ => Interlocked.Increment(ref early), null, dues[i], Timeout.Infinite);
            return timers;
        }).Milliseconds * Timing.NanosecondsPerMillisecond / count;
        figures[Phases.Bytes] = (GC.GetTotalMemory(forceFullCollection: true) - before) / (double)count;
        random.Shuffle(timers);
        var eighth = count / OneIn;
        figures[Phases.Cancel] = Timing.Next(() =>
        {
            foreach (var timer in timers.AsSpan(0, eighth))
                timer.Dispose();
            return timers;
        }).Milliseconds * Timing.NanosecondsPerMillisecond / eighth;
        foreach (var timer in timers)
            timer.Dispose();
    }
}
