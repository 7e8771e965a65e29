namespace JitBot.Endurance.History.Rules;

/// <summary>How exactly moments of different witnesses can be compared.</summary>
internal static class Tolerance
{
    /// <summary>The log keeps milliseconds and cuts off what is smaller; the directories keep ticks.</summary>
    public static readonly TimeSpan OfClocks = TimeSpan.FromMilliseconds(2);

    /// <summary>Between a hand on a button and the program that decides: whoever comes second by so little could not know.</summary>
    public static readonly TimeSpan OfHands = TimeSpan.FromSeconds(5);
}
