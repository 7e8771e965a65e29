using JitBot.Host.Tests.Running;
using JitBot.Sandbox.LookAlikes.Slack;
using JitBot.Sandbox.World;

namespace JitBot.Host.Tests.NaturalPath;

/// <summary>Slack delivers at least once: however often, it counts once.</summary>
internal sealed class RepetitionTests : StoryFixture
{
    [Test]
    public async Task Everything_delivered_twice_happens_once()
    {
        World.Slack.Sender.DeliversTwice = true;
        var card = await AskAsync("INC-8 everything twice", entitlement: SandboxSettings.ByTwoEntitlement);
        await ClickAsync("avery", card, "approve");
        await ReactAsync("morgan", card, "+1");

        Assert.That(await CountLinesAsync("asked"), Is.EqualTo(1));
        Assert.That(await CountLinesAsync("approved"), Is.EqualTo(2));
        Assert.That(await CountLinesAsync("refused"), Is.Zero);
        Assert.That(App.Slack.Messages.In(World.Approvals).Count(message => !message.IsReply), Is.EqualTo(1));
        Assert.That(World.Graph.Directory.Memberships.All.Count(change => change.By == "JitBot"), Is.EqualTo(1));
    }

    [Test]
    public async Task A_button_clicked_twice_is_one_vote()
    {
        var card = await AskAsync("INC-9 impatient", entitlement: SandboxSettings.ByTwoEntitlement);
        await As("avery").ClickAsync(card, "approve");
        await As("avery").ClickAsync(card, "approve");
        await App.DrainAsync();

        Assert.That(Card("INC-9").Words, Does.Contain("1 of 2"));
        Assert.That(await CountLinesAsync("approved"), Is.EqualTo(1));
    }

    [Test]
    public async Task Retries_of_a_delivery_that_was_answered_change_nothing()
    {
        var card = await AskAsync("INC-10 retried", entitlement: SandboxSettings.ByTwoEntitlement);
        var reply = (await As("avery").ReactAsync(card, "+1"))!;
        await App.DrainAsync();
        var lines = await CountLinesAsync();
        for (var retry = 1; retry <= 3; retry++)
        {
            var again = await World.Slack.Sender.SendAsync(reply.Delivery with { Retry = (retry, "http_timeout") });
            await App.TurnAsync(TimeSpan.FromMinutes(1));
            Assert.That(again.Status, Is.EqualTo(200));
        }

        Assert.That(await CountLinesAsync(), Is.EqualTo(lines));
    }

    [Test]
    public async Task A_delivery_is_known_again_after_a_restart()
    {
        var card = await AskAsync("INC-11 restarted", entitlement: SandboxSettings.ByTwoEntitlement);
        var reply = await As("avery").ClickAsync(card, "approve");
        await App.DrainAsync();
        await App.RestartAsync();
        var lines = await CountLinesAsync();

        await World.Slack.Sender.SendAsync(reply.Delivery);
        await App.DrainAsync();

        Assert.That(await CountLinesAsync(), Is.EqualTo(lines));
    }

    [Test]
    public async Task What_was_received_before_the_end_is_done_after_the_restart()
    {
        var card = await AskAsync("INC-12 received");
        await As("avery").ClickAsync(card, "approve");
        Assert.That(World.IsInProductionDatabase("riley"), Is.False);

        await App.RestartAsync();

        Assert.That(World.IsInProductionDatabase("riley"), Is.True);
    }

    [Test]
    public async Task A_vote_on_an_old_version_of_the_card_counts()
    {
        var old = await AskAsync("INC-13 an old phone", entitlement: SandboxSettings.ByTwoEntitlement);
        await ClickAsync("avery", old, "approve");
        await ClickAsync("morgan", old, "approve");

        Assert.That(World.IsInProductionDatabase("riley"), Is.True);
    }
}
