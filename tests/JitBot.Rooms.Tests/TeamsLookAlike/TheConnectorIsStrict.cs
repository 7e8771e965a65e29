using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using JitBot.Sandbox.LookAlikes.Graph;
using JitBot.Sandbox.LookAlikes.Teams;
using NUnit.Framework;

namespace JitBot.Rooms.Tests.TeamsLookAlike;

/// <summary>Who may call, and every documented error where it is documented to come.</summary>
internal sealed class TheConnectorIsStrict : TeamsLookAlikeTests
{
    private const string Denied = "Authorization has been denied for this request.";

    [Test]
    public async Task A_token_must_be_there_in_force_for_the_connector_and_of_this_bot()
    {
        Tokens.Add(new TokenClient("another", "Another") { Secret = TeamsWorld.Secret });
        var right = Http.DefaultRequestHeaders.Authorization;
        foreach (var token in new[] { "made.up.token", await TokenAsync("another"), await TokenAsync(scope: "https://graph.microsoft.com/.default") })
        {
            Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
            var answer = await PostAsync(Approvals.Id, Text("hello"));
            Assert.That((answer.Status, (string?)answer.Body!["message"]), Is.EqualTo((401, Denied)));
        }

        Http.DefaultRequestHeaders.Authorization = null;
        Assert.That((await PostAsync(Approvals.Id, Text("hello"))).Status, Is.EqualTo(401));
        Http.DefaultRequestHeaders.Authorization = right;
        Clock.Advance(TimeSpan.FromMinutes(59));
        Assert.That((await PostAsync(Approvals.Id, Text("hello"))).Status, Is.EqualTo(201));
        Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.That((await PostAsync(Approvals.Id, Text("hello"))).Status, Is.EqualTo(401));
    }

    [Test]
    public async Task What_was_posted_is_there_and_can_be_changed_and_deleted_by_the_bot()
    {
        var id = (string)(await PostAsync(Approvals.Id, Text("one"))).Body!["id"]!;

        var changed = await CallAsync(HttpMethod.Put, Activities(Approvals.Id, id), Text("two"));
        Assert.That((changed.Status, (string?)changed.Body!["id"]), Is.EqualTo((200, id)));
        Assert.That(Organisation.Messages.In(Approvals).Single().Text, Is.EqualTo("two"));

        Assert.That(await CallAsync(HttpMethod.Delete, Activities(Approvals.Id, id)), Is.EqualTo((200, (JsonNode?)null)));
        Assert.That(Organisation.Messages.In(Approvals), Is.Empty);
        Assert.That(Organisation.Messages.History.Select(version => (version.Text, version.Version, version.IsDeleted)),
            Is.EqualTo([("one", 1, false), ("two", 2, false), ("two", 2, true)]));
        Assert.That(Error(await CallAsync(HttpMethod.Put, Activities(Approvals.Id, id), Text("three"))), Is.EqualTo("404 ActivityNotFoundInConversation"));
        Assert.That(Error(await CallAsync(HttpMethod.Delete, Activities(Approvals.Id, id))), Is.EqualTo("404 ActivityNotFoundInConversation"));
    }

    [Test]
    public async Task A_thread_is_posted_into_by_its_conversation_or_by_a_reply()
    {
        var root = (string)(await PostAsync(Approvals.Id, Text("root"))).Body!["id"]!;

        Assert.That((await PostAsync($"{Approvals.Id};messageid={root}", Text("by conversation"))).Status, Is.EqualTo(201));
        Assert.That((await CallAsync(HttpMethod.Post, Activities(Approvals.Id, root), Text("by reply"))).Status, Is.EqualTo(201));
        var reply = Organisation.Messages.In(Approvals)[^1];
        Assert.That((await CallAsync(HttpMethod.Put, Activities($"{Approvals.Id};messageid={root}", reply.Id), Text("changed"))).Status, Is.EqualTo(200));

        Assert.That(Organisation.Messages.Thread(Organisation.Messages.In(Approvals)[0]).Select(message => message.Text), Is.EqualTo(["by conversation", "changed"]));
        Assert.That(Error(await PostAsync($"{Approvals.Id};messageid=17", Text("nowhere"))), Is.EqualTo("404 ActivityNotFoundInConversation"));
        Assert.That(Error(await CallAsync(HttpMethod.Post, Activities(Approvals.Id, "17"), Text("nowhere"))), Is.EqualTo("404 ActivityNotFoundInConversation"));
    }

    [Test]
    public async Task What_somebody_else_wrote_is_not_the_bots_to_change()
    {
        await Riley.SayAsync("mine", Approvals, mentionsBot: false);
        var at = Activities(Approvals.Id, Organisation.Messages.In(Approvals).Single().Id);

        Assert.That(Error(await CallAsync(HttpMethod.Put, at, Text("yours"))), Is.EqualTo("403 NotEnoughPermissions"));
        Assert.That(Error(await CallAsync(HttpMethod.Delete, at)), Is.EqualTo("403 NotEnoughPermissions"));
        Assert.That(Organisation.Messages.In(Approvals).Single().Text, Is.EqualTo("mine"));
    }

    [Test]
    public async Task A_conversation_that_is_not_there_is_not_found()
    {
        Assert.That(Error(await PostAsync("19:nowhere@thread.tacv2", Text("hello"))), Is.EqualTo("404 ConversationNotFound"));
        Assert.That(Error(await CallAsync(HttpMethod.Get, "/19%3Anowhere%40thread.tacv2/members")), Is.EqualTo("404 ConversationNotFound"));
        await Teams.Owner("riley").DeleteChannelAsync(Approvals);
        Assert.That(Error(await PostAsync(Approvals.Id, Text("hello"))), Is.EqualTo("404 ConversationNotFound"));
    }

    [Test]
    public async Task A_bot_that_was_put_out_is_not_in_the_roster()
    {
        await Teams.Owner("riley").RemoveBotAsync(World.Team);
        Assert.That(Error(await PostAsync(Approvals.Id, Text("hello"))), Is.EqualTo("403 BotNotInConversationRoster"));
        Assert.That(Error(await CallAsync(HttpMethod.Get, $"/{Approvals.Id}/pagedmembers")), Is.EqualTo("403 BotNotInConversationRoster"));

        var chat = Riley.Chat;
        await Riley.UninstallAsync();
        Assert.That(Error(await PostAsync(chat.Id, Text("hello"))), Is.EqualTo("403 BotNotInConversationRoster"));
        await Riley.InstallAsync();
        Assert.That((await PostAsync(chat.Id, Text("hello"))).Status, Is.EqualTo(201));
    }

    [Test]
    public async Task Who_blocked_the_bot_hears_nothing_from_it()
    {
        Riley.Block();
        Assert.That(Error(await PostAsync(Riley.Chat.Id, Text("hello"))), Is.EqualTo("403 ConversationBlockedByUser"));
        Riley.Block(false);
        Assert.That((await PostAsync(Riley.Chat.Id, Text("hello"))).Status, Is.EqualTo(201));
    }

    [Test]
    public async Task Nobody_writes_where_writing_is_closed()
    {
        var (_, body) = await PostAsync(Approvals.Id, Text("before"));
        await Teams.Owner("riley").ArchiveAsync(World.Team);
        Assert.That(Error(await PostAsync(Approvals.Id, Text("hello"))), Is.EqualTo("403 MessageWritesBlocked"));
        Assert.That(Error(await CallAsync(HttpMethod.Put, Activities(Approvals.Id, (string)body!["id"]!), Text("after"))), Is.EqualTo("403 MessageWritesBlocked"));
        await Teams.Owner("riley").ArchiveAsync(World.Team, isArchived: false);
        Organisation.Put(Organisation.Place(Approvals.Id) with { IsClosed = true });
        Assert.That(Error(await PostAsync(Approvals.Id, Text("hello"))), Is.EqualTo("403 MessageWritesBlocked"));
    }

    [Test]
    public async Task A_bot_that_is_not_registered_or_forbidden_does_nothing()
    {
        Organisation.Register(app => app with { IsRegistered = false });
        Assert.That(Error(await PostAsync(Approvals.Id, Text("hello"))), Is.EqualTo("401 BotNotRegistered"));
        Organisation.Register(app => app with { IsRegistered = true, IsDisabledByAdmin = true });
        Assert.That(Error(await PostAsync(Approvals.Id, Text("hello"))), Is.EqualTo("403 BotDisabledByAdmin"));
        Assert.That(Error(await CreateAsync(Riley.Who.Id)), Is.EqualTo("403 BotDisabledByAdmin"));
    }

    [Test]
    public async Task What_says_nothing_or_is_no_message_is_a_bad_argument()
    {
        Assert.That(Error(await PostAsync(Approvals.Id, Text(""))), Is.EqualTo("400 Bad Argument"));
        Assert.That(Error(await PostAsync(Approvals.Id, new JsonObject { ["type"] = "invoke", ["text"] = "hello" })), Is.EqualTo("400 Bad Argument"));
        Assert.That(Error(await CallAsync(HttpMethod.Post, Activities(Approvals.Id), new JsonArray())), Is.EqualTo("400 Bad Argument"));
        Assert.That(Organisation.Messages.All, Is.Empty);
    }

    [Test]
    public async Task Text_beside_a_card_is_complained_of()
    {
        var message = CardsOfTeams.Message(CardsOfTeams.Card(CardsOfTeams.TextBlock("card")));
        message["text"] = "words";

        await PostAsync(Approvals.Id, message);

        Assert.That(Organisation.Complaints.Single(), Does.Contain("may be split"));
    }

    [Test]
    public async Task What_teams_would_read_as_markup_is_written_down()
    {
        await PostAsync(Approvals.Id, Text("<at>Riley</at> see [this](https://a.example), **now**, <b>please</b>"));
        var facts = new JsonObject { ["type"] = "FactSet", ["facts"] = new JsonArray(new JsonObject { ["title"] = "Why", ["value"] = "_quietly_" }) };
        await PostCardAsync(CardsOfTeams.Card(CardsOfTeams.TextBlock("- one\n2 * 3 and snake_case_name"), facts));

        Assert.That(Organisation.Messages.Markup.Select(markup => $"{markup.Kind} {markup.Text}"), Is.EquivalentTo([
            "Mention <at>Riley</at>", "Link [this](https://a.example)", "Emphasis **now**", "Tag <b>", "Tag </b>", "List - one", "Emphasis _quietly_"]));
    }

    [Test]
    public async Task Rich_text_and_labels_are_never_markup()
    {
        var rich = new JsonObject { ["type"] = "RichTextBlock", ["inlines"] = new JsonArray("[this](https://a.example) **now**") };

        await PostCardAsync(CardsOfTeams.Card(rich, CardsOfTeams.With(CardsOfTeams.Input("why"), "label", "**why** <at>Riley</at>")));

        Assert.That(Organisation.Messages.Markup, Is.Empty);
    }
}
