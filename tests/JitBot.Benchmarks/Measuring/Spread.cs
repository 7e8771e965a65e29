namespace JitBot.Benchmarks.Measuring;

/// <summary>What several rounds of the same came to.</summary>
internal sealed record Spread(double Median, double Least, double Most)
{
    /// <summary>Of these figures, at least one.</summary>
    public static Spread Of(IEnumerable<double> figures)
    {
        var sorted = figures.Order().ToList();
        var middle = sorted.Count / 2;
        return new Spread(sorted.Count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2, sorted[0], sorted[^1]);
    }

    /// <summary>How far the rounds lie apart, as a share of the median.</summary>
    public double Share => Median == 0 ? 0 : (Most - Least) / Median;

    /// <summary>The smallest figure that this share of the figures does not exceed.</summary>
    public static double Percentile(IReadOnlyCollection<double> figures, double share) => figures.Order().ElementAt((int)Math.Ceiling(share * figures.Count) - 1);
}
