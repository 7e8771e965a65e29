namespace JitBot.Benchmarks.Measuring;

/// <summary>
/// One benchmark: its name on the command line, what it measures, and how it runs; it is given where to say how far it has come. What it measures in processes of their own stands in its contest.
/// </summary>
internal sealed record Benchmark(string Name, string What, Func<Action<string>, IReadOnlyList<Measure>> Run, Contest? Contest = null)
{
    /// <summary>Draws what was measured as an SVG; null where there is nothing to draw.</summary>
    public Func<IReadOnlyList<Measure>, string>? Picture { get; init; }
}
