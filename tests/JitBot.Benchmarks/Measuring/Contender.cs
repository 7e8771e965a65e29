namespace JitBot.Benchmarks.Measuring;

/// <summary>Who takes part in a contest: its name, the sizes it is measured at, and one round of it at a size with a seed, which gives a figure for each of its phases.</summary>
internal sealed record Contender(string Name, IReadOnlyList<int> Sizes, Func<int, int, IReadOnlyDictionary<string, double>> Round)
{
    /// <summary>Whether the runtime's own code is compiled before it runs first, too, which takes half a second: the longest wait of all must not be one for the compiler.</summary>
    public bool MeetsNoCompiler { get; init; }
}
