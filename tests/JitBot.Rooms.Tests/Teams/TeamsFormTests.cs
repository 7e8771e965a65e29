using System.Text.Json.Nodes;
using JitBot.Chat.Teams;
using JitBot.Core.Catalogue;
using JitBot.Core.Chat;
using JitBot.Engine;
using JitBot.Rooms.Tests.Slack;
using NUnit.Framework;

namespace JitBot.Rooms.Tests.Teams;

internal sealed class TeamsFormTests
{
    private static readonly Entitlement Database = Entitlement("prod-db", "Production database");
    private static readonly AccessCatalogue Catalogue = new([Database, Entitlement("billing", "Billing reports")]);
    private static readonly Prospect Before =
        new([new StageDeciders(["Avery Quinn", "members of pagerduty PNIGHT (on call now: Morgan Reyes)"], 1)]) { UsualTime = "A yes usually takes 4 minutes (the last 12)." };
    private static readonly TeamsOffer Offer = new(Catalogue.Entitlements, [TimeSpan.FromMinutes(30), TimeSpan.FromHours(2)], Before);

    [Test]
    public void The_empty_form_is_as_approved() => Matches(TeamsForm.Request(AskDraft.Empty, Offer, null, "f-1"), "form-empty");

    [Test]
    public void The_filled_form_is_as_approved() =>
        Matches(TeamsForm.Request(AskDraft.Parse("prod-db 2h fixing INC-123", Catalogue), Offer, "At most 1 hour here.", "f-1"), "form-filled");

    [Test]
    public void Whom_it_is_for_is_asked_for_where_the_policy_of_what_is_chosen_or_while_nothing_is_any_policy_lets_it_be_somebody_else_or_somebody_was_named()
    {
        var forOthers = Database with { Policy = Database.Policy with { AskForOthers = true } };
        var morgan = new AccountFacts(new JitBot.Core.People.AccountId("Teams", "t", "5b6e1f0a-0000-4c1d-9e2f-a1b2c3d4e5f6"), "Morgan Reyes", null, null, null);
        var offer = Offer with { Whom = morgan };
        Matches(TeamsForm.Request(new AskDraft(forOthers, null, TimeSpan.FromHours(2), "fixing INC-123") { Whom = "@morgan" }, offer, null, "f-1"), "form-whom");
        Assert.That(Asks(new AskDraft(Database, null, null, ""), Offer with { AsksWhom = true }), Is.False);
        Assert.That(Asks(new AskDraft(Database, null, null, "") { Whom = "@morgan" }, Offer), Is.True, "or the next press would ask for whoever presses");
        Assert.That((Asks(AskDraft.Empty, Offer with { AsksWhom = true }), Asks(AskDraft.Empty, Offer)), Is.EqualTo((true, false)));

        static bool Asks(AskDraft draft, TeamsOffer offer) => TeamsForm.Request(draft, offer, null, "f-1")["body"]!.AsArray().Any(each => (string?)each!["id"] == "whom");
    }

    [TestCase("<@5b6e1f0a-0000-4c1d-9e2f-a1b2c3d4e5f6>")]
    [TestCase("<@29:1abc-def_ghi>")]
    [TestCase("@nobody")]
    [TestCase("nobody@example.com")]
    public void Whoever_was_named_and_not_found_comes_back_as_named(string whom)
    {
        var card = TeamsForm.Request(new AskDraft(Database, null, null, "") { Whom = whom }, Offer, null, "f-1");
        TeamsFit.Card(card);
        var value = card["body"]!.AsArray().Single(each => (string?)each!["id"] == "whom")!["value"]!.DeepClone();
        Assert.That(TeamsForm.Read(new JsonObject { ["whom"] = value }, Catalogue).Whom, Is.EqualTo(whom));
    }

    [Test]
    public void What_is_filled_in_comes_back()
    {
        var data = new JsonObject { ["entitlement"] = "prod-db", ["length"] = "02:00:00", ["justification"] = "fixing INC-123" };
        Assert.That(TeamsForm.Read(data, Catalogue), Is.EqualTo(new AskDraft(Database, null, TimeSpan.FromHours(2), "fixing INC-123")));
        data["whom"] = "5b6e1f0a-0000-4c1d-9e2f-a1b2c3d4e5f6";
        Assert.That(TeamsForm.Read(data, Catalogue).Whom, Is.EqualTo("<@5b6e1f0a-0000-4c1d-9e2f-a1b2c3d4e5f6>"));
    }

    [TestCase("""{"entitlement":7,"length":[],"justification":{}}""")]
    [TestCase("""{}""")]
    [TestCase("""{"length":"2 hours"}""")]
    public void What_is_of_another_kind_counts_as_not_filled_in(string data) =>
        Assert.That(TeamsForm.Read((JsonObject)JsonNode.Parse(data)!, Catalogue), Is.EqualTo(AskDraft.Empty));

    [TestCase("prod-db 2h fixing INC-123")]
    [TestCase("nothing 2h why")]
    [TestCase("")]
    public void What_was_typed_finds_its_way_through_a_button(string line)
    {
        var data = (JsonObject)TeamsForm.Opener("Open the form", line)["data"]!;
        Assert.That(TeamsForm.ReadDraft(data, Catalogue), Is.EqualTo(AskDraft.Parse(line, Catalogue)));
    }

    [Test]
    public void Ten_thousand_entitlements_are_fifteen_choices_and_a_type_ahead()
    {
        var many = Enumerable.Range(0, 10_000).Select(i => Entitlement($"group-{i}", $"Group {i}")).ToList();
        var card = TeamsForm.Request(AskDraft.Empty, Offer with { Entitlements = many }, null, "f-1");
        var menu = card["body"]!.AsArray().Single(each => (string?)each!["id"] == "entitlement")!;
        Assert.That(menu["choices"]!.AsArray(), Has.Count.EqualTo(TeamsLimits.Choices));
        Assert.That((string?)menu["choices.data"]!["dataset"], Is.EqualTo(TeamsForm.Dataset));
    }

    [Test]
    public void Whatever_stands_in_the_catalogue_or_was_typed_the_form_fits() => AnyText.Holds(text =>
    {
        var odd = Entitlement("odd", text) with { Description = text };
        TeamsFit.Card(TeamsForm.Request(new AskDraft(odd, null, TimeSpan.FromHours(2), text), Offer with { Prospect = new Prospect([new StageDeciders([text, text], 1)]) }, text, "f-1"));
        TeamsFit.Card(TeamsForm.Request(new AskDraft(null, text, null, text) { Whom = $"@{text}" }, Offer with { Entitlements = [odd] }, text, "f-1"));
        TeamsFit.Message(TeamsCards.Ours("What do you need?", TeamsElements.Actions(TeamsForm.Opener("Open the form", text))));
    });

    private static void Matches(JsonObject card, string name)
    {
        TeamsFit.Card(card);
        Approved.Matches(card, name);
    }

    private static Entitlement Entitlement(string id, string name) => new(
        id, name, "The one with the customers in it.", "Directory", "g-1",
        new Policy("one", [], [new Stage([], 1, [])], [TimeSpan.FromMinutes(30), TimeSpan.FromHours(2)], TimeSpan.FromHours(4), TimeSpan.FromHours(1), 10));
}
