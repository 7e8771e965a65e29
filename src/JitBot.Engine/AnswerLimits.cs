namespace JitBot.Engine;

/// <summary>How long the store remembers what was answered.</summary>
public static class AnswerLimits
{
    /// <summary>Platforms repeat an event for about a day; a week leaves room for an outage of ours.</summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromDays(7);
}
