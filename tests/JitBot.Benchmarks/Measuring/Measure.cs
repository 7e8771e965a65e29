namespace JitBot.Benchmarks.Measuring;

/// <summary>How a figure stands to its goal.</summary>
internal enum Outcome
{
    /// <summary>There is no goal; the figure is for the reader.</summary>
    None,

    /// <summary>It is within the goal.</summary>
    Met,

    /// <summary>It is not.</summary>
    Missed,

    /// <summary>It is not, but neither was the machine steady enough to say so.</summary>
    Inconclusive,
}

/// <summary>
/// A figure of JitBot with its unit; beside it what it is compared with, if anything (<paramref name="Limit"/>, in the same unit and from the same rounds), and the most it may be, if
/// there is a goal.
/// </summary>
internal sealed record Measure(string What, string Unit, Spread JitBot, string? LimitName = null, Spread? Limit = null, double? AtMost = null)
{
    /// <summary>JitBot as a multiple of the limit.</summary>
    public double? Ratio => Limit is { Median: > 0 } limit ? JitBot.Median / limit.Median : null;

    /// <summary>Missed is only said of a steady machine.</summary>
    public Outcome Outcome(bool isSteady) => AtMost switch
    {
        null => Measuring.Outcome.None,
        { } most when JitBot.Median <= most => Measuring.Outcome.Met,
        _ => isSteady ? Measuring.Outcome.Missed : Measuring.Outcome.Inconclusive,
    };
}
