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
    /// <summary>What service managers are promised.</summary>
    private static readonly TimeSpan StopWithin = TimeSpan.FromSeconds(10);

    [Test]
    public async Task Asked_to_stop_amid_a_call_it_ends_in_time_and_takes_the_work_up_again()
    {
        await using var stage = await HangingAsync("INC-60 asked to stop");
        var story = stage.Story;

        var (code, took) = await stage.TerminateAsync();

        Assert.That(code, Is.Zero);
        Assert.That(took, Is.LessThan(StopWithin));
        story.Wind(TimeSpan.FromMinutes(1));
        stage.Begin();
        await stage.ServeAsync();
        Assert.That(await story.Signs.SeeAsync(() => story.World.IsInProductionDatabase("riley"), StoryStage.Patience), "taken up again");
        await stage.StopAsync();
    }

    [Test]
    public async Task It_says_that_it_is_not_ready_before_it_closes_and_loses_nothing_that_arrives_between()
    {
        await using var stage = await HangingAsync("INC-61 the first");
        var story = stage.Story;
        using var caller = new Caller(stage.Url);
        Assert.That(await caller.AskAsync("/health/ready"), Is.EqualTo(200));

        var ending = stage.TerminateAsync();
        Assert.That(await caller.SeeAsync("/health/ready", 503, StoryStage.Patience), "not ready, over a new connection");
        var reply = await story.As("riley").CommandAsync("/jit", "request warehouse 1h INC-62 asked while it stops");
        Assert.That(reply.IsAcknowledged, reply.Failure);
        Assert.That(await caller.AskAsync("/health/live"), Is.EqualTo(200), "it lives");
        Assert.That(await caller.SeeAsync("/health/ready", Caller.Refused, StoryStage.Patience), "the doors close");
        Assert.That(ending.IsCompleted, Is.False, "the doors close first, the call in flight has its time");
        var (code, took) = await ending;

        Assert.That(code, Is.Zero);
        Assert.That(took, Is.LessThan(StopWithin));
        stage.Begin();
        await stage.ServeAsync();
        Assert.That(await story.Signs.SeeAsync(() => story.World.FindCard("INC-62") is not null, StoryStage.Patience), "what was acknowledged is done");
        await stage.StopAsync();
    }

    /// <summary>A host that waits for a directory that does not answer.</summary>
    private static async Task<KillStage> HangingAsync(string words)
    {
        var stage = new KillStage(await StoryStage.OpenAsync());
        var story = stage.Story;
        stage.Begin();
        await stage.ServeAsync();
        await story.As("riley").CommandAsync("/jit", $"request prod-db 1h {words}");
        Assert.That(await story.Signs.SeeAsync(() => story.World.FindCard(words) is not null, StoryStage.Patience), "the card");
        story.World.Graph.Faults.Next(new DirectoryFault.Held(), DirectoryCall.Add);
        await story.As("avery").ClickAsync(story.World.FindCard(words)!, "approve");
        await story.World.Graph.Faults.HeldAsync();
        return stage;
    }
}
