namespace JitBot.Benchmarks.Grants;

/// <summary>
/// Live grants that a store is to hold: how many, of how many the log tells (the first ones), and when each ends. A grant of which the log does not tell has everything else that one has.
/// </summary>
internal sealed record GrantPlan(int Live, int Told, Func<int, DateTimeOffset> EndsAt)
{
    /// <summary>The first moment at which one of those of <see cref="Spread"/> ends.</summary>
    private static readonly TimeSpan Before = TimeSpan.FromDays(1);

    private static readonly TimeSpan Within = TimeSpan.FromDays(30);

    /// <summary>A fraction of the golden ratio: multiples of it never lie close together.</summary>
    private const double Golden = 0.6180339887498949;

    /// <summary>Of a grant by its number, somewhere in thirty days from the day after <paramref name="now"/> on.</summary>
    public static DateTimeOffset Spread(DateTimeOffset now, int number) => now + Before + (number * Golden % 1 * Within);

    /// <summary>Lines that the log has of a grant in force: five of its request and six of its holding.</summary>
    public const int LinesEach = 11;
}
