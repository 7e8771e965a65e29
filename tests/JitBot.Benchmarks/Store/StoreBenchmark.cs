using JitBot.Benchmarks.Measuring;

namespace JitBot.Benchmarks.Store;

/// <summary>Commands that are durable, with all that JitBot writes for each, beside the least that such a thing costs on the same database and on the same disk. Ratios are of the rate.</summary>
internal static class StoreBenchmark
{
    private const string Name = "store";
    private const string Ours = "JitBot";
    private const string Bare = "bare SQLite";
    private const string Same = "the same rows";
    private const string Disk = "raw disk";

    /// <summary>A command writes a line, its request's row, its texts, its answer and its effects where the bare one writes two rows; alone both wait for the disk most of the time.</summary>
    private const double Alone = 0.6;

    /// <summary>Where many share a flush the processor is the limit.</summary>
    private const double Together = 0.5;

    /// <summary>What one flush for all who wait must bring at 32 callers, beside one caller's rate.</summary>
    private const double Shared = 8;

    private static readonly int[] CallersAtOnce = [1, 32, 256];

    private static readonly Contest All = new(Name,
    [
        new Contender(Ours, CallersAtOnce, OurCommands.Round),
        new Contender(Bare, CallersAtOnce, BareSqlite.Round),
        new Contender(Same, CallersAtOnce, SameRows.Round),
        new Contender(Disk, CallersAtOnce, RawDisk.Round),
    ], isCompiledAtOnce: true);

    public static Benchmark Benchmark { get; } = new(Name, "durable commands beside bare SQLite and the raw disk", Run, All);

    private static IReadOnlyList<Measure> Run(Action<string> say)
    {
        var figures = All.Run(say);
        return [.. CallersAtOnce.SelectMany(callers => At(figures, callers)), Growth(figures)];
    }

    private static IEnumerable<Measure> At(ContestFigures figures, int callers)
    {
        var words = callers == 1 ? "one caller" : $"{callers} callers";
        foreach (var (limit, goal) in new[] { (Bare, Goal.RatioAtLeast(callers == 1 ? Alone : Together)), (Same, (Goal?)null), (Disk, null) })
        {
            yield return new Measure($"commands, {words}", "per second", figures.Spread(Ours, callers, Callers.PerSecond),
                new Beside(limit, figures.Spread(limit, callers, Callers.PerSecond), figures.Ratio((Ours, callers, Callers.PerSecond), (limit, callers, Callers.PerSecond))), goal);
        }

        yield return new Measure($"commands, {words}: p50", "ms", figures.Spread(Ours, callers, Callers.P50));
        yield return new Measure($"commands, {words}: p99", "ms", figures.Spread(Ours, callers, Callers.P99));
        yield return new Measure($"commands, {words}: slowest", "ms", figures.Spread(Ours, callers, Callers.Slowest));
    }

    private static Measure Growth(ContestFigures figures) => new("commands, 32 callers", "per second", figures.Spread(Ours, 32, Callers.PerSecond),
        new Beside("one caller", figures.Spread(Ours, 1, Callers.PerSecond), figures.Ratio((Ours, 32, Callers.PerSecond), (Ours, 1, Callers.PerSecond))), Goal.RatioAtLeast(Shared));
}
