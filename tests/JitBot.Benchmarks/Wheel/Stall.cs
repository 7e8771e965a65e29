namespace JitBot.Benchmarks.Wheel;

/// <summary>
/// The longest that one who schedules a timer and cancels it again had to wait, over and over for a while, with so many timers pending and one that beats
/// every twentieth of a second. The first operations, in which code
/// is compiled, do not count.
/// </summary>
internal static class Stall
{
    public const string Worst = "worst stall";

    /// <summary>The time from one beat of the heart to the next.</summary>
    public static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(50);

    private static readonly TimeSpan Warming = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan Playing = TimeSpan.FromSeconds(1);

    public static IReadOnlyDictionary<string, double> Measure(Action operation)
    {
        WorstOf(operation, Warming);
        return new Dictionary<string, double> { [Worst] = WorstOf(operation, Playing) };
    }

    private static double WorstOf(Action operation, TimeSpan playing)
    {
        var (worst, start) = (0L, TimeProvider.System.GetTimestamp());
        for (var before = start; TimeProvider.System.GetElapsedTime(start, before) < playing;)
        {
            operation();
            var now = TimeProvider.System.GetTimestamp();
            worst = Math.Max(worst, now - before);
            before = now;
        }

        return TimeProvider.System.GetElapsedTime(0, worst).TotalMilliseconds;
    }
}
