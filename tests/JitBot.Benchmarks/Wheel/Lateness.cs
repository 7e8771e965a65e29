using JitBot.Benchmarks.Measuring;

namespace JitBot.Benchmarks.Wheel;

/// <summary>
/// So many timers due in one second of real time, spread over it evenly: how late each is called, by the machine's monotonic clock, and what processor time all of it takes from the first due on.
/// Whatever turns itself is given each timer's number and how long from the start it is due.
/// </summary>
internal sealed class Lateness
{
    public const string P50 = "late, p50";
    public const string P99 = "late, p99";
    public const string Worst = "late, worst";
    public const string Processor = "processor time";

    /// <summary>Long enough to schedule them all before the first is due.</summary>
    private static readonly TimeSpan Ahead = TimeSpan.FromSeconds(1);

    /// <summary>Whoever has not called all by then never will.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Milliseconds by which one of JitBot's may seem early, because the wall clock that it goes by and the monotonic one that judges it are read one after the other.</summary>
    public const double Rounding = 1;

    /// <summary>Milliseconds by which one of the runtime's may be early: they count ticks of Linux's coarse clock, which are four milliseconds.</summary>
    public const double Coarse = 6;

    private readonly double[] _late;
    private readonly CountdownEvent _left;
    private long _start;

    private Lateness(int count) => (_late, _left) = (new double[count], new CountdownEvent(count));

    /// <summary>When this one is due, counted from the start.</summary>
    public TimeSpan DueIn(int number) => Ahead + number * TimeSpan.FromSeconds(1) / _late.Length;

    /// <summary>How long ago the start was.</summary>
    public TimeSpan Elapsed => TimeProvider.System.GetElapsedTime(_start);

    /// <summary>It is called now.</summary>
    public void Called(int number)
    {
        _late[number] = Elapsed.TotalMilliseconds - DueIn(number).TotalMilliseconds;
        _left.Signal();
    }

    /// <summary>Lets somebody schedule all of them in an order decided by the seed, and waits for the last; none may be called so many milliseconds early.</summary>
    public static IReadOnlyDictionary<string, double> Measure(int count, int seed, double early, Func<Lateness, IReadOnlyList<int>, IDisposable> schedule)
    {
        var story = new Lateness(count);
        var order = Enumerable.Range(0, count).ToArray();
        new Random(seed).Shuffle(order);
        GC.Collect();
        story._start = TimeProvider.System.GetTimestamp();
        using var turning = schedule(story, order);
        var left = Ahead - story.Elapsed;
        if (left < TimeSpan.Zero)
            throw new InvalidOperationException($"Scheduling {count:N0} timers took longer than {Ahead}.");
        story._left.Wait(left);
        var before = Environment.CpuUsage.TotalTime;
        if (!story._left.Wait(Patience))
            throw new InvalidOperationException($"{story._left.CurrentCount:N0} of {count:N0} timers were never called.");
        var took = Environment.CpuUsage.TotalTime - before;
        if (story._late.Min() < -early)
            throw new InvalidOperationException($"A timer was called {-story._late.Min():F1} ms early.");
        return new Dictionary<string, double>
        {
            [P50] = Spread.Percentile(story._late, 0.5),
            [P99] = Spread.Percentile(story._late, 0.99),
            [Worst] = story._late.Max(),
            [Processor] = took.TotalMilliseconds,
        };
    }
}
