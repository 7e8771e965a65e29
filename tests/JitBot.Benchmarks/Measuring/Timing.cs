namespace JitBot.Benchmarks.Measuring;

/// <summary>How long something takes.</summary>
internal static class Timing
{
    /// <summary>So many rounds at least, so that one that was disturbed is not the median.</summary>
    public const int Rounds = 5;

    /// <summary>Costs of one operation are told in nanoseconds.</summary>
    public const double NanosecondsPerMillisecond = 1_000_000;

    /// <summary>Milliseconds for one run, and what it made; garbage of before is not charged to it.</summary>
    public static (double Milliseconds, T Made) Once<T>(Func<T> run)
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return Next(run);
    }

    /// <summary>The same, one of many in a row.</summary>
    public static (double Milliseconds, T Made) Next<T>(Func<T> run)
    {
        var start = TimeProvider.System.GetTimestamp();
        var made = run();
        return (TimeProvider.System.GetElapsedTime(start).TotalMilliseconds, made);
    }
}
