using JitBot.Host.Tests.Running;
using JitBot.Sandbox.LookAlikes.Slack;

namespace JitBot.Host.Tests.NaturalPath;

/// <summary>Cards that vanish, channels that close, a Slack that does not answer: access goes on, and the people are still told.</summary>
internal sealed class SlackTroubleTests : StoryFixture
{
    [Test]
    public async Task A_deleted_card_is_posted_again_with_its_story()
    {
        var card = await AskAsync("INC-40 deleted");
        As("morgan").Delete(card);
        await As("riley").CommandAsync("/jit", "mine");
        await ClickAsync("avery", card, "approve");

        var again = Card("INC-40");
        Assert.That(again.Ts, Is.Not.EqualTo(card.Ts));
        Assert.That(again.Words, Does.Contain("Granted until"));
        await App.TurnAsync(TimeSpan.FromHours(1));
        Assert.That(World.Thread(again), Does.Contain("confirmed that the membership is gone"));
    }

    [Test]
    public async Task When_the_channel_is_archived_the_approvers_are_asked_in_person()
    {
        await As("avery").ArchiveAsync(World.Approvals);
        await As("riley").CommandAsync("/jit", "request prod-db 1h INC-41 archived");
        await App.DrainAsync();

        await ClickAsync("avery", DirectCard("avery", "INC-41"), "approve");

        Assert.That(World.IsInProductionDatabase("riley"), Is.True);
        Assert.That(ToldTo("morgan"), Does.Contain("INC-41"));
    }

    [Test]
    public async Task When_the_bot_is_put_out_of_the_channel_the_approvers_are_asked_in_person()
    {
        await As("avery").RemoveBotAsync(World.Approvals);
        await As("riley").CommandAsync("/jit", "request prod-db 1h INC-42 put out");
        await App.DrainAsync();

        await ClickAsync("morgan", DirectCard("morgan", "INC-42"), "approve");

        Assert.That(World.IsInProductionDatabase("riley"), Is.True);
    }

    [Test]
    public async Task While_slack_is_down_access_still_ends_and_is_told_later()
    {
        var card = await GrantAsync("INC-43 Slack is down");
        World.Slack.Faults.IsDown = true;
        await App.TurnAsync(TimeSpan.FromHours(1));
        Assert.That(World.IsInProductionDatabase("riley"), Is.False);

        World.Slack.Faults.Clear();
        for (var minute = 0; minute < 3; minute++)
            await App.TurnAsync(TimeSpan.FromMinutes(1));

        Assert.That(World.Thread(card), Does.Contain("confirmed that the membership is gone"));
        Assert.That(ToldTo("riley"), Does.Contain("confirmed that the membership is gone"));
    }

    private static readonly SlackFault[] LostPosts =
        [new SlackFault.DoesAndHangsUp(), new SlackFault.DoesAndDenies(), new SlackFault.HangsUp(), new SlackFault.Throttles(TimeSpan.FromSeconds(20)), new SlackFault.Fails(502)];

    [TestCaseSource(nameof(LostPosts))]
    public async Task A_post_whose_answer_is_lost_stands_there_once(SlackFault fault)
    {
        World.Slack.Faults.Next("chat.postMessage", fault, times: 2);
        await As("riley").CommandAsync("/jit", "request prod-db 1h INC-44 lost answers");
        await App.DrainAsync();
        for (var minute = 0; minute < 3; minute++)
            await App.TurnAsync(TimeSpan.FromMinutes(1));

        var posted = App.Slack.Messages.In(World.Approvals).Where(message => message.Words.Contains("INC-44", StringComparison.Ordinal));
        Assert.That(posted, Has.Exactly(1).Items);
        Assert.That(As("riley").DirectMessages.Count(message => message.Words.Contains("You asked for", StringComparison.Ordinal)), Is.EqualTo(1));
    }

    [TestCase("white_check_mark")]
    [TestCase("a click")]
    public async Task A_vote_on_a_card_that_is_not_known_to_be_there_yet_counts(string gesture)
    {
        World.Slack.Faults.Next("chat.postMessage", new SlackFault.DoesAndHangsUp(), times: 2);
        var card = await AskAsync("INC-45 lost and seen");
        if (gesture == "a click")
            await ClickAsync("avery", card, "approve");
        else
            await ReactAsync("avery", card, gesture);
        for (var minute = 0; minute < 3; minute++)
            await App.TurnAsync(TimeSpan.FromMinutes(1));

        Assert.That(Card("INC-45").Words, Does.Contain("Granted until"));
        Assert.That(ToldTo("avery"), Is.Empty.Or.StartsWith("You have approved it."), "and nobody complains");
    }

    [Test]
    public async Task A_check_mark_on_somebody_elses_message_means_nothing()
    {
        await AskAsync("INC-46 waits");
        var lines = await CountLinesAsync();
        await ReactAsync("avery", As("morgan").Say(World.Approvals, "Lunch?"), "white_check_mark");

        Assert.That(await CountLinesAsync(), Is.EqualTo(lines));
        Assert.That(Card("INC-46").Words, Does.Contain("Waiting"));
    }

    private SlackMessage DirectCard(string handle, string words) =>
        As(handle).DirectMessages.Last(message => message.Words.Contains(words, StringComparison.Ordinal));
}
