using JitBot.Endurance.History;
using JitBot.Endurance.Stage;

namespace JitBot.Endurance;

/// <summary>Judges a story that is over; of one that broke a promise, everything is kept.</summary>
internal static class Verdict
{
    /// <summary>What it came to. <paramref name="name"/> says which story it was.</summary>
    public static StoryFigures On(StoryStage stage, Story story, string name)
    {
        var violations = HistoryChecker.Check(story);
        return StoryFigures.Of(story, violations, name) with { Kept = violations.Count > 0 ? stage.Keep(name, violations) : null };
    }
}
