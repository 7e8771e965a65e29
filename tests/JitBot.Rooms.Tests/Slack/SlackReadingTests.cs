using JitBot.Sandbox.LookAlikes.Slack;
using NUnit.Framework;

namespace JitBot.Rooms.Tests.Slack;

internal sealed class SlackReadingTests : SlackHouseTests
{
    private SlackGestures Riley => House.Slack.Person("riley");

    [TestCase("list", "Production database")]
    [TestCase("list", "The one with the customers in it.")]
    [TestCase("LIST", "Vault")]
    [TestCase("mine", "You have not asked for anything yet.")]
    [TestCase("status", "Nothing of yours is waiting or in force.")]
    [TestCase("return", "There is no access in force to give back.")]
    [TestCase("who prod-db", "Nobody has Production database through JitBot now.")]
    [TestCase("who vau", "avery@example.com, blake@example.com")]
    [TestCase("who", "There is no such entitlement.")]
    [TestCase("who nothing", "There is no such entitlement.")]
    [TestCase("help", "/jit request")]
    [TestCase("", "/jit request")]
    [TestCase("dance", "/jit request")]
    [TestCase("extend", "There is no access in force here that could last longer.")]
    [TestCase("revoke", "Say whose access you take away")]
    public async Task A_verb_is_answered_at_once_and_privately(string text, string words)
    {
        var reply = await Riley.CommandAsync("/jit", text);
        Assert.That(reply.Status, Is.EqualTo(200));
        Assert.That(House.Whispers("riley"), Does.Contain(words));
    }

    [Test]
    public async Task A_request_can_be_withdrawn_from_the_list_of_mine()
    {
        await House.AskAsync();
        await Riley.CommandAsync("/jit", "mine");
        await Riley.ClickAsync(Riley.Ephemerals[^1], "withdraw");
        await House.DrainAsync();
        Assert.That(House.Card.Text, Does.Contain("Withdrawn"));
    }

    [Test]
    public async Task A_request_can_be_withdrawn_from_the_notice_by_the_requester_alone()
    {
        await House.AskAsync();
        await Riley.ClickAsync(Riley.DirectMessages[^1], "withdraw");
        await House.DrainAsync();
        Assert.That(House.Card.Text, Does.Contain("Withdrawn"));
    }

    [Test]
    public async Task The_only_access_in_force_is_given_back_at_once()
    {
        await GrantAsync("prod-db");
        await Riley.CommandAsync("/jit", "return");
        Assert.That(House.Whispers("riley"), Does.Contain("Giving back Production database"));
        await House.DrainAsync();
        Assert.That(House.Card.Text, Does.Not.Contain("in force"));
    }

    [Test]
    public async Task Of_several_the_requester_chooses_which_to_give_back()
    {
        await GrantAsync("prod-db");
        await GrantAsync("vault");
        await House.Slack.Person("blake").ClickAsync(House.Posts.Last(post => !post.IsReply), "approve");
        await House.DrainAsync();
        await Riley.CommandAsync("/jit", "return");
        var buttons = SlackBlocks.Touchables(Riley.Ephemerals[^1].Blocks).ToList();
        Assert.That(buttons.Select(button => button.ActionId), Is.EqualTo(new[] { "return", "return", "extend" }), "of the vault there is no more than there is");
        await Riley.ClickAsync(Riley.Ephemerals[^1], $"{buttons[0].BlockId}/return");
        await House.DrainAsync();
        Assert.That(House.Posts.Count(post => !post.IsReply && post.Text.Contains("in force", StringComparison.Ordinal)), Is.EqualTo(1));
    }

    [Test]
    public async Task Access_is_given_back_from_the_notice()
    {
        await GrantAsync("prod-db");
        await Riley.ClickAsync(Riley.DirectMessages[^1], "return");
        await House.DrainAsync();
        Assert.That(House.Card.Text, Does.Not.Contain("in force"));
    }

    [Test]
    public async Task Who_has_it_now_is_told()
    {
        await GrantAsync("prod-db");
        await House.Slack.Person("blake").CommandAsync("/jit", "who prod-db");
        Assert.That(House.Whispers("blake"), Does.Contain("Riley: Granted until"));
    }

    [TestCase("list")]
    [TestCase("mine")]
    [TestCase("status")]
    [TestCase("who prod-db")]
    [TestCase("return")]
    public async Task Guests_learn_nothing(string verb)
    {
        House.Slack.Workspace.AddPerson("guest", person => person with { IsRestricted = true });
        await House.Slack.Person("guest").CommandAsync("/jit", verb);
        Assert.That(House.Whispers("guest"), Does.Contain("Guest accounts").And.Not.Contain("Production"));
    }

    [Test]
    public async Task A_connection_that_breaks_while_something_is_read_is_not_noticed()
    {
        House.Slack.Faults.Next("users.info", new SlackFault.HangsUp());
        await Riley.CommandAsync("/jit", "list");
        Assert.That(House.Whispers("riley"), Does.Contain("Production"));
    }

    [Test]
    public async Task When_Slack_does_not_say_who_asks_nothing_is_told()
    {
        House.Slack.Faults.Next("users.info", new SlackFault.Fails(500), times: 2);
        await Riley.CommandAsync("/jit", "list");
        Assert.That(House.Whispers("riley"), Does.Contain("Try again in a moment").And.Not.Contain("Production"));
    }

    private async Task GrantAsync(string entitlement)
    {
        await House.AskAsync(entitlement);
        var card = House.Posts.Last(post => !post.IsReply);
        await House.Slack.Person("avery").ClickAsync(card, "approve");
        await House.DrainAsync();
    }
}
