namespace JitBot.Endurance.History.Rules;

/// <summary>How exactly moments of different witnesses can be compared.</summary>
internal static class Tolerance
{
    /// <summary>The log keeps milliseconds and cuts off what is smaller; the directories keep ticks.</summary>
    public static readonly TimeSpan OfClocks = TimeSpan.FromMilliseconds(2);
}
