namespace JitBot.Benchmarks.Grants;

/// <summary>
/// Live grants that a store is to hold: how many, of how many the log tells (the first ones), and the times of each. A grant of which the log does not tell
/// has everything else that one has.
/// </summary>
internal sealed record GrantPlan(int Live, int Told, Func<int, GrantTimes> TimesOf)
{
    /// <summary>None of those of <see cref="Spread"/> ends sooner.</summary>
    private static readonly TimeSpan Before = TimeSpan.FromDays(1);

    private static readonly TimeSpan Within = TimeSpan.FromDays(30);

    /// <summary>A fraction of the golden ratio: multiples of it never lie close together.</summary>
    private const double Golden = 0.6180339887498949;

    /// <summary>Of a grant by its number: it was asked for now and ends somewhere in thirty days from the next day on.</summary>
    public static GrantTimes Spread(DateTimeOffset now, int number) => new(now, now + Before + (number * Golden % 1 * Within), IsWarned: false);

    /// <summary>Lines that the log has of a grant in force whose end was not warned of yet: five of its request and six of its holding.</summary>
    public const int LinesEach = 11;
}

/// <summary>When a grant was asked for and given, and when it ends; whether its requester has been warned of that, ten minutes before.</summary>
internal sealed record GrantTimes(DateTimeOffset AskedAt, DateTimeOffset EndsAt, bool IsWarned);
