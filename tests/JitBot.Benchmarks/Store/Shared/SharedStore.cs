using JitBot.Benchmarks.Measuring;

namespace JitBot.Benchmarks.Store.Shared;

/// <summary>What is measured on PostgreSQL, where it is. Ratios are of the rate.</summary>
internal static class SharedStore
{
    private const string Name = "PostgreSQL";
    private const string Ours = "commands";
    private const string Rows = "pgbench, single rows";
    private const string Claiming = "claims";
    private const int Many = 32;

    /// <summary>
    /// A command writes a dozen rows and reads more, and a bare row is one; but of 32 commands that wait, one flush could make all durable, as it does on SQLite, where a bare row
    /// has its share of a flush at best.
    /// </summary>
    private const double OfRows = 1;

    /// <summary>A claim of one waits for a flush and for two turns of the wire more; a hundred share them.</summary>
    private const double OfOneByOne = 20;

    private static readonly int[] CallersAtOnce = [1, Many];

    /// <summary>Who takes part, if there is a PostgreSQL: all that is measured there in one process, since what it costs most to begin with, connecting and compiling, is the same for all.</summary>
    public static IReadOnlyList<Contender> Contenders { get; } = BenchmarkCluster.IsHere ? [new Contender(Name, [Many], Round)] : [];

    /// <summary>The figures, or rows that say that there is none.</summary>
    public static IEnumerable<Measure> Measures(ContestFigures figures) =>
    [
        .. CallersAtOnce.SelectMany(callers => Commands(figures, callers)),
        To(figures, $"claims on PostgreSQL, two claimers, {Claims.Batch} each", Of(Claiming, Claims.Together), Claims.OneByOne, Of(Claiming, Claims.OneByOne), Goal.RatioAtLeast(OfOneByOne)),
    ];

    private static Dictionary<string, double> Round(int many, int seed)
    {
        var plays = CallersAtOnce.SelectMany(callers => new[] { (At(Ours, callers), SharedCommands.Round(callers)), (At(Rows, callers), SingleRows.Round(callers)) })
            .Append((Claiming, Claims.Round())).ToArray();
        new Random(seed).Shuffle(plays);
        var figures = new Dictionary<string, double>();
        foreach (var (name, play) in plays)
        {
            foreach (var (phase, figure) in RoundDatabase.Play(play))
                figures.Add(Of(name, phase), figure);
        }

        return figures;
    }

    private static IEnumerable<Measure> Commands(ContestFigures figures, int callers)
    {
        var (words, ours) = ($"commands on PostgreSQL, {(callers == 1 ? "one caller" : $"{callers} callers")}", At(Ours, callers));
        yield return To(figures, words, Of(ours, Callers.PerSecond), Rows, Of(At(Rows, callers), Callers.PerSecond), callers == Many ? Goal.RatioAtLeast(OfRows) : null);
        yield return new Measure($"{words}: p50", "ms", Spread(figures, Of(ours, Callers.P50)));
        yield return new Measure($"{words}: p99", "ms", Spread(figures, Of(ours, Callers.P99)));
    }

    private static Measure To(ContestFigures figures, string words, string ours, string name, string theirs, Goal? goal) => BenchmarkCluster.IsHere
        ? new Measure(words, "per second", Spread(figures, ours), new Beside(name, figures.Spread(Name, Many, theirs), figures.Ratio((Name, Many, ours), (Name, Many, theirs))), goal)
        : new Measure($"{words} (PostgreSQL, pgbench)", "per second", null);

    private static Spread? Spread(ContestFigures figures, string phase) => BenchmarkCluster.IsHere ? figures.Spread(Name, Many, phase) : null;

    private static string At(string name, int callers) => $"{name}, {callers}";

    private static string Of(string name, string phase) => $"{name}: {phase}";
}
