using JitBot.Benchmarks.Measuring;

namespace JitBot.Benchmarks.Store;

/// <summary>So many callers at once, each beginning its next when its last is durable, for a while; the first moments, in which code is compiled, do not count.</summary>
internal static class Callers
{
    public const string PerSecond = "per second";
    public const string P50 = "p50";
    public const string P99 = "p99";
    public const string Slowest = "slowest";

    /// <summary>So often each caller does everything there is to do before a moment of warming begins: the first times most code is compiled, which may take longer than that moment.</summary>
    private const int Compiling = 4;

    private static readonly TimeSpan Warming = TimeSpan.FromSeconds(0.3);
    private static readonly TimeSpan Playing = TimeSpan.FromSeconds(0.8);

    /// <summary>Plays; <paramref name="once"/> is given the caller's number and how often it has been called, and does so many durable pieces of work as it says.</summary>
    public static async Task<IReadOnlyDictionary<string, double>> PlayAsync(int callers, Func<int, int, Task> once)
    {
        var counts = new int[callers];
        await Task.WhenAll(Enumerable.Range(0, callers).Select(caller => Task.Run(async () =>
        {
            while (counts[caller] < Compiling)
                await once(caller, counts[caller]++);
        })));
        await ForAsync(Warming, callers, once, counts, took: null);
        GC.Collect();
        var took = Enumerable.Range(0, callers).Select(_ => new List<double>()).ToArray();
        var start = TimeProvider.System.GetTimestamp();
        await ForAsync(Playing, callers, once, counts, took);
        var seconds = TimeProvider.System.GetElapsedTime(start).TotalSeconds;
        var all = took.SelectMany(each => each).ToList();
        return new Dictionary<string, double> { [PerSecond] = all.Count / seconds, [P50] = Spread.Percentile(all, 0.5), [P99] = Spread.Percentile(all, 0.99), [Slowest] = all.Max() };
    }

    private static Task ForAsync(TimeSpan span, int callers, Func<int, int, Task> once, int[] counts, List<double>[]? took)
    {
        var start = TimeProvider.System.GetTimestamp();
        return Task.WhenAll(Enumerable.Range(0, callers).Select(caller => Task.Run(async () =>
        {
            for (var before = TimeProvider.System.GetTimestamp(); TimeProvider.System.GetElapsedTime(start, before) < span;)
            {
                await once(caller, counts[caller]++);
                var now = TimeProvider.System.GetTimestamp();
                took?[caller].Add(TimeProvider.System.GetElapsedTime(before, now).TotalMilliseconds);
                before = now;
            }
        })));
    }
}
