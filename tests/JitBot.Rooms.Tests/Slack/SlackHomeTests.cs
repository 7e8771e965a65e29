using System.Text.Json.Nodes;
using JitBot.Core;
using JitBot.Core.Store;
using JitBot.Sandbox.LookAlikes.Slack;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace JitBot.Rooms.Tests.Slack;

/// <summary>The Home tab: shown when it is opened, in line from then on, and what is clicked there counts like a click on a card.</summary>
internal sealed class SlackHomeTests : SlackHouseTests
{
    private SlackHomeGestures Riley => House.Slack.Home("riley");

    private SlackHomeGestures Avery => House.Slack.Home("avery");

    private int Published => House.Slack.Workspace.Homes.Published;

    [Test]
    public async Task Opening_it_shows_it_at_once()
    {
        await OpenAsync(Riley);
        Assert.That(Words(Riley), Does.Contain("You have nothing in force and nothing is waiting."));
        Assert.That(Published, Is.EqualTo(1));
    }

    [Test]
    public async Task Nobody_is_shown_one_who_has_not_opened_it()
    {
        await House.AskAsync();
        await House.Slack.Person("avery").ClickAsync(House.Card, "approve");
        await House.DrainAsync();
        await Riley.OpenMessagesAsync();
        await House.DrainAsync();
        Assert.That(House.Slack.WebApi.Calls, Does.Not.Contain("views.publish"));
    }

    [Test]
    public async Task A_whole_life_is_seen_and_lived_in_two_homes()
    {
        await OpenAsync(Riley);
        await OpenAsync(Avery);
        await House.AskAsync();
        Assert.That(Words(Riley), Does.Contain("Waiting for approval: Production database"));
        Assert.That(Words(Avery), Does.Contain("Waiting for you").And.Contain("asks for Production database for 2 hours. ").And.Contain("fixing INC-123"));

        await Avery.ClickAsync(ButtonOf(Avery, "approve"));
        await House.DrainAsync();
        Assert.That(Words(Avery), Does.Not.Contain("Waiting for you"));
        Assert.That(Words(Riley), Does.Contain("Access in force: Production database").And.Contain("It ends "));
        Assert.That(House.Card.Text, Does.Contain("Access in force"));

        await Riley.ClickAsync(ButtonOf(Riley, "return"));
        await LaterAsync();
        Assert.That(House.Card.Text, Does.Contain("Access ended"));
        Assert.That(Words(Riley), Does.Contain("You have nothing in force").And.Contain("Ask again").And.Contain("Production database, 2 hours"));
    }

    [Test]
    public async Task A_grant_that_ends_by_its_time_leaves_the_home()
    {
        await OpenAsync(Riley);
        await House.AskAsync();
        await House.Slack.Person("avery").ClickAsync(House.Card, "approve");
        await House.DrainAsync();
        House.Clock.Advance(TimeSpan.FromHours(2));
        await LaterAsync();
        Assert.That(Words(Riley), Does.Contain("You have nothing in force"));
    }

    [Test]
    public async Task What_was_asked_for_is_withdrawn_there()
    {
        await OpenAsync(Riley);
        await House.AskAsync();
        await Riley.ClickAsync(ButtonOf(Riley, "withdraw"));
        await House.DrainAsync();
        Assert.That(House.Card.Text, Does.Contain("Withdrawn"));
        Assert.That(Words(Riley), Does.Contain("You have nothing in force"));
    }

    [Test]
    public async Task A_denial_there_asks_for_a_reason_first()
    {
        await OpenAsync(Avery);
        await House.AskAsync();
        await Avery.ClickAsync(ButtonOf(Avery, "deny"));
        await House.Slack.Modal("avery").SubmitAsync([new("reason", "not today")]);
        await House.DrainAsync();
        Assert.That(House.Card.Text, Does.Contain("Denied"));
        Assert.That(House.Notices("riley"), Does.Contain("not today"));
        Assert.That(Words(Avery), Does.Not.Contain("Waiting for you"));
    }

    [Test]
    public async Task The_form_opens_there_and_again_filled_in()
    {
        await House.AskAsync();
        await OpenAsync(Riley);
        await Riley.ClickAsync("ask/open_form");
        Assert.That(House.Slack.Modal("riley").Top.Words, Does.Not.Contain("2 hours"));
        await House.Slack.Modal("riley").CloseAsync();
        await Riley.ClickAsync(Riley.View.Blocks.Select(block => (JsonObject)block!).Where(block => block["accessory"] is not null)
            .Select(block => $"{block["block_id"]}/open_form").Single());
        var form = House.Slack.Modal("riley").Top.Payload.ToJsonString();
        Assert.That(form, Does.Contain("\"initial_option\":{\"text\":{\"type\":\"plain_text\",\"text\":\"Production database\"").And.Contain("02:00:00"));
    }

    [Test]
    public async Task Somebody_who_has_said_yes_is_not_asked_twice()
    {
        await OpenAsync(Avery);
        await House.AskAsync("vault");
        await Avery.ClickAsync(ButtonOf(Avery, "approve"));
        await House.DrainAsync();
        Assert.That(Words(Avery), Does.Not.Contain("Waiting for you"));
        Assert.That(SlackHouse.WordsOf(House.Card), Does.Contain("1 of 2 approvals"));
    }

    [Test]
    public async Task Who_may_not_decide_by_the_rules_may_not_decide_there_either()
    {
        await OpenAsync(Avery);
        await OpenAsync(House.Slack.Home("blake"));
        await House.AskAsync();
        var button = ButtonOf(Avery, "approve");
        var theirs = House.Slack.Workspace.Homes.Of(House.Slack.Workspace.Person("avery").Id)!;
        await House.Slack.Home("blake").ClickAsync(button, theirs);
        await House.DrainAsync();
        Assert.That(House.Notices("blake"), Does.Contain("You are not among those who may decide on this request."));
        Assert.That(House.Card.Text, Does.Contain("Waiting for approval"));
    }

    [TestCase("private_metadata", "U0SOMEBODY")]
    [TestCase("bot", "B0ANOTHER")]
    public async Task A_home_that_is_not_ours_or_not_theirs_has_no_buttons(string what, string value)
    {
        await OpenAsync(Avery);
        await House.AskAsync();
        var payload = (JsonObject)Avery.Payload(ButtonOf(Avery, "approve")).DeepClone();
        payload["view"]![what == "bot" ? "bot_id" : what] = value;
        await House.Slack.Sender.SendAsync(SlackDelivery.Form("/slack/interactions", [new("payload", payload.ToJsonString())]));
        await House.DrainAsync();
        Assert.That(House.Notices("avery"), Does.Contain("That request could not be found."));
        Assert.That(House.Card.Text, Does.Contain("Waiting for approval"));
    }

    [Test]
    public async Task A_home_that_is_not_kept_has_no_buttons()
    {
        await OpenAsync(Avery);
        await House.AskAsync();
        var store = House.Services.GetRequiredService<IAccessStore>();
        foreach (var home in await store.ListHomesAsync(default))
            await store.DropHomeAsync(home, default);
        await Avery.ClickAsync(ButtonOf(Avery, "approve"));
        await House.DrainAsync();
        Assert.That(House.Card.Text, Does.Contain("Waiting for approval"));
    }

    [Test]
    public async Task A_guest_is_told_why_there_is_nothing_and_is_not_kept()
    {
        House.Slack.Workspace.AddPerson("gus", person => person with { IsRestricted = true });
        await OpenAsync(House.Slack.Home("gus"));
        Assert.That(Words(House.Slack.Home("gus")), Does.Contain("Guest accounts can neither ask nor decide here."));
        Assert.That(await KeptAsync(), Is.Empty);
    }

    [Test]
    public async Task A_home_that_cannot_be_shown_now_is_shown_later()
    {
        House.Slack.Faults.Next("views.publish", new SlackFault.Throttles(TimeSpan.FromSeconds(30)));
        await OpenAsync(Riley);
        Assert.That(Riley.IsPublished, Is.False);
        House.Clock.Advance(TimeSpan.FromSeconds(31));
        await House.DrainAsync();
        Assert.That(Riley.IsPublished, Is.True);
    }

    [Test]
    public async Task A_home_for_which_there_is_no_tab_is_not_kept()
    {
        House.Slack.Faults.Next("views.publish", new SlackFault.Refuses("not_enabled"));
        await OpenAsync(Riley);
        Assert.That(await KeptAsync(), Is.Empty);
    }

    [Test]
    public async Task Somebody_who_has_not_looked_for_a_month_is_not_shown_anything_any_more()
    {
        await OpenAsync(Riley);
        House.Clock.Advance(TimeSpan.FromDays(30));
        await House.AskAsync();
        Assert.That(Words(Riley), Does.Contain("You have nothing in force"));
        await OpenAsync(Riley);
        Assert.That(Words(Riley), Does.Contain("Waiting for approval"));
    }

    [Test]
    public async Task Who_flips_to_it_ten_times_in_a_minute_has_opened_it_once()
    {
        for (var i = 0; i < 10; i++)
        {
            await OpenAsync(Riley);
            House.Clock.Advance(TimeSpan.FromSeconds(5));
        }

        await OpenAsync(Avery);
        Assert.That(Published, Is.EqualTo(2), "one each");
        House.Clock.Advance(TimeSpan.FromSeconds(10));
        await OpenAsync(Riley);
        Assert.That(Published, Is.EqualTo(3));
    }

    [Test]
    public async Task A_member_who_becomes_a_guest_is_shown_nothing_new_and_is_kept_no_longer()
    {
        await OpenAsync(Avery);
        await BecomeAsync(person => person with { IsRestricted = true });
        await House.AskAsync();
        Assert.That(Words(Avery), Does.Contain("Guest accounts can neither ask nor decide here.").And.Not.Contain("fixing INC-123"));
        Assert.That(await KeptAsync(), Is.Empty);
    }

    [Test]
    public async Task A_member_whose_account_is_deactivated_is_shown_nothing_new_and_is_kept_no_longer()
    {
        await OpenAsync(Avery);
        await BecomeAsync(person => person with { IsDeleted = true });
        await House.AskAsync(who: "blake"); // whom Riley could still approve
        Assert.That(Words(Avery), Does.Not.Contain("fixing INC-123"));
        Assert.That(Published, Is.EqualTo(1));
        Assert.That(await KeptAsync(), Is.Empty);
    }

    [Test]
    public async Task A_member_who_becomes_a_guest_and_opens_it_is_kept_no_longer()
    {
        await OpenAsync(Avery);
        await BecomeAsync(person => person with { IsRestricted = true });
        await OpenAsync(Avery);
        Assert.That(Words(Avery), Does.Contain("Guest accounts can neither ask nor decide here."));
        Assert.That(await KeptAsync(), Is.Empty);
    }

    [Test]
    public async Task While_Slack_does_not_say_whose_account_it_is_nothing_new_is_shown()
    {
        await OpenAsync(Avery);
        House.Clock.Advance(TimeSpan.FromMinutes(1));
        await OpenAsync(Riley);
        House.Slack.Faults.Next("users.info", new SlackFault.Throttles(TimeSpan.FromSeconds(30)));
        await House.AskAsync();
        Assert.That(Words(Avery), Does.Not.Contain("fixing INC-123"));
        House.Clock.Advance(TimeSpan.FromSeconds(31));
        await House.DrainAsync();
        Assert.That(Words(Avery), Does.Contain("fixing INC-123"));
    }

    private async Task BecomeAsync(Func<SlackPerson, SlackPerson> change)
    {
        var workspace = House.Slack.Workspace;
        workspace.Put(change(workspace.Person("avery")));
        House.Clock.Advance(TimeSpan.FromMinutes(1));
        await House.DrainAsync();
    }

    private Task<IReadOnlyList<Home>> KeptAsync() => House.Services.GetRequiredService<IAccessStore>().ListHomesAsync(default);

    private static string Words(SlackHomeGestures home) => string.Concat(SlackBlocks.Texts(home.View.Blocks));

    private static string ButtonOf(SlackHomeGestures home, string action) => SlackBlocks.Touchables(home.View.Blocks)
        .Where(each => each.ActionId == action).Select(each => $"{each.BlockId}/{each.ActionId}").Single();

    private async Task OpenAsync(SlackHomeGestures home)
    {
        await home.OpenAsync();
        await House.DrainAsync();
    }

    /// <summary>Removed, and read back absent.</summary>
    private async Task LaterAsync()
    {
        await House.DrainAsync();
        for (var i = 0; i < 5; i++)
        {
            House.Clock.Advance(TimeSpan.FromSeconds(20));
            await House.DrainAsync();
        }
    }
}
