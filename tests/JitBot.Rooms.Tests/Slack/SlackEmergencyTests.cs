using JitBot.Core.Access;
using JitBot.Sandbox.LookAlikes.Slack;
using NUnit.Framework;

namespace JitBot.Rooms.Tests.Slack;

/// <summary>Breaking glass, and the review of it.</summary>
[TestFixture(false)]
[TestFixture(true)]
internal sealed class SlackEmergencyTests(bool overSockets) : SlackHouseTests(overSockets)
{
    /// <summary>A second entitlement that may be taken at once.</summary>
    private static readonly Dictionary<string, string?> Two = new() { ["Catalogue:Policies:2:BreakGlass:For:0"] = "person:riley@example.com" };

    private SlackGestures Riley => House.Slack.Person("riley");

    private string Words => SlackHouse.WordsOf(House.Card);

    private string Thread => string.Join('\n', House.Posts.Where(message => message.IsReply).Select(SlackHouse.WordsOf));

    [Test]
    public async Task One_line_takes_it_at_once_and_the_channel_is_told_loudly()
    {
        await EscalateAsync("vault the primary is down <!channel>");
        Assert.That(Words, Does.Contain("🚨 Emergency").And.Contain("Access in force").And.Contain("Length: 30 minutes").And.Contain("0 of 2, due"));
        Assert.That(Thread, Does.Contain("takes this for 30 minutes without waiting for a yes. Two other people"));
        Assert.That(Thread, Does.Contain("/jit review. The reason: the primary is down <!channel>\n").And.Contain("Access granted"));
        Assert.That(House.Notices("riley"), Does.Contain("You have Vault until"));
    }

    [Test]
    public async Task The_button_of_the_home_tab_a_reason_and_a_second_tap_are_enough()
    {
        await House.Slack.Home("riley").OpenAsync();
        await House.DrainAsync();
        await House.Slack.Home("riley").ClickAsync("break_glass");
        await House.Slack.Modal("riley").SubmitAsync([new("reason", "the primary is down")]);
        await House.DrainAsync();
        Assert.That(Words, Does.Contain("🚨 Emergency").And.Contain("Access in force"));
    }

    [Test]
    public async Task The_shortcut_opens_the_form()
    {
        await Riley.ShortcutAsync("jit_escalate");
        await House.Slack.Modal("riley").SubmitAsync([new("reason", "the primary is down")]);
        await House.DrainAsync();
        Assert.That(Words, Does.Contain("Access in force"));
    }

    [Test]
    public async Task Of_several_the_one_asked_for_before_stands_in_the_form_and_without_any_nothing_is_guessed()
    {
        await using var house = await SlackHouse.OpenAsync(Two);
        var (riley, form) = (house.Slack.Person("riley"), house.Slack.Modal("riley"));
        await riley.ShortcutAsync("jit_escalate");
        Assert.That(async () => await form.SubmitAsync([new("reason", "the primary is down")]), Throws.InvalidOperationException.With.Message.Contains("entitlement is not filled in"));
        await form.CloseAsync();
        await house.AskAsync("quiet");
        await riley.ShortcutAsync("jit_escalate");
        await form.SubmitAsync([new("reason", "the primary is down")]);
        await house.DrainAsync();
        Assert.That(house.Notices("riley"), Does.Contain("You have Quiet corner until"));
    }

    [Test]
    public async Task The_form_offers_what_this_person_may_take_and_says_of_what_they_named_why_it_is_not_there()
    {
        await using var house = await SlackHouse.OpenAsync(new Dictionary<string, string?> { ["Catalogue:Policies:2:BreakGlass:For:0"] = "person:blake@example.com" });
        var (riley, form) = (house.Slack.Person("riley"), house.Slack.Modal("riley"));
        await riley.ShortcutAsync("jit_escalate");
        Assert.That(form.Top.Blocks.ToJsonString(), Does.Contain("Vault").And.Not.Contain("Quiet corner"));
        await form.CloseAsync();
        await riley.CommandAsync("/jit", "escalate quiet", house.Approvals);
        Assert.That(WordsOf(form), Does.Contain("Quiet corner is not among these. The policy does not let you take this at once in an emergency"));
        await form.CloseAsync();
        await riley.CommandAsync("/jit", "escalate prod-db", house.Approvals);
        Assert.That(WordsOf(form), Does.Contain("Production database is not among these. The policy lets nobody take this at once"));
    }

    [Test]
    public async Task Whoever_may_take_nothing_is_told_so_by_the_form_and_what_would_change_it()
    {
        await House.Slack.Person("blake").ShortcutAsync("jit_escalate");
        var form = House.Slack.Modal("blake");
        Assert.That(WordsOf(form), Does.Contain("Nothing can be taken at once by you just now").And.Contain("ask for it, and call an approver").And.Not.Contain("Vault"));
        Assert.That(async () => await form.SubmitAsync(), Throws.InvalidOperationException, "there is nothing to send");
    }

    [Test]
    public async Task What_nobody_answers_can_be_taken_from_its_notice()
    {
        await House.AskAsync("vault");
        await Riley.ClickAsync(Riley.DirectMessages.Single(), "escalate");
        await House.Slack.Modal("riley").SubmitAsync([new("reason", "nobody answers and the primary is down")]);
        await House.DrainAsync();
        Assert.That(Words, Does.Contain("🚨 Emergency").And.Contain("Access in force"));
        Assert.That(Thread, Does.Contain("without waiting for a yes. ").And.Contain("The reason: nobody answers and the primary is down\n"));
    }

    [Test]
    public async Task While_granting_is_frozen_forms_and_answers_say_that_it_waits()
    {
        await House.AskAsync("vault");
        await House.Slack.Person("blake").CommandAsync("/jit", "freeze the tokens leaked");
        await Riley.ClickAsync(Riley.DirectMessages.Single(), "escalate");
        Assert.That(House.Slack.Modal("riley").Top.Words, Does.Contain(Waits).And.Not.Contain("at once"));
        await House.Slack.Modal("riley").CloseAsync();
        await Riley.ShortcutAsync("jit_escalate");
        Assert.That(House.Slack.Modal("riley").Top.Words, Does.Contain(Waits).And.Not.Contain("at once"));
        await House.Slack.Modal("riley").CloseAsync();
        await EscalateAsync($"{House.RequestId} the primary is down");
        Assert.That(House.Whispers("riley"), Does.Contain("Granting is frozen: Vault waits until two operators let granting go on.").And.Not.Contain("at once"));
    }

    private const string Waits = "Granting is frozen: it waits until two operators let granting go on.";

    [Test]
    public async Task Whoever_the_policy_does_not_name_is_refused_and_nothing_is_granted()
    {
        await House.Slack.Person("blake").CommandAsync("/jit", "escalate vault I want it", House.Approvals);
        await House.DrainAsync();
        Assert.That(House.Whispers("blake"), Does.Contain("does not let you take this at once"));
        Assert.That(House.Posts, Is.Empty);
    }

    [Test]
    public async Task Two_others_review_it_on_its_card_and_the_requester_cannot()
    {
        await EscalateAsync("vault the primary is down");
        foreach (var name in new[] { "riley", "avery", "blake" })
        {
            await House.Slack.Person(name).ClickAsync(House.Card, "review");
            await House.Slack.Modal(name).SubmitAsync([new("reason", $"{name} looked: only what was needed")]);
            await House.DrainAsync();
        }

        Assert.That(House.Whispers("riley"), Does.Contain("You cannot review your own emergency."));
        Assert.That(Words, Does.Contain("Reviews: 2 of 2: done").And.Not.Contain("Review…"));
        Assert.That(Thread, Does.Contain("avery looked: only what was needed").And.Contain("blake looked: only what was needed"));
    }

    [Test]
    public async Task While_a_review_is_overdue_the_team_breaks_no_glass_until_it_is_done()
    {
        await EscalateAsync("vault the primary is down");
        var first = House.RequestId;
        await PassAsync(TimeSpan.FromHours(25));
        Assert.That(Thread, Does.Contain("still needs 2 of 2 reviews"));
        await EscalateAsync("vault the primary is down again");
        Assert.That(House.Whispers("riley"), Does.Contain("An earlier emergency of your team has not been reviewed in time."));
        foreach (var name in new[] { "avery", "blake" })
            await House.Slack.Person(name).CommandAsync("/jit", $"review {first} all was in order", House.Approvals);
        await House.DrainAsync();
        await EscalateAsync("vault the primary is down again");
        Assert.That(House.Posts.Count(message => !message.IsReply && SlackHouse.WordsOf(message).Contains("Access in force", StringComparison.Ordinal)), Is.EqualTo(1));
    }

    [Test]
    public async Task What_needs_a_review_is_listed()
    {
        await House.Slack.Person("avery").CommandAsync("/jit", "review", House.Approvals);
        Assert.That(House.Whispers("avery"), Does.Contain("No emergency waits for a review."));
        await EscalateAsync("vault the primary is down");
        await House.Slack.Person("avery").CommandAsync("/jit", "review", House.Approvals);
        Assert.That(House.Whispers("avery"), Does.Contain("Riley took Vault for 30 minutes. Reviews: 0 of 2, due").And.Contain("the one due soonest first"));
    }

    private static string WordsOf(SlackModalGestures form) => string.Concat(SlackBlocks.Texts(form.Top.Blocks));

    private async Task EscalateAsync(string line)
    {
        await Riley.CommandAsync("/jit", $"escalate {line}", House.Approvals);
        await House.DrainAsync();
    }

    private async Task PassAsync(TimeSpan span)
    {
        House.Clock.Advance(span);
        await House.KeepHouseAsync();
        await House.DrainAsync();
    }
}
