namespace JitBot.Benchmarks.Grants;

/// <summary>When live grants were given and when they end that are spread over a month, each by its number.</summary>
internal static class GrantPlan
{
    /// <summary>None of those that are spread ends sooner.</summary>
    public static readonly TimeSpan Before = TimeSpan.FromDays(1);

    /// <summary>Nor later than this after it.</summary>
    public static readonly TimeSpan Within = TimeSpan.FromDays(30);

    /// <summary>Lines that the log has of a grant in force, five of its request and six of its holding; one more if its end was warned of.</summary>
    public const int LinesEach = 11;

    /// <summary>A fraction of the golden ratio: multiples of it never lie close together.</summary>
    private const double Golden = 0.6180339887498949;

    /// <summary>It was asked for at this time and ends somewhere in thirty days from the next day on.</summary>
    public static GrantTimes Spread(DateTimeOffset at, int number) => new(at, at + Before + (number * Golden % 1 * Within), IsWarned: false);
}

/// <summary>When a grant was asked for and given, and when it ends; whether its requester has been warned of that, ten minutes before.</summary>
internal sealed record GrantTimes(DateTimeOffset AskedAt, DateTimeOffset EndsAt, bool IsWarned);
