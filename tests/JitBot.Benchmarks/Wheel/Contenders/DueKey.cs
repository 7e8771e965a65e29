namespace JitBot.Benchmarks.Wheel.Contenders;

/// <summary>A due and the number of its timer in one word, because neither a heap nor a tree keeps the order in which equals came.</summary>
internal static class DueKey
{
    /// <summary>Sixteen million timers, and seventeen years after the start.</summary>
    private const int NumberBits = 24;

    public static long Of(DateTimeOffset due, long start, long number) => ((due.ToUnixTimeMilliseconds() - start) << NumberBits) | number;

    public static long DueOf(long key, long start) => start + (key >> NumberBits);

    public static long NumberOf(long key) => key & ((1 << NumberBits) - 1);
}
