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

    [TestCase(1280, 800, "picture")]
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
        await Shots.TakeAsync(visitor, picture);
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
        await Expect(visitor.Page.Locator("#messages")).ToContainTextAsync("confirmed that the membership is gone");
        await Expect(visitor.Page.Locator("#steps")).ToContainTextAsync("You have seen the whole life of a request");
        await Shots.TakeAsync(visitor, picture + "-told");
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
