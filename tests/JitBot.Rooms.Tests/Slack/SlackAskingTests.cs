using JitBot.Sandbox.LookAlikes.Slack;
using NUnit.Framework;

namespace JitBot.Rooms.Tests.Slack;

[TestFixture(false)]
[TestFixture(true)]
internal sealed class SlackAskingTests(bool overSockets) : SlackHouseTests(overSockets)
{
    private SlackGestures Riley => House.Slack.Person("riley");

    private SlackModalGestures Modal => House.Slack.Modal("riley");

    [Test]
    public async Task A_line_that_says_everything_is_asked_at_once()
    {
        var reply = await Riley.CommandAsync("/jit", "request prod-db 2h fixing INC-123 <!channel>");
        Assert.That(reply.Status, Is.EqualTo(200));
        Assert.That(House.Whispers("riley"), Does.Contain("Asking for Production database for 2 hours"));
        Assert.That(House.Posts, Is.Empty, "nothing is done before the inbox is worked off");
        await House.DrainAsync();
        Assert.That(
            SlackHouse.WordsOf(House.Card),
            Does.Contain("Waiting for approval").And.Contain("Riley").And.Contain("fixing INC-123 <!channel>"));
        Assert.That(House.Notices("riley"), Does.Contain("You asked for Production database for 2 hours").And.Contain("avery@example.com"));
    }

    [Test]
    public async Task The_form_shows_durations_and_approvers_once_an_entitlement_is_chosen_and_asks()
    {
        await Riley.CommandAsync("/jit", "request");
        Assert.That(Modal.Top.Words, Does.Not.Contain("For how long?"));
        await ChooseAsync("prod");
        Assert.That(Modal.Top.Words, Does.Contain("For how long?").And.Contain("Who can approve: avery@example.com"));
        await Modal.SubmitAsync(Filled("00:30:00", "fixing INC-123"));
        Assert.That(Modal.IsOpen, Is.False);
        await House.DrainAsync();
        Assert.That(SlackHouse.WordsOf(House.Card), Does.Contain("30 minutes"));
    }

    [Test]
    public async Task The_shortcut_opens_the_same_form()
    {
        await Riley.ShortcutAsync("jit_request");
        await ChooseAsync("Production");
        await Modal.SubmitAsync(Filled("02:00:00", "fixing INC-123"));
        await House.DrainAsync();
        Assert.That(House.Card.Text, Does.Contain("Production database"));
    }

    [Test]
    public async Task A_line_that_says_too_little_opens_the_form_with_what_was_understood()
    {
        await Riley.CommandAsync("/jit", "request prod-db 2h no");
        Assert.That(Modal.Top.Words, Does.Contain("Say in at least 10 characters why you need it"));
        await Modal.SubmitAsync([new("justification", "because of INC-123")]);
        await House.DrainAsync();
        Assert.That(SlackHouse.WordsOf(House.Card), Does.Contain("2 hours").And.Contain("because of INC-123"));
    }

    [Test]
    public async Task What_is_wrong_in_the_form_stands_beside_it_and_nothing_is_asked()
    {
        await Riley.CommandAsync("/jit", "request prod-db 2h");
        var reply = await Modal.SubmitAsync([new("justification", "no")]);
        Assert.That(reply.Status, Is.EqualTo(200));
        Assert.That(Modal.Top.Errors.Single().Key, Is.EqualTo("justification"));
        await House.DrainAsync();
        Assert.That(House.Posts, Is.Empty);
    }

    [Test]
    public async Task A_form_that_could_not_be_brought_in_step_shows_the_durations_when_it_is_submitted()
    {
        await Riley.CommandAsync("/jit", "request");
        House.Slack.Faults.Next("views.update", new SlackFault.Refuses("hash_conflict"));
        await ChooseAsync("prod");
        await Modal.SubmitAsync([new("justification", "because of INC-123")]);
        Assert.That(Modal.Top.Words, Does.Contain("Choose for how long."));
        await Modal.SubmitAsync([new("length", "02:00:00")]);
        await House.DrainAsync();
        Assert.That(House.Card.Text, Does.Contain("Production database"));
    }

    [Test]
    public async Task What_an_honest_client_would_not_send_is_refused()
    {
        await Riley.CommandAsync("/jit", "request");
        Assert.That((await Modal.SubmitAsync(@unchecked: true)).Status, Is.EqualTo(200));
        Assert.That(Modal.Top.Errors, Is.Not.Empty);
        await House.DrainAsync();
        Assert.That(House.Posts, Is.Empty);
    }

    [TestCase("expired_trigger_id")]
    [TestCase("exchanged_trigger_id")]
    [TestCase("ratelimited")]
    public async Task A_trigger_that_came_too_late_leaves_a_button_that_opens_the_form_with_what_was_typed(string error)
    {
        House.Slack.Faults.Next("views.open", new SlackFault.Refuses(error));
        await Riley.CommandAsync("/jit", "request prod-db 2h");
        Assert.That(Modal.IsOpen, Is.False);
        await Riley.ClickAsync(Riley.Ephemerals.Single(), "open_form");
        await Modal.SubmitAsync([new("justification", "because of INC-123")]);
        await House.DrainAsync();
        Assert.That(SlackHouse.WordsOf(House.Card), Does.Contain("2 hours"));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task What_came_to_nothing_is_asked_for_again_by_one_click_and_a_look(bool fromTheNotice)
    {
        await House.AskAsync();
        await House.Slack.Person("avery").ClickAsync(House.Card, "deny");
        await House.Slack.Modal("avery").SubmitAsync([new("reason", "not now")]);
        await House.DrainAsync();
        await Riley.CommandAsync("/jit", "mine");
        await Riley.ClickAsync(fromTheNotice ? Riley.DirectMessages[^1] : Riley.Ephemerals[^1], "open_form");
        await Modal.SubmitAsync([]);
        await House.DrainAsync();
        await Riley.CommandAsync("/jit", "status");
        Assert.That(SlackHouse.WordsOf(Riley.Ephemerals[^1]), Does.Contain("Waiting for approval").And.Contain("2 hours").And.Not.Contain("Ask again"));
    }

    [Test]
    public async Task A_shortcut_whose_trigger_came_too_late_leaves_the_button_in_the_direct_messages()
    {
        House.Slack.Faults.Next("views.open", new SlackFault.Refuses("expired_trigger_id"));
        await Riley.ShortcutAsync("jit_request");
        await House.DrainAsync();
        await Riley.ClickAsync(Riley.DirectMessages.Single(), "open_form");
        Assert.That(Modal.Top.Title, Is.EqualTo("Request access"));
    }

    [Test]
    public async Task A_Slack_that_does_not_answer_costs_the_person_two_seconds_and_leaves_the_button()
    {
        var never = new TaskCompletionSource();
        House.Slack.Faults.Next("views.open", new SlackFault.Holds(never.Task));
        var reply = Riley.CommandAsync("/jit", "request");
        await House.Slack.Workspace.WaitUntilAsync(() => House.Slack.WebApi.Calls.Contains("views.open"), default);
        House.Clock.Advance(TimeSpan.FromSeconds(2));
        Assert.That((await reply).Status, Is.EqualTo(200));
        never.SetResult();
        Assert.That(House.Whispers("riley"), Does.Contain("a moment too long"));
    }

    [Test]
    public async Task A_request_delivered_twice_is_asked_once()
    {
        House.Slack.Sender.DeliversTwice = true;
        await Riley.CommandAsync("/jit", "request prod-db 2h fixing INC-123");
        await House.DrainAsync();
        Assert.That(House.Card.Text, Does.Contain("Production database"));
    }

    [Test]
    public async Task A_refused_request_is_told_where_it_was_typed()
    {
        House.Slack.Workspace.Put(Riley.Who with { Email = "riley@elsewhere.test" });
        await Riley.CommandAsync("/jit", "request prod-db 2h fixing INC-123", House.Approvals);
        await House.DrainAsync();
        Assert.That(House.Whispers("riley"), Does.Contain("not in a domain"));
        Assert.That(House.Posts, Is.Empty);
    }

    [Test]
    public async Task A_refusal_that_cannot_be_told_in_the_channel_is_told_directly()
    {
        House.Slack.Workspace.Put(Riley.Who with { Email = null });
        var elsewhere = House.Slack.Workspace.AddChannel("elsewhere", shape: channel => channel with { Members = [Riley.Who.Id] });
        await Riley.CommandAsync("/jit", "request prod-db 2h fixing INC-123", elsewhere);
        await House.DrainAsync();
        Assert.That(House.Notices("riley"), Does.Contain("shows no e-mail address"));
    }

    [Test]
    public async Task Guests_are_offered_nothing_and_may_not_ask()
    {
        var guest = House.Slack.Workspace.AddPerson("guest", person => person with { IsRestricted = true });
        await House.Slack.Person(guest.Id).CommandAsync("/jit", "request");
        Assert.That(await House.Slack.Modal(guest.Id).TypeAheadAsync("entitlement", "prod"), Is.Empty);
        await House.Slack.Person(guest.Id).CommandAsync("/jit", "request prod-db 2h fixing INC-123");
        await House.DrainAsync();
        Assert.That(House.Whispers("guest"), Does.Contain("Guest accounts can neither ask nor decide here."));
        Assert.That(House.Posts, Is.Empty);
    }

    private async Task ChooseAsync(string typed)
    {
        var offered = await Modal.TypeAheadAsync("entitlement", typed);
        await Modal.FillAsync("entitlement", offered.Single().Value);
    }

    private static KeyValuePair<string, string>[] Filled(string length, string justification) =>
        [new("length", length), new("justification", justification)];
}
