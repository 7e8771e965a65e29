using System.Globalization;
using JitBot.Endurance.Kills;
using NUnit.Framework;

namespace JitBot.Endurance.Tests;

/// <summary>
/// The real host is killed (kill -9) again and again, amid whatever it is doing. JITBOT_KILLS says how often, JITBOT_SEED which story.
/// </summary>
[TestFixture]
[Platform(Exclude = "Win")]
internal sealed class KillTests
{
    private const int Kills = 15;
    private const int Seed = 20260302;

    [Test]
    public async Task Killed_at_any_moment_it_keeps_every_promise()
    {
        var start = TimeProvider.System.GetTimestamp();
        var stories = await KillCampaign.RunAsync(Number("JITBOT_KILLS", Kills), Number("JITBOT_SEED", Seed), TestContext.Out.WriteLine);
        foreach (var row in FiguresTable.Draw(stories, TimeProvider.System.GetElapsedTime(start)))
            TestContext.Out.WriteLine(row);
        Assert.Multiple(() =>
        {
            Assert.That(stories.Sum(story => story.Granted), Is.Positive, "a story in which nothing is granted proves nothing");
            Assert.That(stories.SelectMany(story => story.Violations.Select(violation => $"{story.Name}: {violation}")), Is.Empty);
        });
    }

    private static int Number(string variable, int fallback) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : fallback;
}
