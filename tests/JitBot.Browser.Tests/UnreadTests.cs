namespace JitBot.Browser.Tests;

/// <summary>What JitBot writes to somebody alone is not missed by whoever is elsewhere in the chat.</summary>
public class UnreadTests : PageTests
{
    private const string Alone = "JitBot wrote to you alone";

    [TestCase(1280, 800)]
    [TestCase(390, 844)]
    public async Task It_is_said_where_somebody_is_and_one_tap_shows_it(int width, int height)
    {
        var visitor = await Stage.VisitAsync(width, height);
        await visitor.GoToAsync("JitBot");
        await visitor.GoToAsync("approvals");
        await Expect(visitor.Unread).ToBeHiddenAsync();
        await visitor.AskAsync("Production database", "1 hour", "the nightly export fails, INC-710");
        await Expect(visitor.Unread).ToContainTextAsync(Alone);
        await Expect(visitor.ChatButton).ToHaveAttributeAsync("data-news", "");
        Assert.That(await visitor.FitsAsync(), "the pointer fits");
        await visitor.Unread.GetByRole(AriaRole.Button).ClickAsync();
        await Expect(visitor.Messages).ToContainTextAsync("Withdraw");
        await Expect(visitor.Unread).ToBeHiddenAsync();
        await visitor.GoToAsync("approvals");
        await Expect(visitor.Unread).ToBeHiddenAsync();
    }

    [Test]
    public async Task An_answer_in_Teams_is_pointed_at_from_a_channel_too()
    {
        var visitor = (await Stage.VisitAsync(390, 844)).InTeams;
        await visitor.GoToAsync("General");
        await visitor.WriteAsync("@JitBot mine");
        await Expect(visitor.Unread).ToContainTextAsync(Alone);
        await visitor.Unread.GetByRole(AriaRole.Button).ClickAsync();
        await Expect(visitor.Unread).ToBeHiddenAsync();
    }

    [Test]
    public async Task Whoever_may_take_nothing_in_an_emergency_reads_so_in_the_form()
    {
        var visitor = await Stage.VisitAsync(390, 844);
        await OpenUntilToldAsync(visitor);
        await Expect(visitor.Form).ToContainTextAsync("Nothing can be taken at once by you just now");
        await Expect(visitor.Form.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Take it now" })).ToHaveCountAsync(0);
        Assert.That(await visitor.FitsAsync());
    }

    /// <summary>The form waits half a second for who is on call and then offers what it was not told of; a process that has just started may need longer at first.</summary>
    private static async Task OpenUntilToldAsync(Visitor visitor)
    {
        const int most = 5;
        for (var time = 0; time < most; time++)
        {
            await visitor.Quick("Emergency access").ClickAsync();
            await Expect(visitor.Form).ToContainTextAsync("Emergency");
            if (await visitor.Form.GetByLabel("What is the emergency?").CountAsync() == 0)
                return;
            await visitor.Form.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Cancel", Exact = true }).ClickAsync();
            await Expect(visitor.Form).ToBeHiddenAsync();
        }
    }
}
