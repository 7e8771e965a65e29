using System.Text.Json.Nodes;
using JitBot.Sandbox.LookAlikes.Teams;
using NUnit.Framework;
using static JitBot.Rooms.Tests.TeamsLookAlike.CardsOfTeams;

namespace JitBot.Rooms.Tests.TeamsLookAlike;

/// <summary>What each gesture sends, whole, as files that somebody compared with the vendor's examples.</summary>
internal sealed class GesturesHaveTheirForm : TeamsLookAlikeTests
{
    [Test]
    public async Task Words_in_the_chat_with_the_bot()
    {
        await Riley.SayAsync("request prod-db 2h <b>now</b>");

        Matches("message-personal");
        Assert.That(Bot.Last.Path, Is.EqualTo("/api/messages"));
        Assert.That(Bot.Last.Headers["x-ms-tenant-id"], Is.EqualTo(Organisation.App.TenantId));
        Assert.That(Bot.Last.Headers["x-ms-conversation-id"], Is.EqualTo(Riley.Chat.Id));
    }

    [Test]
    public async Task Words_in_a_channel_mention_the_bot_and_name_the_thread()
    {
        await Riley.SayAsync("help", Approvals);
        Matches("message-channel");

        var root = Organisation.Messages.In(Approvals).Single();
        await Riley.SayAsync("approve", Approvals, inThreadOf: root);
        Assert.That((string?)Bot.Last.Json["conversation"]!["id"], Is.EqualTo($"{Approvals.Id};messageid={root.Id}"));
        Assert.That(Organisation.Messages.Thread(root).Single().Text, Is.EqualTo("approve"));
    }

    [Test]
    public async Task Words_in_a_group_chat()
    {
        await Riley.SayAsync("help", Organisation.AddGroupChat("lunch", Riley.Who, Organisation.Person("gus")));

        Matches("message-group-chat");
    }

    [Test]
    public async Task What_does_not_mention_the_bot_or_is_where_it_is_not_is_not_heard()
    {
        Assert.That(await Riley.SayAsync("lunch?", Approvals, mentionsBot: false), Is.Null);
        await Teams.Owner("riley").RemoveBotAsync(World.Team);
        var heard = Bot.All.Count;

        Assert.That(await Riley.SayAsync("help", Organisation.Place(Approvals.Id)), Is.Null);
        Assert.That(Bot.All, Has.Count.EqualTo(heard));
    }

    [Test]
    public async Task A_press_on_what_is_executed()
    {
        var card = await PostCardAsync(Acting(Card(Input("why")), Execute("deny")));

        await Teams.Cards("avery").PressAsync(card, "deny", new Dictionary<string, string> { ["why"] = "not today" });

        Matches("execute");
    }

    [Test]
    public async Task A_press_brings_what_was_unfolded_and_nothing_else()
    {
        var unfold = new JsonObject { ["type"] = "Action.ShowCard", ["title"] = "Deny…", ["card"] = new JsonObject { ["type"] = "AdaptiveCard", ["body"] = new JsonArray(Input("why")) } };
        unfold["card"]!["actions"] = new JsonArray(Execute("deny"));
        var card = await PostCardAsync(Acting(Card(With(Input("note"), "value", "around")), Execute("approve"), unfold));
        Bot.Answer = Answer("Thanks.", "application/vnd.microsoft.activity.message");

        await Teams.Cards("avery").PressAsync(card, "approve", new Dictionary<string, string> { ["why"] = "typed before" });
        Assert.That(Bot.Last.Json["value"]!["action"]!["data"]!.ToJsonString(), Is.EqualTo("""{"request":"r1","note":"around"}"""));
        await Teams.Cards("avery").PressAsync(card, "deny", new Dictionary<string, string> { ["why"] = "not today" });
        Assert.That(Bot.Last.Json["value"]!["action"]!["data"]!.ToJsonString(), Is.EqualTo("""{"request":"r1","note":"around","why":"not today"}"""));
    }

    [Test]
    public async Task A_press_on_what_older_clients_show_instead()
    {
        var card = await PostCardAsync(Acting(Card(), Execute("approve")));

        await Teams.Cards("avery").PressFallbackAsync(card, "approve");

        Matches("submit");
    }

    [Test]
    public async Task A_press_that_is_said_back()
    {
        var back = new JsonObject { ["type"] = "messageBack", ["text"] = "help", ["value"] = new JsonObject { ["from"] = "card" } };
        var card = await PostCardAsync(Acting(Card(), Submit("Help", new JsonObject { ["msteams"] = back })));

        await Teams.Cards("avery").PressAsync(card, "Help");

        Assert.That(((string?)Bot.Last.Json["text"], Bot.Last.Json["value"]!.ToJsonString()), Is.EqualTo(("help", """{"from":"card"}""")));
    }

    [Test]
    public async Task A_refresh_by_itself()
    {
        var card = await PostCardAsync(Refreshed(Card(TextBlock("waiting")), Organisation.Person("avery").Id));

        await Teams.Cards("avery").LookAsync(card);

        Matches("refresh");
    }

    [Test]
    public async Task A_form_that_is_fetched_and_submitted()
    {
        var card = await PostCardAsync(Acting(Card(), Fetch("Request")));
        Bot.Answer = Form(Acting(Card(Input("why")), Submit("Send", new JsonObject { ["form"] = "request" })));

        await Teams.Cards("riley").PressAsync(card, "Request");
        Matches("task-fetch");
        await Teams.Dialog("riley").Fill("why", "incident 7").SubmitAsync("Send");
        Matches("task-submit");
    }

    [Test]
    public async Task A_command_of_the_message_extension()
    {
        Bot.Answer = Form(Acting(Card(Input("why")), Submit("Send", new JsonObject { ["form"] = "request" })));

        await Teams.Dialog("riley").OpenCommandAsync("request", Approvals);
        Matches("extension-fetch");
        await Teams.Dialog("riley").Fill("why", "incident 7").SubmitAsync("Send");
        Matches("extension-submit");
    }

    [Test]
    public async Task What_is_typed_into_a_searched_choice()
    {
        Bot.Answer = Form(Acting(Card(Input("why"), Searched("what")), Submit("Send", [])));
        await Teams.Dialog("riley").OpenCommandAsync("request");
        Bot.Answer = """{"type":"application/vnd.microsoft.search.searchResponse","value":{"results":[{"title":"Production database","value":"prod-db"}]}}""";

        var offered = await Teams.Dialog("riley").Fill("why", "incident 7").SearchAsync("what", "prod");

        Assert.That(offered, Is.EqualTo(["prod-db"]));
        Matches("search");
    }

    [Test]
    public async Task Reactions_to_what_the_bot_wrote()
    {
        var card = await PostCardAsync(Card(TextBlock("card")));

        await Riley.ReactAsync(card, "like");
        Matches("reaction-added");
        Assert.That(Organisation.Messages.Newest(card).Reactions.Single(), Is.EqualTo(new TeamsGivenReaction("like", Riley.Who.Id)));

        await Riley.UnreactAsync(card, "like");
        Matches("reaction-removed");
        Assert.That(Organisation.Messages.Newest(card).Reactions, Is.Empty);
    }

    [Test]
    public async Task Reactions_to_what_people_wrote_are_not_heard()
    {
        await Riley.SayAsync("lunch?", Approvals, mentionsBot: false);

        Assert.That(await Teams.Person("avery").ReactAsync(Organisation.Messages.In(Approvals).Single(), "like"), Is.Null);
        Assert.That(Bot.All, Is.Empty);
    }

    [Test]
    public async Task Installing_and_removing_the_app()
    {
        await Riley.UninstallAsync();
        Matches("installation-removed");
        await Riley.InstallAsync();
        Matches("installation-added");
        Assert.That(Bot.All.Select(heard => (string?)heard.Json["type"]), Is.EqualTo(["installationUpdate", "conversationUpdate", "installationUpdate"]));
    }

    [Test]
    public async Task Changes_of_teams_and_channels()
    {
        await Teams.Owner("riley").RemoveBotAsync(World.Team);
        Assert.That(Bot.All.Select(heard => (string?)heard.Json["type"]), Is.EqualTo(["conversationUpdate", "installationUpdate"]));
        Slack.Approved.Matches(Portless(Bot.All[0].Json), "team-bot-removed");
        await Teams.Owner("riley").AddBotAsync(World.Team);
        Matches("team-installed");
        await Teams.Owner("riley").ArchiveAsync(World.Team);
        Matches("team-archived");
        await Teams.Owner("riley").LeaveAsync(Approvals);
        Matches("member-left");
        await Teams.Owner("riley").DeleteChannelAsync(Organisation.Place(Approvals.Id));
        Assert.That((string?)Bot.Last.Json["channelData"]!["eventType"], Is.EqualTo("channelDeleted"));
    }

    [Test]
    public async Task A_stranger_brings_their_own_tenant()
    {
        await Teams.Person("stella").SayAsync("help", Approvals);

        Assert.That((string?)Bot.Last.Json["channelData"]!["tenant"]!["id"], Is.EqualTo(TeamsWorld.OtherTenant));
    }

    private void Matches(string name, [System.Runtime.CompilerServices.CallerFilePath] string test = "") => Slack.Approved.Matches(Portless(Bot.Last.Json), name, test);

    /// <summary>The port differs from run to run.</summary>
    private JsonObject Portless(JsonObject activity)
    {
        Assert.That((string?)activity["serviceUrl"], Is.EqualTo(Teams.ServiceUrl.ToString()));
        activity["serviceUrl"] = "http://127.0.0.1/emea/";
        return activity;
    }
}
