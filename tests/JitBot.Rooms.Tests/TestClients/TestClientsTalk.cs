using System.Net;
using System.Text.Json.Nodes;
using JitBot.Sandbox.LookAlikes.Teams;
using NUnit.Framework;

namespace JitBot.Rooms.Tests.TestClients;

/// <summary>A test client and the bot hear each other, each under the ids it knows.</summary>
internal sealed class TestClientsTalk : TestClientTests
{
    private const string Conversation = "/_connector/v3/conversations/ee840ec5-fc52-474c-91d9-276abdd03a15/activities";

    private static readonly string[] Names = ["Riley Park", "Sam Okafor", "Avery Stone", "Morgan Diaz"];

    [Test]
    public async Task Help_is_answered_in_the_clients_own_conversation()
    {
        await PlayAsync(Client.Said("help"));

        var call = await Client.NthAsync(1);
        Assert.That((call.Method, call.Path), Is.EqualTo(("POST", Conversation)));
        Assert.That(call.Words, Does.Contain("Ask for access"));
        Assert.That((string?)call.Body!["from"]!["id"], Is.EqualTo(FakeTestClient.Bot));
        Assert.That((string?)call.Body["recipient"]!["id"], Is.EqualTo("user-id-0"));
        Assert.That(call.Authorization, Is.Null, "The token for the Connector is no test client's.");
    }

    [Test]
    public async Task Whoever_is_called_as_nobody_is_Riley_and_an_id_a_name_or_an_address_chooses_another()
    {
        await PlayAsync(Client.Said("request prod-db 2h fixing INC-123"));
        foreach (var (key, value) in new[] { ("id", "sam"), ("name", "avery stone"), ("id", "morgan@example.com") })
        {
            var said = Client.Said("request prod-db 2h fixing INC-123", $"m-{value}");
            said["from"]![key] = value;
            await PlayAsync(said);
        }

        var cards = House.Posts.Where(post => !post.IsReply).Select(post => post.Words).ToList();
        Assert.That(cards.Select(FirstNamed), Is.EqualTo(Names));
    }

    [Test]
    public async Task A_card_is_posted_changed_and_decided_in_the_clients_channel()
    {
        await PlayAsync(Client.SaidInChannel("help", "c-1", "c-1"));
        await House.AskAsync();
        var card = await FindAsync(call => call.Method == "POST" && call.Words.Contains("INC-123", StringComparison.Ordinal));
        var press = Client.Activity("invoke", "i-1");
        press["name"] = "adaptiveCard/action";
        press["from"] = new JsonObject { ["id"] = "avery", ["name"] = "Somebody" };
        press["conversation"] = new JsonObject { ["id"] = "team-id", ["conversationType"] = "channel" };
        press["replyToId"] = $"client-{card.Number}";
        press["value"] = new JsonObject { ["action"] = Approve(card.Call), ["trigger"] = "manual" };
        var (status, body) = await SendAsync(press);
        await House.DrainAsync();

        Assert.That((status, (int?)JsonNode.Parse(body)!["statusCode"]), Is.EqualTo((HttpStatusCode.OK, 200)), body);
        var change = await FindAsync(call => call.Method == "PUT" && call.Words.Contains("Avery", StringComparison.Ordinal));
        Assert.That(change.Call.Path, Is.EqualTo($"/_connector/v3/conversations/team-id/activities/client-{card.Number}"));
        var line = await FindAsync(call => call.Path.Contains($"team-id;messageid=client-{card.Number}", StringComparison.Ordinal));
        Assert.That(line.Call.Method, Is.EqualTo("POST"));
    }

    [Test]
    public async Task What_comes_again_under_the_same_id_is_done_once()
    {
        var asked = Client.Said("request prod-db 2h fixing INC-123", "m-7");
        await PlayAsync(asked);
        await PlayAsync(asked);

        Assert.That(House.Posts.Count(post => !post.IsReply), Is.EqualTo(1));
        Assert.That(House.Organisation.Messages.In(House.Teams.Person("riley").Chat).Count(message => !message.IsFromBot), Is.EqualTo(1));
    }

    [Test]
    public async Task What_the_bot_does_not_use_is_taken_as_it_takes_it_from_Teams([Values("typing", "conversationUpdate", "installationUpdate", "event")] string type)
    {
        var activity = Client.Activity(type, "t-1");
        activity["membersAdded"] = new JsonArray(new JsonObject { ["id"] = FakeTestClient.Bot }, new JsonObject { ["id"] = "user-id-0" });

        Assert.That((await SendAsync(activity)).Status, Is.EqualTo(HttpStatusCode.OK));
        var sent = House.Teams.Deliveries.Sent[^1];
        Assert.That(sent["membersAdded"]!.AsArray().Select(member => (string?)member!["id"]),
            Is.EqualTo([House.Organisation.App.BotId, House.Organisation.Person("riley").Id]));
    }

    [Test]
    public async Task A_group_chat_of_the_client_is_one_of_the_sandbox()
    {
        var said = Client.Said("<at>Test Bot</at> request prod-db 2h fixing INC-123");
        said["conversation"] = new JsonObject { ["id"] = "group-1", ["conversationType"] = "groupChat", ["isGroup"] = true };
        await PlayAsync(said);

        var chat = House.Organisation.Places.Single(place => place.Kind == TeamsPlaceKind.GroupChat);
        Assert.That(House.Organisation.Messages.In(chat), Is.Not.Empty);
        Assert.That(House.Card.Words, Does.Contain("INC-123"));
    }

    private async Task<(ClientCall Call, int Number)> FindAsync(Func<ClientCall, bool> isIt)
    {
        for (var number = 1; ; number++)
        {
            var call = await Client.NthAsync(number);
            if (isIt(call))
                return (call, number);
        }
    }

    private static string? FirstNamed(string card) =>
        Names.Where(name => card.Contains(name, StringComparison.Ordinal)).MinBy(name => card.IndexOf(name, StringComparison.Ordinal));

    /// <summary>The action of the button, as the client read it in the card.</summary>
    private static JsonObject Approve(ClientCall card)
    {
        var content = (JsonObject)card.Body!["attachments"]![0]!["content"]!;
        var action = CardReading.Action(content, "Approve");
        return new JsonObject { ["type"] = "Action.Execute", ["verb"] = (string?)action["verb"], ["data"] = action["data"]?.DeepClone() };
    }
}
