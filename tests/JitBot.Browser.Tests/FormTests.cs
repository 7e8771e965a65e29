using System.Text.Json.Nodes;
using JitBot.Sandbox.LookAlikes.Teams;
using JitBot.Testing;

namespace JitBot.Browser.Tests;

/// <summary>What the forms and cards of both chats are made of, drawn and minded as the clients do.</summary>
[Long]
public class FormTests : PageTests
{
    private const string Why = "What is the emergency?";
    private const string Morgan = "Morgan Diaz";

    /// <summary>The host's story has no such card: a menu that must be filled in stands in a part that is folded away at first.</summary>
    private const string StrangeCard = """
        {
          "type": "AdaptiveCard", "version": "1.5",
          "body": [{ "type": "RichTextBlock", "inlines": [
            { "type": "TextRun", "text": "all is well", "color": "good" }, { "type": "TextRun", "text": "take care", "color": "warning" }] }],
          "actions": [{ "type": "Action.ShowCard", "title": "More", "card": { "type": "AdaptiveCard", "body": [
            { "type": "Input.ChoiceSet", "id": "size", "label": "Which size?", "style": "compact", "isRequired": true, "errorMessage": "Choose a size.",
              "choices": [{ "title": "Small", "value": "s" }, { "title": "Large", "value": "l" }] },
            { "type": "ActionSet", "actions": [{ "type": "Action.Execute", "title": "Send it", "verb": "strange", "data": { "handle": "-" } }] }] } }]
        }
        """;

    [Test]
    public async Task A_menu_that_is_filled_in_already_is_shown_so_and_a_reason_that_is_too_short_is_told_beside_it()
    {
        var visitor = await Stage.VisitAsync(390, 844);
        await visitor.ActAsAsync(Morgan);
        await visitor.Quick("Emergency access").ClickAsync();
        await Expect(visitor.Form.GetByLabel("What do you need?")).ToHaveValueAsync("prod-db-emergency");
        await visitor.Form.GetByLabel(Why).FillAsync("ai");
        var send = visitor.Form.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Take it now" });
        await send.ClickAsync();
        await Expect(visitor.Form.Locator(".error")).ToHaveTextAsync(["Please enter at least 3 characters."]);
        await Expect(visitor.Form.GetByLabel(Why)).ToBeFocusedAsync();
        await visitor.Form.GetByLabel(Why).FillAsync("air is out, INC-510");
        await send.ClickAsync();
        await Expect(visitor.Card("INC-510")).ToContainTextAsync("Emergency");
    }

    [Test]
    public async Task An_approver_in_Slack_chooses_less_time_in_a_menu_of_a_form()
    {
        const string words = "the whole afternoon, INC-511";
        var visitor = await Stage.VisitAsync(390, 844);
        await visitor.WriteAsync($"/jit request warehouse 4h {words}");
        await visitor.ActAsAsync("Avery Stone");
        await visitor.OnCard(words, "Approve with…").ClickAsync();
        await Expect(visitor.Form.GetByLabel("For how long?").Locator("option:checked")).ToHaveTextAsync("4 hours");
        await visitor.Form.GetByLabel("For how long?").SelectOptionAsync(new SelectOptionValue { Label = "1 hour" });
        await visitor.Form.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Approve", Exact = true }).ClickAsync();
        await Expect(visitor.Card(words)).ToContainTextAsync("Access in force");
        await Expect(visitor.Card(words)).ToContainTextAsync("1 hour");
    }

    [Test]
    public async Task An_approver_in_Teams_chooses_less_time_in_a_part_that_unfolds()
    {
        const string words = "the whole evening, INC-512";
        var visitor = await AskedInTeamsAsync(words);
        await Expect(visitor.Card(words).GetByLabel("For how long?")).ToBeHiddenAsync();
        await visitor.OnCard(words, "Approve with…").ClickAsync();
        await Expect(visitor.Card(words).GetByLabel("For how long?").Locator("option:checked")).ToHaveTextAsync("4 hours");
        await visitor.Card(words).GetByLabel("For how long?").SelectOptionAsync(new SelectOptionValue { Label = "1 hour" });
        await visitor.OnCard(words, "Approve like this").ClickAsync();
        await Expect(visitor.Card(words)).ToContainTextAsync("Access in force");
        await Expect(visitor.Card(words)).ToContainTextAsync("1 hour");
    }

    [Test]
    public async Task What_must_be_filled_in_on_a_card_is_told_beside_it_and_nothing_is_sent_before()
    {
        var visitor = await SeeStrangeCardAsync();
        await visitor.OnCard("all is well", "More").ClickAsync();
        var menu = visitor.Card("all is well").GetByLabel("Which size?");
        await visitor.OnCard("all is well", "Send it").ClickAsync();
        await Expect(visitor.Card("all is well").Locator(".error")).ToHaveTextAsync("Choose a size.");
        await Expect(menu).ToBeFocusedAsync();
        await Expect(visitor.Notice).ToBeHiddenAsync();
        await menu.SelectOptionAsync(new SelectOptionValue { Label = "Large" });
        await visitor.OnCard("all is well", "Send it").ClickAsync();
        await Expect(visitor.Card("all is well").Locator(".error")).ToHaveCountAsync(0);
        await Expect(visitor.Notice).ToContainTextAsync("This button is not known to JitBot");
    }

    [TestCase(ColorScheme.Light)]
    [TestCase(ColorScheme.Dark)]
    public async Task An_emergency_is_red_in_Teams_and_says_by_the_readers_clock_until_when_it_must_be_reviewed(ColorScheme colours)
    {
        var visitor = (await Stage.VisitAsync(1280, 800, colours)).InTeams;
        await visitor.ActAsAsync(Morgan);
        await visitor.GoToAsync("JitBot");
        await visitor.WriteAsync("escalate prod-db-emergency the primary is down, INC-513");
        await visitor.GoToAsync("approvals");
        var card = visitor.Card("INC-513");
        await Expect(card.GetByRole(AriaRole.Heading)).ToContainTextAsync("🚨 Emergency");
        await Expect(card.Locator("h3 .attention")).ToHaveCSSAsync("color", await ColourAsync(visitor, "--danger"));
        var due = Stage.House.Clock.GetUtcNow() + TimeSpan.FromDays(1);
        var zurich = TimeZoneInfo.ConvertTime(due, TimeZoneInfo.FindSystemTimeZoneById("Europe/Zurich"));
        await Expect(card).ToContainTextAsync(new System.Text.RegularExpressions.Regex($"0 of 2, due {zurich:ddd}, {zurich.Day} .* {zurich:HH}:"));
        await SeeStrangeColoursAsync(await SeeStrangeCardAsync(visitor));
        await Axe.FindNothingAsync(visitor, "an emergency");
        await Shots.TakeAsync(visitor, $"emergency-{colours}");
    }

    [TestCase(ColorScheme.Light)]
    [TestCase(ColorScheme.Dark)]
    public async Task Nothing_about_an_emergency_is_unreadable_or_unnamed_on_a_phone(ColorScheme colours)
    {
        var visitor = await Stage.VisitAsync(390, 844, colours);
        await visitor.ActAsAsync(Morgan);
        await visitor.Quick("Emergency access").ClickAsync();
        await visitor.Form.GetByLabel(Why).FillAsync("ai");
        await visitor.Form.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Take it now" }).ClickAsync();
        await Expect(visitor.Form.Locator(".error")).ToHaveCountAsync(1);
        await Axe.FindNothingAsync(visitor, "the form in Slack");
        await Shots.TakeAsync(visitor, $"phone-emergency-{colours}");
        await visitor.Form.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Cancel" }).ClickAsync();
        await visitor.InTeams.GoToAsync("JitBot");
        await visitor.InTeams.Quick("escalate").ClickAsync();
        await Expect(visitor.InTeams.Messages.GetByLabel(Why)).ToBeVisibleAsync();
        Assert.That(await visitor.FitsAsync());
        await Axe.FindNothingAsync(visitor, "the form in Teams");
        await Shots.TakeAsync(visitor, $"phone-teams-emergency-{colours}");
    }

    private async Task<Visitor> AskedInTeamsAsync(string words)
    {
        var visitor = (await Stage.VisitAsync(390, 844)).InTeams;
        await visitor.GoToAsync("approvals");
        await visitor.WriteAsync($"@JitBot request warehouse-in-teams 4h {words}");
        await Expect(visitor.Card(words)).ToContainTextAsync("Waiting for approval");
        await visitor.ActAsAsync("Avery Stone");
        return visitor;
    }

    /// <summary>The bot posts a card that only a client of everything would know.</summary>
    private async Task<Visitor> SeeStrangeCardAsync(Visitor? visitor = null)
    {
        visitor ??= (await Stage.VisitAsync(390, 844)).InTeams;
        await visitor.GoToAsync("approvals");
        var organisation = Stage.House.World.Teams.Teams.Organisation;
        var attachment = new JsonObject { ["contentType"] = TeamsMessage.CardType, ["content"] = JsonNode.Parse(StrangeCard) };
        var id = organisation.Numbers.NextMessage();
        organisation.Messages.Put(new TeamsMessage(Stage.House.World.Teams.Approvals.Id, id, organisation.App.BotId, "")
        {
            RootId = id,
            IsFromBot = true,
            Activity = new JsonObject { ["attachments"] = new JsonArray(attachment) },
        });
        await Expect(visitor.Card("all is well")).ToBeVisibleAsync();
        return visitor;
    }

    private static async Task SeeStrangeColoursAsync(Visitor visitor)
    {
        await Expect(visitor.Card("all is well").GetByText("all is well")).ToHaveCSSAsync("color", await ColourAsync(visitor, "--accent"));
        await Expect(visitor.Card("all is well").GetByText("take care")).ToHaveCSSAsync("color", await ColourAsync(visitor, "--warn"));
    }

    /// <summary>One of the page's colours, as the browser computes it.</summary>
    private static Task<string> ColourAsync(Visitor visitor, string name) => visitor.Page.EvaluateAsync<string>("""
        name => {
          const probe = document.body.appendChild(document.createElement('i'));
          probe.style.color = `var(${name})`;
          const colour = getComputedStyle(probe).color;
          probe.remove();
          return colour;
        }
        """, name);
}
