using JitBot.Testing;
using NUnit.Framework;

namespace JitBot.Endurance.Tests;

/// <summary>Stories that are played in the test run, and what they must come to.</summary>
internal static class Played
{
    private const int FirstSeed = 20260302;

    /// <summary>The first story's seed.</summary>
    public static int Seed => HowMuch.Number("JITBOT_SEED", FirstSeed);

    /// <summary>Plays them, prints the table, and asserts that something was granted and no promise broken.</summary>
    public static async Task AssertAsync(Func<Action<string>, Task<IReadOnlyList<StoryFigures>>> play)
    {
        var start = TimeProvider.System.GetTimestamp();
        var stories = await play(TestContext.Out.WriteLine);
        foreach (var row in FiguresTable.Draw(stories, TimeProvider.System.GetElapsedTime(start)))
            TestContext.Out.WriteLine(row);
        Assert.Multiple(() =>
        {
            Assert.That(stories.Sum(story => story.Granted), Is.Positive, "stories in which nothing is granted prove nothing");
            Assert.That(stories.SelectMany(story => story.Violations.Select(violation => $"{story.Name}: {violation}")), Is.Empty);
        });
    }
}
