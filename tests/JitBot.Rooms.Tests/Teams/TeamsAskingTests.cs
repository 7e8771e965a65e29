using System.Text.Json.Nodes;
using JitBot.Chat.Teams;
using JitBot.Core;
using JitBot.Core.Chat;
using JitBot.Core.Store;
using JitBot.Engine;
using JitBot.Engine.Operations;
using JitBot.Sandbox.LookAlikes.Teams;
using Microsoft.Extensions.DependencyInjection;
using Moq;
using NUnit.Framework;

namespace JitBot.Rooms.Tests.Teams;

/// <summary>Asking, by form and by message, and the verbs that read.</summary>
internal sealed class TeamsAskingTests : TeamsHouseTests
{
    private TeamsGestures Riley => House.Teams.Person("riley");

    private TeamsDialog Form => House.Teams.Dialog("riley");

    private string Words => string.Join('|', CardReading.Texts(Form.Open!.Card));

    [Test]
    public async Task A_whole_line_asks_at_once_and_the_same_line_sent_again_asks_for_nothing_more()
    {
        House.Teams.Deliveries.RedeliversWithNewId = true;
        await House.AskAsync();
        await House.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.That(House.Posts.Count(message => !message.IsReply), Is.EqualTo(1));
        Assert.That(House.Card.Words, Does.Contain("Riley Park").And.Contain("2 hours").And.Contain("fixing INC-123"));
        Assert.That(House.Chat("riley"), Does.Contain("Asking for"));
    }

    [Test]
    public async Task Each_command_that_the_app_lists_is_answered_with_something_of_its_own()
    {
        var manifest = JsonNode.Parse(await File.ReadAllBytesAsync(Path.Combine(AppContext.BaseDirectory, "Teams", "manifest.json")))!;
        var help = TeamsFit.Words(TeamsLists.Help().Card);
        var verbs = manifest["bots"]![0]!["commandLists"]![0]!["commands"]!.AsArray().Select(command => (string)command!["title"]!).ToList();
        Assert.That(verbs, Has.Count.GreaterThan(3).And.Contain("help"));
        foreach (var verb in verbs)
        {
            await Riley.SayAsync(verb);
            await House.DrainAsync();
            Assert.That(TeamsFit.Words(Riley.Notices[^1].Card!) == help, Is.EqualTo(verb == "help"), verb);
        }
    }

    [Test]
    public async Task Less_than_that_brings_a_button_that_opens_the_form_with_what_was_understood()
    {
        await Riley.SayAsync("request prod-db 2h");
        await House.DrainAsync();
        var offer = Riley.Notices.Single();
        Assert.That(offer.Words, Does.Contain("Say in at least 5 characters"));
        await House.Teams.Cards("riley").PressAsync(offer, "Open the form");
        await Form.Fill("justification", "fixing INC-123").SubmitAsync("Ask");
        await House.DrainAsync();
        Assert.That(House.Card.Words, Does.Contain("Production database").And.Contain("2 hours"));
        Assert.That(Riley.Told, Has.Some.Contains("JitBot is asking for it"));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task What_came_to_nothing_is_asked_for_again_by_one_click_and_a_look(bool fromTheNotice)
    {
        await House.AskAsync();
        await House.Teams.Cards("avery").PressAsync(House.Card, "deny");
        await House.DrainAsync();
        if (!fromTheNotice)
            await Riley.SayAsync("mine");
        await House.DrainAsync();
        await House.Teams.Cards("riley").PressAsync(Riley.Notices[^1], "Ask again");
        await Form.SubmitAsync("Ask");
        await House.DrainAsync();
        await Riley.SayAsync("status");
        await House.DrainAsync();
        Assert.That(Riley.Notices[^1].Words, Does.Contain("Waiting for approval").And.Contain("2 hours").And.Not.Contain("Ask again"));
    }

    [Test]
    public async Task Who_is_on_call_stands_in_the_form_or_that_it_could_not_be_asked()
    {
        var rota = new ToldRota();
        await using var house = await TeamsHouse.OpenAsync(adjust: services => services.AddSingleton<IGroupSource>(rota));
        await house.Teams.Person("riley").SayAsync("request night-tools 2h");
        await house.DrainAsync();
        var offer = house.Teams.Person("riley").Notices.Single();
        var opening = house.Teams.Cards("riley").PressAsync(offer, "Open the form");
        while (rota.Asked == 0)
            await Task.Yield();
        house.Clock.Advance(TimeSpan.FromSeconds(1.6));
        await opening;
        Assert.That(string.Join('|', CardReading.Texts(house.Teams.Dialog("riley").Open!.Card)), Does.Contain("members of rota night (who is on call could not be asked just now)"));
        rota.Tell();
        await house.Teams.Cards("riley").PressAsync(offer, "Open the form");
        Assert.That(string.Join('|', CardReading.Texts(house.Teams.Dialog("riley").Open!.Card)), Does.Contain("members of rota night (on call now: Casey Night)"));
    }

    [Test]
    public async Task Who_can_approve_what_was_chosen_is_shown_by_a_button_and_what_was_filled_in_stays()
    {
        await Form.OpenCommandAsync("request", House.World.Approvals);
        Assert.That(Words, Does.Not.Contain("Who can approve: "));
        await Form.Fill("entitlement", "prod-db").Fill("length", "00:30:00").Fill("justification", "why").SubmitAsync("Who can approve?");
        Assert.That(Words, Does.Contain("Production database. Who can approve: avery@example.com, ").And.Contain("|why|").And.Not.Contain("Say in at least"), "what is missing is nobody's fault yet");
        await House.DrainAsync();
        Assert.That(House.Posts, Is.Empty, "nothing is asked by looking");
        await Form.Fill("entitlement", "vault").SubmitAsync("Who can approve?");
        Assert.That(Words, Does.Contain("Vault. Who can approve: avery@example.com, ").And.Contain("2 approvals are needed"));
        await Form.Fill("entitlement", "prod-db").Fill("length", "02:00:00").Fill("justification", "fixing INC-123").SubmitAsync("Ask");
        await House.DrainAsync();
        Assert.That(House.Card.Words, Does.Contain("Production database").And.Contain("2 hours"));
    }

    [Test]
    public async Task Whoever_wrote_from_where_it_is_night_has_the_time_beside_their_name()
    {
        House.Organisation.Put(House.Organisation.Person("avery") with { TimeZone = "America/Los_Angeles" });
        await OpenAsync();
        Assert.That(Words, Does.Contain("Who can approve: avery@example.com, "), "Teams tells it of nobody who has done nothing");
        await House.Teams.Person("avery").SayAsync("link"); // whereby their account becomes theirs
        await House.DrainAsync();
        House.Clock.Advance(TimeSpan.FromMinutes(2));
        await OpenAsync();
        Assert.That(Words, Does.Contain("Who can approve: Avery Stone (it is 01:02 there), "));

        async Task OpenAsync()
        {
            await Riley.SayAsync("request prod-db 2h");
            await House.DrainAsync();
            await House.Teams.Cards("riley").PressAsync(Riley.Notices[^1], "Open the form");
        }
    }

    [Test]
    public async Task What_somebody_may_not_ask_for_is_neither_listed_nor_offered()
    {
        await Riley.SayAsync("list");
        await House.DrainAsync();
        Assert.That(House.Chat("riley"), Does.Contain("Production database").And.Not.Contain("Datacentre"));
        await House.Teams.Person("morgan").SayAsync("list");
        await House.DrainAsync();
        Assert.That(House.Chat("morgan"), Does.Contain("Datacentre"));
        await Form.OpenCommandAsync("request", House.World.Approvals);
        Assert.That(Form.Open!.Card.ToJsonString(), Does.Contain("Production database").And.Not.Contain("Datacentre"));
        Assert.That(await Form.SearchAsync("entitlement", "datac"), Is.Empty);
    }

    [Test]
    public async Task A_form_from_the_message_extension_searches_asks_once_and_says_what_is_wrong()
    {
        await Form.OpenCommandAsync("request", House.World.Approvals);
        Assert.That(await Form.SearchAsync("entitlement", "data"), Is.EqualTo(new[] { "prod-db" }).Or.EqualTo(new[] { "Production database" }));
        await Form.Fill("entitlement", "prod-db").Fill("length", "02:00:00").Fill("justification", "no").SubmitAsync("Ask");
        Assert.That(string.Join('|', CardReading.Texts(Form.Open!.Card)), Does.Contain("Say in at least 5 characters").And.Contain("Who can approve: avery@example.com"));
        House.Teams.Deliveries.RedeliversWithNewId = true;
        House.Teams.Deliveries.DeliversTwice = true;
        await Form.Fill("justification", "fixing INC-123").SubmitAsync("Ask");
        await House.DrainAsync();
        await House.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.That(House.Posts.Count(message => !message.IsReply), Is.EqualTo(1));
    }

    [Test]
    public async Task A_guest_finds_nothing_to_ask_for()
    {
        await House.Teams.Dialog("gus").OpenCommandAsync("request");
        Assert.That(House.Teams.Dialog("gus").Open, Is.Null);
        Assert.That(House.Teams.Person("gus").Told, Has.Some.Contains("Guest accounts"));
        var search = new JsonObject { ["queryText"] = "data", ["dataset"] = "entitlements" };
        var found = await House.Teams.Deliveries.SendAsync(
            House.Teams.Activities.Invoke("application/search", House.Organisation.Person("gus"), House.Teams.Person("gus").Chat, search));
        Assert.That(found.Json!["value"]!["results"]!.AsArray(), Is.Empty);
        await House.Teams.Person("gus").SayAsync("list");
        await House.DrainAsync();
        Assert.That(House.Chat("gus"), Does.Contain("Guest accounts").And.Not.Contain("Vault"));
    }

    [TestCase("list", "Production database")]
    [TestCase("list vau", "Vault")]
    [TestCase("mine", "Waiting for approval")]
    [TestCase("status", "Withdraw")]
    [TestCase("who vault", "Riley Park")]
    [TestCase("/jit who vault", "Who can approve: avery@example.com")]
    [TestCase("return", "There is no access in force to give back.")]
    [TestCase("what?", "brings a form")]
    public async Task A_verb_is_answered(string typed, string answer)
    {
        await House.AskAsync("vault");
        await Riley.SayAsync(typed);
        await House.DrainAsync();
        Assert.That(Riley.Notices[^1].Words, Does.Contain(answer));
    }

    [Test]
    public async Task What_is_asked_in_a_channel_is_answered_to_the_person_alone()
    {
        await House.AskAsync("vault");
        var before = House.Posts.Count;
        await Riley.SayAsync("mine", House.World.Approvals);
        await House.DrainAsync();
        Assert.That(House.Posts, Has.Count.EqualTo(before));
        Assert.That(Riley.Notices[^1].Words, Does.Contain("Your requests, newest first:"));
    }

    [Test]
    public async Task Access_is_given_back_by_a_word()
    {
        await House.AskAsync();
        await House.Teams.Cards("avery").PressAsync(House.Card, "approve");
        await House.DrainAsync();
        await Riley.SayAsync("return");
        await House.DrainAsync();
        Assert.That(House.Chat("riley"), Does.Contain("Giving back"));
        Assert.That(House.Card.Words, Does.Not.Contain("Access in force"));
    }

    [Test]
    public async Task Whoever_installs_the_bot_is_told_its_verbs()
    {
        await Riley.InstallAsync();
        await House.DrainAsync();
        Assert.That(House.Chat("riley"), Does.Contain("gives access back before its time"));
    }

    [Test]
    public async Task An_invoke_nobody_knows_is_not_implemented()
    {
        var activity = House.Teams.Activities.Invoke("something/new", House.Organisation.Person("riley"), Riley.Chat, new JsonObject());
        Assert.That((await House.Teams.Deliveries.SendAsync(activity)).Status, Is.EqualTo(501));
    }

    [Test]
    public async Task A_press_is_answered_before_it_is_done()
    {
        await House.AskAsync();
        var answer = await House.Teams.Cards("avery").PressAsync(House.Card, "approve");
        Assert.That(answer.Status, Is.EqualTo(200));
        Assert.That(House.Card.Words, Does.Contain("0 of 1 approvals"), "it is done later");
        await House.DrainAsync();
        Assert.That(House.Card.Words, Does.Contain("1 of 1 approvals"));
    }

    [Test]
    public async Task What_could_not_be_kept_is_not_acknowledged_and_comes_again()
    {
        var store = new Mock<IAccessStore>();
        store.Setup(each => each.ReceiveAsync(It.IsAny<Delivery>(), It.IsAny<CancellationToken>())).ThrowsAsync(new StoreUnavailableException("The disk is full."));
        await using var house = await TeamsHouse.OpenAsync(adjust: services => services.AddSingleton(
            made => new Inbox(store.Object, null!, made.GetRequiredService<StoreWatch>())));
        Assert.That((await house.Teams.Person("riley").SayAsync("request prod-db 2h fixing INC-123"))!.Status, Is.EqualTo(503));
        Assert.That((await house.Teams.Person("riley").SayAsync("mine"))!.Status, Is.EqualTo(503));
        await house.Teams.Dialog("riley").OpenCommandAsync("request");
        var form = house.Teams.Dialog("riley").Fill("entitlement", "prod-db").Fill("length", "02:00:00").Fill("justification", "fixing INC-123");
        Assert.That((await form.SubmitAsync("Ask")).Status, Is.EqualTo(503));
        Assert.That(house.Teams.Deliveries.Waiting, Is.EqualTo(1), "an invoke comes again with another id");
    }
}
