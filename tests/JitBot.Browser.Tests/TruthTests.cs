namespace JitBot.Browser.Tests;

/// <summary>What the page says is due, and what it proposes to try next, is what is so.</summary>
public class TruthTests : PageTests
{
    private const string Words = "the nightly export fails, INC-700";

    [Test]
    public async Task A_grant_is_said_to_be_warned_and_then_to_end_each_at_its_time()
    {
        var visitor = await Stage.VisitAsync(1280, 800);
        await visitor.AskAsync("Production database", "30 minutes", Words);
        await Expect(visitor.Due("Riley Park, Production database: lapses")).ToHaveCountAsync(1);
        await Expect(visitor.Due("Riley Park, Production database: approvers are reminded")).ToContainTextAsync("in 14 min");
        await visitor.ActAsAsync("Avery Stone");
        await visitor.ApproveAsync(Words);
        await Expect(visitor.Due("Riley Park, Production database: warned")).ToContainTextAsync("in 22 min");
        await Expect(visitor.Due("Riley Park, Production database: time is up")).ToContainTextAsync("in 29 min"); // and some seconds: what is left is rounded down
        Stage.House.Clock.Wind(TimeSpan.FromMinutes(23));
        await Expect(visitor.Due("Riley Park, Production database: warned")).ToHaveCountAsync(0);
        await Expect(visitor.Due("Riley Park, Production database: time is up")).ToContainTextAsync("in 6 min");
    }

    [Test]
    public async Task The_page_says_where_the_log_is()
    {
        var visitor = await Stage.VisitAsync(390, 844);
        await visitor.LookAtTheTruthAsync();
        await Expect(visitor.Page.Locator("#store")).ToContainTextAsync(Stage.House.Folder.Database);
        Assert.That(await visitor.FitsAsync());
    }

    [Test]
    public async Task An_emergency_leaves_nothing_to_approve_and_the_guide_asks_for_none()
    {
        var visitor = await Stage.VisitAsync(1280, 800);
        await visitor.ActAsAsync("Morgan Diaz");
        await visitor.WriteAsync("/jit escalate prod-db-emergency the primary is down, INC-701");
        await Expect(visitor.Member("Production database", "Morgan Diaz")).ToHaveCountAsync(1);
        await Expect(visitor.Step("See the membership appear")).ToHaveClassAsync("done");
        await Expect(visitor.Step("Ask for access as Riley")).ToHaveClassAsync("next");
        await Expect(visitor.Step("Approve it as Avery")).ToHaveClassAsync("later");
    }
}
