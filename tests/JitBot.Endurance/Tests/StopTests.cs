using JitBot.Endurance.Kills;
using JitBot.Endurance.Stage;
using JitBot.Sandbox.LookAlikes;
using NUnit.Framework;

namespace JitBot.Endurance.Tests;

/// <summary>SIGTERM, as service managers send it.</summary>
[TestFixture]
[Platform(Exclude = "Win")]
internal sealed class StopTests
{
    [Test]
    public async Task Asked_to_stop_amid_a_call_it_ends_in_time_and_takes_the_work_up_again()
    {
        await using var stage = new KillStage(await StoryStage.OpenAsync());
        var story = stage.Story;
        stage.Begin();
        await stage.ServeAsync();
        await story.As("riley").CommandAsync("/jit", "request prod-db 1h INC-60 asked to stop");
        Assert.That(await story.Signs.SeeAsync(() => story.World.FindCard("INC-60") is not null, StoryStage.Patience), "the card");
        story.World.Graph.Faults.Next(new DirectoryFault.Held(), DirectoryCall.Add);
        await story.As("avery").ClickAsync(story.World.FindCard("INC-60")!, "approve");
        await story.World.Graph.Faults.HeldAsync();

        var (code, took) = await stage.TerminateAsync();

        Assert.That(code, Is.Zero);
        Assert.That(took, Is.LessThan(TimeSpan.FromSeconds(10)));
        story.Wind(TimeSpan.FromMinutes(1));
        stage.Begin();
        await stage.ServeAsync();
        Assert.That(await story.Signs.SeeAsync(() => story.World.IsInProductionDatabase("riley"), StoryStage.Patience), "taken up again");
        await stage.StopAsync();
    }
}
