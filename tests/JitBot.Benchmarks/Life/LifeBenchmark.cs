using JitBot.Benchmarks.Measuring;
using JitBot.Benchmarks.Store;

namespace JitBot.Benchmarks.Life;

/// <summary>
/// Whole lifecycles over HTTP with look-alikes that answer at once, beside the limit: as many commits and calls as a life needs, one after the other, at what
/// they were measured to cost in the same round. Ratios are JitBot's rate as a part of the limit's.
/// </summary>
internal static class LifeBenchmark
{
    private const string Name = "life";
    private const string Ours = "JitBot";
    private const string Late = "JitBot, due at once";
    private const string Commit = "bare SQLite";
    private const string Call = "bare call";

    /// <summary>The rest is what it takes to know what to write and to call.</summary>
    private const double OfLimit = 0.5;

    /// <summary>Milliseconds in which whoever clicks has not yet looked up.</summary>
    private const double FromClick = 25;

    /// <summary>Nobody who was told the minute notices a tenth of a second.</summary>
    private const double FromDue = 100;

    private const int Due = 100;

    private static readonly int[] AtOnce = [1, 16];

    private static readonly Contest All = new(Name,
    [
        new Contender(Ours, AtOnce, Lifecycles.Round),
        new Contender(Commit, AtOnce, BareSqlite.Round),
        new Contender(Call, AtOnce, BareCalls.Round),
        new Contender(Late, [Due], EndsAtOnce.Round),
    ]);

    public static Benchmark Benchmark { get; } = new(Name, "whole lifecycles over HTTP beside the commits and calls that they need", Run, All);

    private static IReadOnlyList<Measure> Run(Action<string> say)
    {
        var figures = All.Run(say);
        return
        [
            .. AtOnce.SelectMany(atOnce => Lives(figures, atOnce)),
            new Measure($"{Named(1)}: {Lifecycles.ClickP50}", "ms", figures.Spread(Ours, 1, Lifecycles.ClickP50)),
            new Measure($"{Named(1)}: {Lifecycles.ClickP99}", "ms", figures.Spread(Ours, 1, Lifecycles.ClickP99), Goal: Goal.AtMost(FromClick)),
            new Measure($"{Due} due at once: {EndsAtOnce.LateP50}", "ms", figures.Spread(Late, Due, EndsAtOnce.LateP50)),
            new Measure($"{Due} due at once: {EndsAtOnce.LateP99}", "ms", figures.Spread(Late, Due, EndsAtOnce.LateP99), Goal: Goal.AtMost(FromDue)),
        ];
    }

    private static IEnumerable<Measure> Lives(ContestFigures figures, int atOnce)
    {
        var ours = figures.Of(Ours, atOnce, Lifecycles.PerSecond);
        var limit = Enumerable.Range(0, ours.Count).Select(round => Limit(figures, atOnce, round)).ToList();
        yield return new Measure($"{Named(atOnce)}", "per second", Spread.Of(ours), Beside.Limit("their commits and calls", ours, limit), Goal.RatioAtLeast(OfLimit));
        foreach (var needed in new[] { Lifecycles.Commits, Lifecycles.Calls })
            yield return new Measure($"{Named(atOnce)}: {needed} that one needs", "", figures.Spread(Ours, atOnce, needed));
    }

    /// <summary>Lives a second, if nothing cost anything but what must be durable and what must be sent.</summary>
    private static double Limit(ContestFigures figures, int atOnce, int round)
    {
        double In(string contender, string phase) => figures.Of(contender, atOnce, phase)[round];
        return 1 / ((In(Ours, Lifecycles.Commits) / In(Commit, Callers.PerSecond)) + (In(Ours, Lifecycles.Calls) / In(Call, Callers.PerSecond)));
    }

    private static string Named(int atOnce) => atOnce == 1 ? "lifecycles, one at a time" : $"lifecycles, {atOnce} at a time";
}
