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

    /// <summary>It is not, but some round was, and the machine was not steady enough to say which of them counts.</summary>
    Inconclusive,
}

/// <summary>What a figure of JitBot is compared with: its name, its own figure in the same unit and from the same rounds, and the ratio of the two, made in each round for itself.</summary>
internal sealed record Beside(string Name, Spread Figure, Spread Ratio)
{
    /// <summary>A limit of the machine: JitBot as a multiple of it.</summary>
    public static Beside Limit(string name, IReadOnlyList<double> jitBot, IReadOnlyList<double> limit) =>
        new(name, Spread.Of(limit), Spread.Of(jitBot.Zip(limit, (ours, theirs) => ours / theirs)));
}

/// <summary>A figure of JitBot with its unit, or null where this machine has not what it takes; what stands beside it, if anything; and the goal, if there is one.</summary>
internal sealed record Measure(string What, string Unit, Spread? JitBot, Beside? Beside = null, Goal? Goal = null)
{
    /// <summary>Something whose own figure moved by more than this between rounds did not have the machine for itself.</summary>
    public const double MostSpread = 0.4;

    /// <summary>What is compared with the goal.</summary>
    public Spread Judged => Goal is { IsOfRatio: true } ? Beside!.Ratio : JitBot!;

    /// <summary>Missed is said where not one round reached the goal, and otherwise only if the machine, and what stands beside, was steady.</summary>
    public Outcome Outcome(bool isSteady) => Goal switch
    {
        null => Measuring.Outcome.None,
        { } goal when goal.IsMet(Judged.Median) => Measuring.Outcome.Met,
        { } goal when !goal.IsMet(goal.IsLeast ? Judged.Most : Judged.Least) => Measuring.Outcome.Missed,
        _ => isSteady && (Beside?.Figure.Share ?? 0) <= MostSpread ? Measuring.Outcome.Missed : Measuring.Outcome.Inconclusive,
    };
}
