namespace JitBot.Core.Time;

/// <summary>Whether the wall clock can be believed.</summary>
public abstract record ClockVerdict
{
    private ClockVerdict()
    {
    }

    /// <summary>Nothing speaks against the wall clock.</summary>
    public sealed record Trusted : ClockVerdict;

    /// <summary>Something does, since this reading of the monotonic clock.</summary>
    public sealed record Suspect(TimeSpan Since) : ClockVerdict;
}

/// <summary>The wall clock moved otherwise than the monotonic clock: what it should have shown, and what it showed.</summary>
public readonly record struct ClockJump(DateTimeOffset Expected, DateTimeOffset Seen)
{
    /// <summary>How far it jumped; below zero when it was set back.</summary>
    public TimeSpan Size => Seen - Expected;
}
