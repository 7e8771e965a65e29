namespace JitBot.Benchmarks.Measuring;

/// <summary>What each contender came to at each size in each phase, round by round.</summary>
internal sealed class ContestFigures
{
    private readonly Dictionary<(string Contender, int Size, string Phase), List<double>> _figures = [];

    /// <summary>Adds a round.</summary>
    public void Add(string contender, int size, IReadOnlyDictionary<string, double> phases)
    {
        foreach (var (phase, figure) in phases)
        {
            if (!_figures.TryGetValue((contender, size, phase), out var rounds))
                _figures[(contender, size, phase)] = rounds = [];
            rounds.Add(figure);
        }
    }

    /// <summary>The rounds of one figure, or nothing where it was not measured.</summary>
    public IReadOnlyList<double> Of(string contender, int size, string phase) => _figures.GetValueOrDefault((contender, size, phase)) ?? [];

    /// <summary>Their middle and ends.</summary>
    public Spread Spread(string contender, int size, string phase) => Measuring.Spread.Of(Of(contender, size, phase));

    /// <summary>One figure as a multiple of another, each round for itself.</summary>
    public Spread Ratio((string Contender, int Size, string Phase) one, (string Contender, int Size, string Phase) other) =>
        Measuring.Spread.Of(Of(one.Contender, one.Size, one.Phase).Zip(Of(other.Contender, other.Size, other.Phase), (mine, theirs) => mine / theirs));
}
