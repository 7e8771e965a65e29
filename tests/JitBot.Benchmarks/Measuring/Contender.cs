namespace JitBot.Benchmarks.Measuring;

/// <summary>Who takes part in a contest: its name, the sizes it is measured at, and one round of it at a size with a seed, which gives a figure for each of its phases.</summary>
internal sealed record Contender(string Name, IReadOnlyList<int> Sizes, Func<int, int, IReadOnlyDictionary<string, double>> Round);
