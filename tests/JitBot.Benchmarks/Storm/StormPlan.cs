using JitBot.Benchmarks.Grants;

namespace JitBot.Benchmarks.Storm;

/// <summary>So many of a million live grants are due within one second, evenly, at a moment that the clock of each round is set a little before; all others much later.</summary>
internal static class StormPlan
{
    public const int Live = 1_000_000;

    private static readonly TimeSpan Length = TimeSpan.FromHours(1);

    /// <summary>The moment, by the clock of the story.</summary>
    public static readonly DateTimeOffset At = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    /// <summary>
    /// The clock of a round begins so long before, and shows <see cref="Ahead"/> when all is ready: a movement of less than a minute makes no clock suspect.
    /// </summary>
    public static readonly TimeSpan Opening = TimeSpan.FromSeconds(45);

    /// <summary>How long everybody is at rest before the first is due.</summary>
    public static readonly TimeSpan Ahead = TimeSpan.FromSeconds(1);

    /// <summary>By when one is due.</summary>
    public static DateTimeOffset DueAt(int number, int due) => TimesOf(number, due).EndsAt;

    /// <summary>The times of a grant by its number, of so many that are due.</summary>
    public static GrantTimes TimesOf(int number, int due) =>
        number < due ? new GrantTimes(At - Length, At + Offset(number, due), IsWarned: true) : GrantPlan.Spread(At, number);

    /// <summary>When one is due, counted from the moment on, in whole milliseconds like every due.</summary>
    public static TimeSpan Offset(int number, int due) => TimeSpan.FromMilliseconds((long)number * 1_000 / due);
}
