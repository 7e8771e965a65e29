using JitBot.Benchmarks.Grants;
using JitBot.Benchmarks.Measuring;

namespace JitBot.Benchmarks.Storm;

/// <summary>
/// A storm of ends: how late each becomes durable, beside one who only writes down that revocation has begun. Ratios are JitBot's figure as a multiple of theirs.
/// </summary>
internal static class StormBenchmark
{
    private const string Name = "storm";
    private const string Ours = "JitBot";
    private const string Naive = "wide rows";

    /// <summary>What narrow rows and commits of whatever waits were measured to bring.</summary>
    private const double OfNaive = 0.25;

    private static readonly int[] Sizes = [StormPlan.Due];

    private static readonly Contest All = new(Name, [new Contender(Ours, Sizes, ProductStorm.Round), new Contender(Naive, Sizes, WideRows.Round)]);

    public static Benchmark Benchmark { get; } = new(Name, $"{StormPlan.Due:N0} of {GrantStores.Most:N0} live grants due in one second, beside wide rows in bare SQLite", Run, All);

    private static IReadOnlyList<Measure> Run(Action<string> say)
    {
        GrantStores.Build(step => say($"{Name}: {step}"));
        var figures = All.Run(say);
        return
        [
            To(figures, LateEnds.P50(ProductStorm.Begun), "ms", null),
            To(figures, LateEnds.P99(ProductStorm.Begun), "ms", Goal.RatioAtMost(OfNaive)),
            To(figures, LateEnds.PerSecond(ProductStorm.Begun), "per second", null),
            .. new[] { (LateEnds.P50(ProductStorm.Ended), "ms"), (LateEnds.P99(ProductStorm.Ended), "ms"), (LateEnds.PerSecond(ProductStorm.Ended), "per second") }
                .Select(each => new Measure(Named(each.Item1), each.Item2, figures.Spread(Ours, StormPlan.Due, each.Item1))),
        ];
    }

    private static string Named(string what) => $"{StormPlan.Due:N0} of {GrantStores.Most:N0}: {what}";

    private static Measure To(ContestFigures figures, string phase, string unit, Goal? goal) => new(
        Named(phase), unit, figures.Spread(Ours, StormPlan.Due, phase),
        new Beside(Naive, figures.Spread(Naive, StormPlan.Due, phase), figures.Ratio((Ours, StormPlan.Due, phase), (Naive, StormPlan.Due, phase))), goal);
}
