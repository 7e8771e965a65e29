namespace JitBot.Core.Operations;

/// <summary>How patient we are before something is told, and how often it is told again.</summary>
public static class AlertLimits
{
    /// <summary>
    /// Removals that fail for so long are told, and until they go through nothing new is granted where they fail: whoever cannot take away
    /// must not give.
    /// </summary>
    public static readonly TimeSpan OverdueAfter = TimeSpan.FromMinutes(5);

    /// <summary>Checkpoints that cannot be written for so long are told: two of them are missing then.</summary>
    public static readonly TimeSpan UnsignedAfter = TimeSpan.FromMinutes(15);

    /// <summary>Without a checkpoint for so long nothing is granted: no audit, no grant.</summary>
    public static readonly TimeSpan UnsignedHoldsGrantsAfter = TimeSpan.FromHours(1);

    /// <summary>
    /// A machine that slept is suspect until a provider has told the time, which takes seconds; a lock of a backup lasts as long, and so does
    /// it until a broken connection is made again.
    /// </summary>
    private static readonly TimeSpan ShortTrouble = TimeSpan.FromMinutes(1);

    /// <summary>New settings are brought to one process after the other; whoever has not got them after so long was forgotten.</summary>
    private static readonly TimeSpan RolloutTakes = TimeSpan.FromMinutes(15);

    /// <summary>A condition that comes and goes is raised at most so often.</summary>
    public static readonly TimeSpan RaisedAgainAfter = TimeSpan.FromMinutes(30);

    private static readonly TimeSpan FirstRepeat = TimeSpan.FromHours(1);
    private static readonly TimeSpan LaterRepeats = TimeSpan.FromDays(1);

    /// <summary>How long a condition must hold before it is told.</summary>
    public static TimeSpan QuietFor(Condition condition) => condition switch
    {
        Condition.RemovalsOverdue => OverdueAfter,
        Condition.Unsigned => UnsignedAfter,
        Condition.EditionDiffers => RolloutTakes,
        Condition.ClockSuspect or Condition.StoreOut or Condition.Unheard => ShortTrouble,
        _ => TimeSpan.Zero,
    };

    /// <summary>How long after it was last told a condition that was told so many times is told again: an hour, then every day.</summary>
    public static TimeSpan RepeatAfter(int times) => times <= 1 ? FirstRepeat : LaterRepeats;
}
