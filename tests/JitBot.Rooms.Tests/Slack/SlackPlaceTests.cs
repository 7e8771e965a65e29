using JitBot.Sandbox.LookAlikes.Slack;
using NUnit.Framework;

namespace JitBot.Rooms.Tests.Slack;

/// <summary>Where cards stand when there is no channel, or no longer one.</summary>
internal sealed class SlackPlaceTests : SlackHouseTests
{
    private SlackGestures Avery => House.Slack.Person("avery");

    private SlackMessage CardAtAverys =>
        Avery.DirectMessages.Single(message => message.Text.Contains("asked for by", StringComparison.Ordinal));

    [Test]
    public async Task Without_a_channel_the_card_stands_in_the_direct_messages_of_an_approver_who_never_wrote_and_decides_there()
    {
        await House.AskAsync("quiet");
        await Avery.ClickAsync(CardAtAverys, "approve");
        await House.DrainAsync();
        Assert.That(CardAtAverys.Text, Does.Contain("Access in force"));
    }

    [TestCase("archived")]
    [TestCase("bot removed")]
    public async Task When_the_channel_closes_the_approvers_named_are_asked_directly_and_can_decide(string how)
    {
        if (how == "archived")
            await House.Slack.Person("blake").ArchiveAsync(House.Approvals);
        else
            await House.Slack.Person("blake").RemoveBotAsync(House.Approvals);
        await House.AskAsync();
        await Avery.ClickAsync(CardAtAverys, "approve");
        await House.DrainAsync();
        Assert.That(CardAtAverys.Text, Does.Contain("Access in force"));
        Assert.That(House.Notices("riley"), Does.Contain("You have Production database until"));
    }

    [TestCase("is_archived")]
    [TestCase("not_in_channel")]
    [TestCase("channel_not_found")]
    [TestCase("is_inactive")]
    [TestCase("channel_type_not_supported")]
    [TestCase("method_not_supported_for_channel_type")]
    [TestCase("restricted_action")]
    [TestCase("restricted_action_read_only_channel")]
    [TestCase("restricted_action_non_threadable_channel")]
    [TestCase("no_permission")]
    [TestCase("access_denied")]
    public async Task A_card_that_a_channel_does_not_take_goes_to_the_approvers_and_the_operators_are_told_what_to_do(string error)
    {
        House.Slack.Faults.Next("chat.postMessage", new SlackFault.Refuses(error));
        await House.AskAsync();
        House.Clock.Advance(TimeSpan.FromSeconds(10));
        await House.KeepHouseAsync();
        Assert.That(CardAtAverys.Text, Does.Contain("Waiting for approval"));
        Assert.That(House.Notices("avery"), Does.Contain($"JitBot cannot post in the Slack channel {House.Approvals.Id}")
            .And.Contain($"chat.postMessage: {error}.").And.Contain("invite JitBot to it"));

        await House.AskAsync(who: "blake");
        House.Clock.Advance(TimeSpan.FromSeconds(10));
        await House.KeepHouseAsync();
        Assert.That(House.Notices("avery"), Does.Contain($"JitBot posts in the Slack channel {House.Approvals.Id} again,"));
    }

    [Test]
    public async Task A_card_that_was_deleted_is_posted_again_and_its_buttons_work()
    {
        await House.AskAsync("vault");
        await Avery.ClickAsync(House.Card, "approve");
        Avery.Delete(House.Card);
        await House.DrainAsync();
        Assert.That(SlackHouse.WordsOf(House.Card), Does.Contain("1 of 2 approvals"));
        await House.Slack.Person("blake").ClickAsync(House.Card, "approve");
        await House.DrainAsync();
        Assert.That(House.Card.Text, Does.Contain("Access in force"));
    }

    [Test]
    public async Task An_approver_whose_account_does_not_count_is_not_sent_what_others_ask_for()
    {
        House.Slack.Workspace.Put(Avery.Who with { IsRestricted = true });
        await House.AskAsync("quiet");
        Assert.That(Avery.DirectMessages, Is.Empty);
    }
}
