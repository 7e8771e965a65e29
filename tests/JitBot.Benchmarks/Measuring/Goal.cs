namespace JitBot.Benchmarks.Measuring;

/// <summary>Where a figure must stand, or its ratio to what stands beside it.</summary>
internal sealed record Goal(double Bound, bool IsLeast, bool IsOfRatio)
{
    /// <summary>The figure is no more than this.</summary>
    public static Goal AtMost(double bound) => new(bound, IsLeast: false, IsOfRatio: false);

    /// <summary>The ratio is no more than this.</summary>
    public static Goal RatioAtMost(double bound) => new(bound, IsLeast: false, IsOfRatio: true);

    /// <summary>The ratio is no less than this.</summary>
    public static Goal RatioAtLeast(double bound) => new(bound, IsLeast: true, IsOfRatio: true);

    /// <summary>Whether it stands there.</summary>
    public bool IsMet(double figure) => IsLeast ? figure >= Bound : figure <= Bound;
}
