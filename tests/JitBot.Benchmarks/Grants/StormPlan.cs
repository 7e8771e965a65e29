namespace JitBot.Benchmarks.Grants;

/// <summary>
/// When the grants of all stores end: so many within one second, evenly, at a moment that the clock of each round is set a little before, and all others much later.
/// </summary>
internal static class StormPlan
{
    /// <summary>As many of the million as the product takes away from all, each with everything that belongs to an end, in ten seconds on a slow machine.</summary>
    public const int Due = 1_500;

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
    public static DateTimeOffset DueAt(int number) => TimesOf(number).EndsAt;

    /// <summary>The times of a grant by its number.</summary>
    public static GrantTimes TimesOf(int number) => number < Due ? new GrantTimes(At - Length, At + Offset(number), IsWarned: true) : GrantPlan.Spread(At, number);

    /// <summary>When one is due, counted from the moment on, in whole milliseconds like every due.</summary>
    public static TimeSpan Offset(int number) => TimeSpan.FromMilliseconds((long)number * 1_000 / Due);

    /// <summary>A clock that shows the time before the storm: by any other one all grants of the stores would have ended, or none would have begun.</summary>
    public static ShiftedClock Clock() => ShiftedClock.Showing(At - Opening);
}
