using JitBot.Endurance.Stage;

namespace JitBot.Endurance.History.Rules;

/// <summary>How exactly moments of different witnesses can be compared.</summary>
internal static class Tolerance
{
    /// <summary>The log keeps milliseconds and cuts off what is smaller; the directories keep ticks.</summary>
    public static readonly TimeSpan OfClocks = TimeSpan.FromMilliseconds(2);

    /// <summary>Between a hand on a button and the program that decides: whoever comes second by so little could not know.</summary>
    public static readonly TimeSpan OfHands = TimeSpan.FromSeconds(5);

    /// <summary>What was acknowledged just before a host ended is decided by the next life of it, in whatever order.</summary>
    public static readonly TimeSpan OfRestarts = StoryStage.Patience;

    /// <summary>
    /// Whether a line can tell of this gesture. Compared in real time: a host that is asked while the clock is wound distrusts it for a
    /// moment and goes by what the directories said before.
    /// </summary>
    public static bool IsBefore(Story story, Gesture gesture, DateTimeOffset line) => story.Timeline.RealOf(gesture.At) <= story.Timeline.RealOf(line) + OfHands;
}
