using System.Text.Json.Nodes;
using NUnit.Framework;
using static JitBot.Rooms.Tests.TeamsLookAlike.CardsOfTeams;

namespace JitBot.Rooms.Tests.TeamsLookAlike;

/// <summary>What a client makes of the bot's answers.</summary>
internal sealed class AnswersAreShown : TeamsLookAlikeTests
{
    private string Avery => Organisation.Person("avery").Id;

    [Test]
    public async Task A_card_is_for_the_one_who_pressed_until_the_message_is_changed()
    {
        var card = await PostCardAsync(Acting(Card(TextBlock("for all")), Execute("approve")));
        Bot.Answer = Answer(Card(TextBlock("for avery")));

        await Teams.Cards("avery").PressAsync(card, "approve");

        var now = Organisation.Messages.Newest(card);
        Assert.That(now.WordsFor(Avery), Does.Contain("for avery"));
        Assert.That(now.WordsFor(Riley.Who.Id), Does.Contain("for all").And.Not.Contain("avery"));

        await CallAsync(HttpMethod.Put, Activities(Approvals.Id, card.Id), Message(Card(TextBlock("changed"))));
        Assert.That(Organisation.Messages.Newest(card).WordsFor(Avery), Does.Contain("changed"));
    }

    [Test]
    public async Task A_card_is_fetched_for_whom_it_names_and_again_after_a_minute_or_a_change()
    {
        var card = await PostCardAsync(Refreshed(Card(TextBlock("for all")), Avery));
        Bot.Answer = Answer(Refreshed(Card(TextBlock("for avery")), Avery));

        Assert.That(await Teams.Cards("riley").LookAsync(card), Is.Null);
        Assert.That(await Teams.Cards("avery").LookAsync(card), Is.Not.Null);
        Assert.That(await Teams.Cards("avery").LookAsync(card), Is.Null, "it is not older than a minute");
        Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.That(await Teams.Cards("avery").LookAsync(card), Is.Not.Null);

        await CallAsync(HttpMethod.Put, Activities(Approvals.Id, card.Id), Message(Refreshed(Card(TextBlock("changed")), Avery)));
        Assert.That(await Teams.Cards("avery").LookAsync(card), Is.Not.Null);
        await Teams.Cards("riley").RefreshAsync(card);
        Assert.That((string?)Bot.Last.Json["value"]!["trigger"], Is.EqualTo("manual"));
    }

    [Test]
    public async Task Without_names_a_card_is_fetched_for_everybody_where_at_most_sixty_are()
    {
        var card = Refreshed(Card(TextBlock("for all")));
        ((JsonObject)card["refresh"]!).Remove("userIds");
        Bot.Answer = Answer(Card(TextBlock("own")));
        Assert.That(await Teams.Cards("riley").LookAsync(await PostCardAsync((JsonObject)card.DeepClone())), Is.Not.Null);

        var crowd = Enumerable.Range(0, 61).Select(number => Organisation.AddPerson($"p{number}").Id);
        Organisation.Put(Approvals with { Members = [.. crowd] });
        Assert.That(await Teams.Cards("riley").LookAsync(await PostCardAsync(card)), Is.Null);
    }

    [Test]
    public async Task Words_and_errors_are_shown_for_a_moment()
    {
        var card = await PostCardAsync(Acting(Card(), Execute("approve")));
        Bot.Answer = Answer("Your vote counts.", "application/vnd.microsoft.activity.message");
        await Teams.Cards("avery").PressAsync(card, "approve");
        Bot.Answer = Answer(new JsonObject { ["code"] = "BadRequest", ["message"] = "It is over." }, "application/vnd.microsoft.error", 400);
        await Teams.Cards("avery").PressAsync(card, "approve");

        Assert.That(Teams.Person("avery").Told, Is.EqualTo(["Your vote counts.", "It is over."]));
        Assert.That(Organisation.Complaints, Is.Empty);
    }

    [TestCase("")]
    [TestCase("{}")]
    [TestCase("""{"statusCode":200,"type":"application/vnd.microsoft.adaptive.card","value":{}}""")]
    public async Task Another_answer_to_a_press_is_an_error_on_the_client(string answer)
    {
        var card = await PostCardAsync(Acting(Card(), Execute("approve")));
        Bot.Answer = answer;

        await Teams.Cards("avery").PressAsync(card, "approve");

        Assert.That(Organisation.Complaints.Single(), Does.Contain("Something went wrong"));
    }

    [Test]
    public async Task A_wrong_card_in_an_answer_is_not_shown()
    {
        var card = await PostCardAsync(Acting(Card(TextBlock("for all")), Execute("approve")));
        Bot.Answer = Answer(With(Card(TextBlock("wrong")), "version", "1.6"));

        await Teams.Cards("avery").PressAsync(card, "approve");

        Assert.That(Organisation.Messages.Newest(card).WordsFor(Avery), Does.Contain("for all"));
        Assert.That(Organisation.Complaints.Single(), Does.Contain("saw nothing of a card"));
    }

    [Test]
    public async Task A_form_changes_says_something_or_closes()
    {
        Bot.Answer = Form(Acting(Card(Input("why")), Submit("Send", [])));
        await Teams.Dialog("riley").OpenCommandAsync("request");
        Assert.That(Teams.Dialog("riley").Open!.Title, Is.EqualTo("Request access"));

        Bot.Answer = Form(Acting(Card(TextBlock("too short"), Input("why")), Submit("Send", [])));
        await Teams.Dialog("riley").Fill("why", "x").SubmitAsync("Send");
        Assert.That(Teams.Dialog("riley").Open!.Card.ToJsonString(), Does.Contain("too short"));

        Bot.Answer = """{"task":{"type":"message","value":"Asked."}}""";
        await Teams.Dialog("riley").Fill("why", "xx").SubmitAsync("Send");
        Assert.That((Teams.Dialog("riley").Open, Riley.Told.Single()), Is.EqualTo(((object?)null, "Asked.")));

        Bot.Answer = Form(Acting(Card(Input("why")), Submit("Send", [])));
        await Teams.Dialog("riley").OpenCommandAsync("request");
        Bot.Answer = "";
        await Teams.Dialog("riley").SubmitAsync("Send");
        Assert.That(Teams.Dialog("riley").Open, Is.Null);
        Assert.That(Organisation.Complaints, Is.Empty);
    }

    [Test]
    public async Task A_wrong_form_is_empty()
    {
        Bot.Answer = Form(Card(new JsonObject { ["type"] = "Input.Text" }));

        await Teams.Dialog("riley").OpenCommandAsync("request");

        Assert.That(Teams.Dialog("riley").Open, Is.Null);
        Assert.That(Organisation.Complaints.Single(), Does.Contain("missing property: id"));
    }

    [Test]
    public async Task The_client_keeps_a_form_that_is_not_filled_in_as_it_must_be()
    {
        Bot.Answer = Form(Acting(Card(With(With(Input("why"), "isRequired", true), "maxLength", 5)), Submit("Send", [])));
        await Teams.Dialog("riley").OpenCommandAsync("request");
        var heard = Bot.All.Count;

        Assert.ThrowsAsync<InvalidOperationException>(() => Teams.Dialog("riley").SubmitAsync("Send"));
        Assert.ThrowsAsync<InvalidOperationException>(() => Teams.Dialog("riley").Fill("why", "too long").SubmitAsync("Send"));

        Assert.That(Bot.All, Has.Count.EqualTo(heard));
    }

    [Test]
    public async Task At_most_fifteen_are_offered_and_what_has_no_title_is_not()
    {
        var card = await PostCardAsync(Card(Searched("what")));
        var many = new JsonArray([.. Enumerable.Range(0, 16).Select(number => new JsonObject { ["title"] = $"{number}", ["value"] = $"{number}" })]);
        Bot.Answer = new JsonObject
        {
            ["type"] = "application/vnd.microsoft.search.searchResponse",
            ["value"] = new JsonObject { ["results"] = many },
        }.ToJsonString();

        Assert.That(await Teams.Cards("riley").SearchAsync(card, "what", "p"), Has.Count.EqualTo(15));
        Bot.Answer = """{"type":"application/vnd.microsoft.search.searchResponse","value":{"results":[{"value":"1"}]}}""";
        Assert.That(await Teams.Cards("riley").SearchAsync(card, "what", "p"), Is.Empty);
        Assert.That(Organisation.Complaints.Single(), Does.Contain("was offered nothing"));
    }
}
