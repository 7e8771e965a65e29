using JitBot.Endurance.Kills;
using JitBot.Endurance.Stage;
using JitBot.Sandbox.LookAlikes;
using JitBot.Sandbox.LookAlikes.Graph;
using NUnit.Framework;

namespace JitBot.Endurance.Tests;

/// <summary>The host is gone and does not come back: the reaper, a process of its own, takes away what is overdue, and no more than that.</summary>
[TestFixture]
[Platform(Exclude = "Win")]
internal sealed class ReaperTests
{
    private const string ReapersClient = "0bad5eed-0000-4e5f-8a9b-c0d1e2f3a4b5";
    private const string ReapersSecret = "secret-of-the-reapers-client";

    private static readonly string[] Reaper = ["reaper"];

    [Test]
    public async Task With_the_host_killed_it_removes_what_is_overdue_and_the_host_tells_the_people_later()
    {
        await using var stage = new KillStage(await StoryStage.OpenAsync());
        var (story, world) = (stage.Story, stage.Story.World);
        var kill = await ServeAsync(stage);
        await GrantAsync(story, "riley", "prod-db 1h", "INC-70 to be reaped");
        await GrantAsync(story, "riley", "warehouse 1h", "INC-71 to be reaped");
        await GrantAsync(story, "morgan", "prod-db 4h", "INC-72 to be left alone");
        kill();
        await stage.BuryAsync();
        story.Wind(TimeSpan.FromHours(2));
        world.Tokens.Add(new TokenClient(ReapersClient, "JitBot's reaper") { Secret = ReapersSecret });
        var messages = world.Slack.Workspace.Messages.All.Count;

        var (code, output) = await stage.RunVerbAsync(Reaper, ("Reaper:Entra:ClientId", ReapersClient), ("Reaper:Entra:ClientSecret", ReapersSecret));

        Assert.That(code, Is.Zero, output);
        Assert.That(output, Does.Contain("nothing is overdue").And.Not.Contain(ReapersSecret));
        Assert.That(world.IsInProductionDatabase("riley"), Is.False);
        Assert.That(world.IsInWarehouse("riley"), Is.False);
        Assert.That(world.IsInProductionDatabase("morgan"), Is.True, "its time has not come");
        Assert.That(world.Graph.Directory.Memberships.All[^1].By, Is.EqualTo("JitBot's reaper"));
        Assert.That(world.Slack.Workspace.Messages.All, Has.Count.EqualTo(messages), "it tells nobody anything");
        Assert.That((await stage.RunVerbAsync(["audit", "verify"])).Code, Is.Zero);

        await ServeAsync(stage);
        Assert.That(await story.Signs.SeeAsync(() => IsTold(story, "INC-70") && IsTold(story, "INC-71"), StoryStage.Patience), "the host tells the people");
        await stage.StopAsync();
    }

    [Test]
    public async Task What_it_cannot_remove_it_names_and_says_so_with_its_code()
    {
        await using var stage = new KillStage(await StoryStage.OpenAsync());
        var (story, world) = (stage.Story, stage.Story.World);
        var kill = await ServeAsync(stage);
        await GrantAsync(story, "riley", "prod-db 1h", "INC-73 to be reaped");
        kill();
        await stage.BuryAsync();
        story.Wind(TimeSpan.FromHours(2));
        await world.Graph.GoDownAsync();

        var (code, output) = await stage.RunVerbAsync(["reaper", "--within", "2s"]);

        Assert.That(code, Is.EqualTo(1), output);
        Assert.That(output, Does.Contain(world.EntraId("riley")).And.Contain(world.ProductionDatabase).And.Contain("could not be reached"));
        await world.Graph.ComeBackAsync();
        story.Wind(TimeSpan.FromMinutes(2));
        Assert.That((await stage.RunVerbAsync(Reaper)).Code, Is.Zero, "the next one finds it");
        Assert.That(world.IsInProductionDatabase("riley"), Is.False);
    }

    [Test]
    public async Task What_was_approved_and_not_granted_yet_it_does_not_grant()
    {
        await using var stage = new KillStage(await StoryStage.OpenAsync());
        var (story, world) = (stage.Story, stage.Story.World);
        var kill = await ServeAsync(stage);
        await GrantAsync(story, "riley", "warehouse 1h", "INC-74 to be reaped");
        story.Wind(TimeSpan.FromMinutes(30));
        world.Graph.Faults.Always(new DirectoryFault.Fails(503), DirectoryCall.Add);
        await AskAsync(story, "morgan", "prod-db 4h", "INC-75 not to be granted");
        await story.As("avery").ClickAsync(world.FindCard("INC-75")!, "approve");
        Assert.That(await story.Signs.SeeAsync(() => Adds(story) > 0, StoryStage.Patience), "tried");
        kill();
        await stage.BuryAsync();
        world.Graph.Faults.Clear();
        story.Wind(TimeSpan.FromMinutes(31)); // the one is over, the other could still be granted
        var adds = Adds(story);

        var (code, output) = await stage.RunVerbAsync(Reaper);

        Assert.That(code, Is.Zero, output);
        Assert.That(world.IsInWarehouse("riley"), Is.False, "it did its work");
        Assert.That(world.IsInProductionDatabase("morgan"), Is.False);
        Assert.That(Adds(story), Is.EqualTo(adds), "and sent no add");
    }

    [Test]
    public async Task Beside_a_host_that_has_the_file_it_does_nothing_and_says_why()
    {
        await using var stage = new KillStage(await StoryStage.OpenAsync());
        await ServeAsync(stage);
        var (code, output) = await stage.RunVerbAsync(Reaper);
        Assert.That(code, Is.EqualTo(1), output);
        Assert.That(output, Does.Contain("is in use by another JitBot"));
        await stage.StopAsync();
    }

    private static async Task<Action> ServeAsync(KillStage stage)
    {
        var kill = stage.Begin();
        Assert.That(await stage.ServeAsync(), Is.True);
        return kill;
    }

    private static async Task AskAsync(StoryStage story, string who, string what, string words)
    {
        await story.As(who).CommandAsync("/jit", $"request {what} {words}");
        Assert.That(await story.Signs.SeeAsync(() => story.World.FindCard(words) is not null, StoryStage.Patience), "the card");
    }

    private static async Task GrantAsync(StoryStage story, string who, string what, string words)
    {
        await AskAsync(story, who, what, words);
        await story.As("avery").ClickAsync(story.World.FindCard(words)!, "approve");
        Assert.That(await story.Signs.SeeAsync(() => Says(story, words, "Granted until"), StoryStage.Patience), "granted");
    }

    private static int Adds(StoryStage story) => story.World.Graph.Requests.Count(request => request.StartsWith("POST", StringComparison.Ordinal));

    private static bool IsTold(StoryStage story, string words) =>
        story.World.Thread(story.World.FindCard(words)!).Contains("the membership is gone", StringComparison.Ordinal) && Says(story, words, "Access ended");

    private static bool Says(StoryStage story, string words, string what) => story.World.FindCard(words)!.Words.Contains(what, StringComparison.Ordinal);
}
