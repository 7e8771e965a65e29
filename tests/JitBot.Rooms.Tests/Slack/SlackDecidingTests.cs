using System.Text.Json.Nodes;
using JitBot.Core;
using JitBot.Core.Effects;
using JitBot.Sandbox.LookAlikes.Slack;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace JitBot.Rooms.Tests.Slack;

[TestFixture(false)]
[TestFixture(true)]
internal sealed class SlackDecidingTests(bool overSockets) : SlackHouseTests(overSockets)
{
    private SlackGestures Avery => House.Slack.Person("avery");

    private string Words => SlackHouse.WordsOf(House.Card);

    private string Thread => string.Join('\n', House.Posts.Where(message => message.IsReply).Select(SlackHouse.WordsOf));

    [Test]
    public async Task A_click_approves_and_the_card_and_its_thread_tell_it()
    {
        await House.AskAsync();
        await Avery.ClickAsync(House.Card, "approve");
        await House.DrainAsync();
        Assert.That(Words, Does.Contain("Access in force").And.Contain("Avery said yes").And.Not.Contain("Deny"));
        Assert.That(House.Posts.Count(message => message.IsReply), Is.GreaterThan(0));
        Assert.That(House.Notices("riley"), Does.Contain("You have Production database until"));
    }

    [TestCase("white_check_mark", "Access in force")]
    [TestCase("+1", "Access in force")]
    [TestCase("+1::skin-tone-3", "Access in force")]
    [TestCase("thumbsup", "Access in force")]
    [TestCase("x", "Denied")]
    [TestCase("-1::skin-tone-6", "Denied")]
    [TestCase("thumbsdown", "Denied")]
    [TestCase("eyes", "Waiting for approval")]
    [TestCase("heavy_check_mark", "Waiting for approval")]
    public async Task A_reaction_decides(string emoji, string title)
    {
        await House.AskAsync();
        await Avery.ReactAsync(House.Card, emoji);
        await House.DrainAsync();
        Assert.That(Words, Does.Contain(title));
    }

    [Test]
    public async Task A_reaction_taken_away_takes_the_yes_back_while_the_request_waits()
    {
        await House.AskAsync("vault");
        await Avery.ReactAsync(House.Card, "white_check_mark");
        await House.DrainAsync();
        Assert.That(Words, Does.Contain("1 of 2 approvals"));
        await Avery.UnreactAsync(House.Card, "white_check_mark");
        await House.DrainAsync();
        Assert.That(Words, Does.Contain("0 of 2 approvals"));
        await Avery.ReactAsync(House.Card, "x");
        await Avery.UnreactAsync(House.Card, "x");
        await House.DrainAsync();
        Assert.That(Words, Does.Contain("Denied"), "a no stands");
    }

    [Test]
    public async Task Button_and_reaction_of_one_person_are_one_vote()
    {
        await House.AskAsync("vault");
        House.Slack.Sender.DeliversTwice = true;
        await Avery.ClickAsync(House.Card, "approve");
        await Avery.ReactAsync(House.Card, "+1");
        await House.DrainAsync();
        Assert.That(Words, Does.Contain("1 of 2 approvals"));
    }

    [Test]
    public async Task A_denial_may_carry_a_reason()
    {
        await House.AskAsync();
        await Avery.ClickAsync(House.Card, "deny");
        await House.Slack.Modal("avery").SubmitAsync([new("reason", "not during the freeze <@U0RILEY00>")]);
        await House.DrainAsync();
        Assert.That(Words, Does.Contain("Denied"));
        Assert.That(House.Notices("riley"), Does.Contain("not during the freeze <@U0RILEY00>"));
    }

    [Test]
    public async Task A_denial_needs_no_reason()
    {
        await House.AskAsync();
        await Avery.ClickAsync(House.Card, "deny");
        await House.Slack.Modal("avery").SubmitAsync();
        await House.DrainAsync();
        Assert.That(Words, Does.Contain("Denied"));
    }

    [Test]
    public async Task A_denial_whose_trigger_came_too_late_can_be_made_from_a_private_button()
    {
        await House.AskAsync();
        House.Slack.Faults.Next("views.open", new SlackFault.Refuses("expired_trigger_id"));
        await Avery.ClickAsync(House.Card, "deny");
        await House.DrainAsync();
        await Avery.ClickAsync(Avery.Ephemerals.Single(), "deny_from_here");
        await House.Slack.Modal("avery").SubmitAsync();
        await House.DrainAsync();
        Assert.That(Words, Does.Contain("Denied"));
    }

    [Test]
    public async Task An_approver_may_give_less_time_and_say_why()
    {
        await House.AskAsync();
        await Avery.ClickAsync(House.Card, "approve_with");
        await House.Slack.Modal("avery").SubmitAsync([new("length", "01:00:00"), new("reason", "one hour is plenty <!channel>")]);
        await House.DrainAsync();
        Assert.That(Words, Does.Contain("Access in force").And.Contain("Length: 1 hour"));
        Assert.That(Thread, Does.Contain("approved: one hour is plenty <!channel>").And.Contain("approved it for 1 hour instead of what was asked for"));
    }

    [Test]
    public async Task The_form_of_a_yes_as_it_stands_gives_what_was_asked_for()
    {
        await House.AskAsync();
        await Avery.ClickAsync(House.Card, "approve_with");
        await House.Slack.Modal("avery").SubmitAsync();
        await House.DrainAsync();
        Assert.That(Words, Does.Contain("Access in force").And.Contain("Length: 2 hours"));
    }

    [Test]
    public async Task A_form_of_a_yes_whose_trigger_came_too_late_can_be_opened_from_a_private_button()
    {
        await House.AskAsync();
        House.Slack.Faults.Next("views.open", new SlackFault.Refuses("expired_trigger_id"));
        await Avery.ClickAsync(House.Card, "approve_with");
        await House.DrainAsync();
        await Avery.ClickAsync(Avery.Ephemerals.Single(), "approve_from_here");
        await House.Slack.Modal("avery").SubmitAsync();
        await House.DrainAsync();
        Assert.That(Words, Does.Contain("Access in force"));
    }

    [Test]
    public async Task Whoever_has_just_said_yes_can_take_it_back_and_the_access_goes()
    {
        await House.AskAsync();
        await Avery.ClickAsync(House.Card, "approve");
        await House.DrainAsync();
        Assert.That(Words, Does.Contain("Access in force"));
        await Avery.ClickAsync(Avery.Ephemerals.Single(), "take_back");
        await House.DrainAsync();
        Assert.That(Words, Does.Contain("Access ended"));
        Assert.That(Thread, Does.Contain("took the approval back; the membership is being removed"));
    }

    [Test]
    public async Task After_a_minute_it_is_too_late_to_take_a_yes_back()
    {
        await House.AskAsync();
        await Avery.ClickAsync(House.Card, "approve");
        await House.DrainAsync();
        House.Clock.Advance(TimeSpan.FromSeconds(61));
        await Avery.ClickAsync(Avery.Ephemerals.Single(), "take_back");
        await House.DrainAsync();
        Assert.That(Words, Does.Contain("Access in force"));
        Assert.That(House.Whispers("avery"), Does.Contain("An approval can be taken back for 1 minute. Revoke the access instead."));
    }

    [TestCase("riley", "You cannot decide on your own request.")]
    [TestCase("blake", "You are not among those who may decide on this request.")]
    public async Task Whoever_may_not_decide_is_told_so_privately(string name, string words)
    {
        await House.AskAsync();
        await House.Slack.Person(name).ClickAsync(House.Card, "approve");
        await House.DrainAsync();
        Assert.That(House.Whispers(name), Does.Contain(words));
        Assert.That(Words, Does.Contain("Waiting for approval"));
    }

    [TestCase("guest", "Guest accounts can neither ask nor decide here.")]
    [TestCase("single-channel guest", "Guest accounts can neither ask nor decide here.")]
    [TestCase("stranger", "Only people of this organisation can ask or decide here.")]
    [TestCase("other workspace", "Your account belongs to another workspace")]
    [TestCase("deactivated", "")]
    [TestCase("bot", "")]
    public async Task Whoever_is_not_a_member_never_counts_by_button_or_reaction(string kind, string words)
    {
        await House.AskAsync();
        var outsider = House.Slack.Workspace.AddPerson("outsider", person => Shape(person, kind) with { Email = "avery@example.com" });
        House.Slack.Workspace.Put(House.Approvals with { Members = House.Approvals.Members.Add(outsider.Id) });
        await House.Slack.Person(outsider.Id).ClickAsync(House.Card, "approve");
        await House.Slack.Person(outsider.Id).ReactAsync(House.Card, "white_check_mark");
        await House.DrainAsync();
        Assert.That(Words, Does.Contain("Waiting for approval").And.Contain("0 of 1 approvals"));
        Assert.That(House.Whispers("outsider"), words.Length == 0 ? Is.Empty : Does.Contain(words));
    }

    [Test]
    public async Task Reactions_to_other_messages_are_nobodys_business()
    {
        await House.AskAsync();
        await Avery.ReactAsync(House.Card, "eyes");
        var said = House.Slack.Person("riley").Say(House.Approvals, "lunch?");
        var calls = House.Slack.WebApi.Calls.Count;
        await Avery.ReactAsync(said, "+1");
        await House.DrainAsync();
        Assert.That(House.Slack.WebApi.Calls, Has.Count.EqualTo(calls));
        Assert.That(House.Whispers("avery"), Is.Empty);
    }

    [Test]
    public async Task Cheering_on_a_settled_card_is_not_answered_but_a_late_click_is()
    {
        await House.AskAsync();
        var asked = House.Card;
        await Avery.ReactAsync(House.Card, "white_check_mark");
        await House.DrainAsync();
        await Avery.ReactAsync(House.Card, "+1");
        await House.DrainAsync();
        Assert.That(House.Whispers("avery"), Is.Empty);
        await Avery.ClickAsync(asked, "approve");
        await House.DrainAsync();
        Assert.That(House.Whispers("avery"), Does.Contain("already been settled"));
    }

    [Test]
    public async Task A_button_on_a_message_that_is_not_the_card_is_no_vote()
    {
        await House.AskAsync();
        var elsewhere = House.Slack.Workspace.Messages.Put(House.Card with { Ts = "1700000000.000100", Metadata = null });
        await Avery.ClickAsync(elsewhere, "approve");
        await House.DrainAsync();
        House.Slack.Workspace.Messages.Put(elsewhere with { IsDeleted = true });
        Assert.That(House.Whispers("avery"), Does.Contain("That request could not be found."));
        Assert.That(Words, Does.Contain("Waiting for approval"));
    }

    [Test]
    public async Task A_made_up_handle_opens_nothing()
    {
        await House.AskAsync();
        var blocks = House.Card.Blocks.ToJsonString().Replace(HandleOf(House.Card), new string('0', 32), StringComparison.Ordinal);
        await Avery.ClickAsync(House.Card with { Blocks = (JsonArray)JsonNode.Parse(blocks)! }, "approve");
        await House.DrainAsync();
        Assert.That(House.Whispers("avery"), Does.Contain("That request could not be found."));
        Assert.That(Words, Does.Contain("Waiting for approval"));
    }

    [Test]
    public async Task What_waits_in_the_inbox_holds_no_credential_of_Slacks()
    {
        await House.AskAsync();
        await Avery.ClickAsync(House.Card, "approve");
        await Avery.ReactAsync(House.Card, "+1");
        await House.Slack.Person("riley").CommandAsync("/jit", "request vault 2h fixing INC-123");
        var store = House.Services.GetRequiredService<IAccessStore>();
        var now = House.Clock.GetUtcNow();
        var pending = await store.ListPendingAsync(null, default);
        var claimed = await store.ClaimAsync([.. pending.Select(row => row.Id)], now, TimeSpan.Zero, default);
        var deliveries = claimed.Select(effect => effect.Effect).OfType<Effect.Deliver>().Select(deliver => deliver.Delivery);
        var payloads = deliveries.Select(delivery => $"{delivery.Key} {delivery.Payload}").ToList();
        Assert.That(payloads, Has.Count.EqualTo(3));
        Assert.That(string.Join('\n', payloads), Does.Not.Contain("deprecated").And.Not.Contain("http").And.Not.Contain("13345224609"));
    }

    private static SlackPerson Shape(SlackPerson person, string kind) => kind switch
    {
        "guest" => person with { IsRestricted = true },
        "single-channel guest" => person with { IsRestricted = true, IsUltraRestricted = true },
        "stranger" => person with { IsStranger = true, TeamId = "T0ELSEWHERE" },
        "other workspace" => person with { TeamId = "T0ELSEWHERE" },
        "deactivated" => person with { IsDeleted = true },
        "bot" => person with { IsBot = true },
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    private static string HandleOf(SlackMessage card) => (string)SlackBlocks.Touchables(card.Blocks).First().Element["value"]!;
}
