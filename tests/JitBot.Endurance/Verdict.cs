using JitBot.Endurance.History;
using JitBot.Endurance.Stage;

namespace JitBot.Endurance;

/// <summary>Judges a story that is over; of one that broke a promise, everything is kept.</summary>
internal static class Verdict
{
    /// <summary>Plays one; what kept it from being played to its end is held against it, so that no seed is lost.</summary>
    public static async Task<StoryFigures> OnAsync(string name, Func<Task<StoryFigures>> play)
    {
        try
        {
            return await play();
        }
#pragma warning disable CA1031 // whatever it is, it is reported, and the other stories are played
        catch (Exception broken)
#pragma warning restore CA1031
        {
            return new StoryFigures(name, [new Violation("a story is played to its end", broken.ToString())], []);
        }
    }

    /// <summary>What it came to. <paramref name="name"/> says which story it was.</summary>
    public static StoryFigures On(StoryStage stage, Story story, string name)
    {
        var violations = HistoryChecker.Check(story);
        return StoryFigures.Of(story, violations, name) with { Kept = violations.Count > 0 ? stage.Keep(name, violations) : null };
    }
}
