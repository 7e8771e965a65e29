namespace JitBot.Browser.Tests;

/// <summary>The first ten minutes of somebody who has never seen it, on a desk and on a phone.</summary>
[TestFixture]
public class StoryTests
{
    private const string Words = "The nightly export fails, INC-100";
    private const string Database = "Production database";
    private const string Riley = "Riley Park";

    private PageStage _stage = null!;

    [SetUp]
    public async Task OpenAsync() => _stage = await PageStage.OpenAsync();

    [TearDown]
    public async Task CloseAsync()
    {
        if (_stage is null)
            return;
        await _stage.DisposeAsync();
        Assert.That(_stage.Complaints, Is.Empty);
    }

    [TestCase(1280, 800, "desk")]
    [TestCase(390, 844, "phone")]
    public async Task Somebody_asks_approves_sees_the_membership_winds_the_clock_and_sees_it_gone(int width, int height, string picture)
    {
        var visitor = await _stage.VisitAsync(width, height);
        await visitor.AskAsync(Database, "4 hours", Words);
        await SeesThatAllFitsAsync(visitor);
        await visitor.ActAsAsync("Avery Stone");
        await visitor.ApproveAsync(Words);
        await Expect(visitor.Card(Words)).ToContainTextAsync("Access in force");
        await Expect(visitor.Thread(Words)).ToContainTextAsync("confirmed the membership");
        await Expect(visitor.Member(Database, Riley)).ToHaveCountAsync(1);
        Assert.That(_stage.House.World.IsInProductionDatabase("riley"));
        await Shots.TakeAsync(visitor, picture + "-granted");
        await visitor.WindAsync("+4 h");
        await visitor.WindAsync("+10 min");
        await Expect(visitor.Gone(Database, Riley)).ToBeVisibleAsync();
        await Expect(visitor.Member(Database, Riley)).ToHaveCountAsync(0);
        Assert.That(_stage.House.World.IsInProductionDatabase("riley"), Is.False);
        await Shots.TakeAsync(visitor, picture + "-gone");
        await visitor.LookAtTheChatAsync();
        await Expect(visitor.Thread(Words)).ToContainTextAsync("confirmed that the membership is gone");
        await visitor.ActAsAsync(Riley);
        await visitor.GoToAsync("JitBot");
        await Expect(visitor.Messages).ToContainTextAsync("confirmed that the membership is gone");
        await Expect(visitor.Page.Locator("#steps")).ToContainTextAsync("You have seen the whole life of a request");
        await Shots.TakeAsync(visitor, picture + "-told");
    }

    [TestCase(1440, 900, "picture")]
    [TestCase(390, 844, "phone")]
    public async Task One_request_is_live_in_both_chats_and_what_is_decided_in_Teams_is_seen_in_Slack(int width, int height, string picture)
    {
        var inSlack = await _stage.VisitAsync(width, height);
        var inTeams = inSlack.InTeams;
        await inTeams.GoToAsync("JitBot");
        await inTeams.WriteAsync($"request prod-db-in-both 1h {Words}");
        await Expect(inTeams.Messages).ToContainTextAsync("You will be told here what becomes of it");
        await inTeams.GoToAsync("approvals");
        await SeesAsync(inSlack, inTeams, "Waiting for approval");
        await Expect(inTeams.Card(Words)).ToContainTextAsync("This is your own request: others decide.");
        await inTeams.ActAsAsync("Avery Stone");
        await inTeams.ApproveAsync(Words);
        await SeesAsync(inSlack, inTeams, "Access in force");
        await SeesInThreadsAsync(inSlack, inTeams, "Avery Stone approved", "confirmed the membership");
        await Expect(inSlack.Member(Database, Riley)).ToHaveCountAsync(1);
        await SeesThatAllFitsAsync(inTeams);
        await Shots.TakeAsync(inTeams, picture);
        await inSlack.WindAsync("+1 h");
        await inSlack.WindAsync("+10 min");
        await Expect(inSlack.Gone(Database, Riley)).ToBeVisibleAsync();
        await SeesInThreadsAsync(inSlack, inTeams, "confirmed that the membership is gone");
        await inTeams.ActAsAsync(Riley);
        await inTeams.GoToAsync("JitBot");
        await Expect(inTeams.Messages).ToContainTextAsync("confirmed that the membership is gone");
    }

    [Test]
    public async Task The_Home_tab_shows_what_the_host_published_there_and_its_buttons_act()
    {
        var visitor = await _stage.VisitAsync(1280, 800);
        await visitor.WriteAsync("/jit request warehouse 1h not needed after all, INC-101");
        await Expect(visitor.Card("INC-101")).ToContainTextAsync("Waiting for approval");
        await visitor.GoToAsync("JitBot Home");
        await visitor.Button("Withdraw").ClickAsync();
        await Expect(visitor.Button("Withdraw")).ToHaveCountAsync(0);
        await Shots.TakeAsync(visitor, "home");
        await visitor.GoToAsync("approvals");
        await Expect(visitor.Card("INC-101")).ToContainTextAsync("Withdrawn");
    }

    private static async Task SeesAsync(Visitor inSlack, Visitor inTeams, string phase)
    {
        await Expect(inTeams.Card(Words)).ToContainTextAsync(phase);
        await Expect(inSlack.Card(Words)).ToContainTextAsync(phase);
    }

    private static async Task SeesInThreadsAsync(Visitor inSlack, Visitor inTeams, params string[] lines)
    {
        foreach (var line in lines)
        {
            await Expect(inTeams.Thread(Words)).ToContainTextAsync(line);
            await Expect(inSlack.Thread(Words)).ToContainTextAsync(line);
        }
    }

    private static async Task SeesThatAllFitsAsync(Visitor visitor)
    {
        Assert.That(await visitor.FitsAsync(), "the chat");
        await visitor.LookAtPeopleAsync();
        Assert.That(await visitor.FitsAsync(), "the people");
        await visitor.LookAtTheTruthAsync();
        Assert.That(await visitor.FitsAsync(), "the truth");
        await visitor.LookAtTheChatAsync();
    }
}
