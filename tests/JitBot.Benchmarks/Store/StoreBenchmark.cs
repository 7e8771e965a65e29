using JitBot.Benchmarks.Grants;
using JitBot.Benchmarks.Measuring;
using JitBot.Benchmarks.Store.Shared;

namespace JitBot.Benchmarks.Store;

/// <summary>Commands that are durable, with all that JitBot writes for each, beside the least that such a thing costs on the same database and on the same disk. Ratios are of the rate.</summary>
internal static class StoreBenchmark
{
    private const string Name = "store";
    private const string Ours = "JitBot";
    private const string Bare = "bare SQLite";
    private const string Same = "the same rows";
    private const string Disk = "raw disk";
    private const string Full = "JitBot on a full store";
    private const string Scheduler = "Quartz on SQLite";

    /// <summary>A command writes a line, its request's row, its texts, its answer and its effects where the bare one writes two rows; alone both wait for the disk most of the time.</summary>
    private const double Alone = 0.6;

    /// <summary>Where many share a flush the processor is the limit.</summary>
    private const double Together = 0.5;

    /// <summary>What one flush for all who wait must bring at 32 callers, beside one caller's rate.</summary>
    private const double Shared = 8;

    /// <summary>What one flush for all who wait must bring at 32 callers, beside a store that has one transaction and one lock for each.</summary>
    private const double OfScheduler = 20;

    /// <summary>
    /// A million requests make each index a page deeper than ten thousand do, and the pages that a command touches lie further apart, so that fewer of them are found in the cache;
    /// all else is the same.
    /// </summary>
    private const double OfFew = 0.8;

    /// <summary>Of what a command costs where many share a flush, no more than this may be SHA-256.</summary>
    private const double OfSealing = 0.1;

    private const int Many = 32;
    private static readonly int[] CallersAtOnce = [1, Many, 256];

    /// <summary>What is not changed by more.</summary>
    private static readonly int[] OneAndMany = [1, Many];

    private static readonly Contest All = new(Name,
    [
        new Contender(Ours, CallersAtOnce, OurCommands.Round),
        new Contender(Bare, CallersAtOnce, BareSqlite.Round),
        new Contender(Same, [Many], SameRows.Round),
        new Contender(Disk, OneAndMany, RawDisk.Round),
        new Contender(Scheduler, [Many], QuartzSchedules.Round),
        new Contender(Full, [GrantStores.Few, GrantStores.Most], FullStore.Round),
        .. SharedStore.Contenders,
    ], isCompiledAtOnce: true);

    public static Benchmark Benchmark { get; } = new(Name, "durable commands beside bare SQLite, the raw disk, Quartz, and PostgreSQL's pgbench where it is", Run, All);

    private static IReadOnlyList<Measure> Run(Action<string> say)
    {
        GrantStores.Build(step => say($"{Name}: {step}"));
        using var cluster = BenchmarkCluster.Start();
        var figures = All.Run(say);
        return [.. CallersAtOnce.SelectMany(callers => At(figures, callers)), Growth(figures), Seals(figures), Flatness(figures), .. SharedStore.Measures(figures)];
    }

    private static IEnumerable<Measure> At(ContestFigures figures, int callers)
    {
        var limits = new[] { (Bare, Goal.RatioAtLeast(callers == 1 ? Alone : Together)), (Same, (Goal?)null), (Disk, null), (Scheduler, Goal.RatioAtLeast(OfScheduler)) };
        foreach (var (limit, goal) in limits.Where(each => figures.Of(each.Item1, callers, Callers.PerSecond).Count > 0))
            yield return new Measure(Words(callers), "per second", figures.Spread(Ours, callers, Callers.PerSecond), To(figures, limit, callers, callers), goal);
        yield return new Measure($"{Words(callers)}: p50", "ms", figures.Spread(Ours, callers, Callers.P50));
        yield return new Measure($"{Words(callers)}: p99", "ms", figures.Spread(Ours, callers, Callers.P99));
        yield return new Measure($"{Words(callers)}: slowest", "ms", figures.Spread(Ours, callers, Callers.Slowest));
    }

    private static Measure Growth(ContestFigures figures) =>
        new(Words(Many), "per second", figures.Spread(Ours, Many, Callers.PerSecond), To(figures, Ours, Many, 1) with { Name = "one caller" }, Goal.RatioAtLeast(Shared));

    private static Measure Seals(ContestFigures figures) => new($"{Words(Many)}: sealing", "of the time", figures.Spread(Ours, Many, GoodLog.Sealing), Goal: Goal.AtMost(OfSealing));

    private static Measure Flatness(ContestFigures figures)
    {
        var (most, few) = ((Full, GrantStores.Most, Callers.PerSecond), (Full, GrantStores.Few, Callers.PerSecond));
        return new Measure(
            $"{Words(Many)}, {GrantStores.Most:N0} requests there", "per second", figures.Spread(Full, GrantStores.Most, Callers.PerSecond),
            new Beside($"{GrantStores.Few:N0} there", figures.Spread(Full, GrantStores.Few, Callers.PerSecond), figures.Ratio(most, few)), Goal.RatioAtLeast(OfFew));
    }

    private static Beside To(ContestFigures figures, string limit, int callers, int theirs) => new(
        limit, figures.Spread(limit, theirs, Callers.PerSecond), figures.Ratio((Ours, callers, Callers.PerSecond), (limit, theirs, Callers.PerSecond)));

    private static string Words(int callers) => callers == 1 ? "commands, one caller" : $"commands, {callers} callers";
}
