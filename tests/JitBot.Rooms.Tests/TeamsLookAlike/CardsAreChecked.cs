using System.Text.Json.Nodes;
using NUnit.Framework;
using static JitBot.Rooms.Tests.TeamsLookAlike.CardsOfTeams;

namespace JitBot.Rooms.Tests.TeamsLookAlike;

/// <summary>Cards of which Teams would silently show nothing, each refused with what is wrong and where.</summary>
internal sealed class CardsAreChecked : TeamsLookAlikeTests
{
    private static IEnumerable<TestCaseData> Wrong()
    {
        yield return Bad("version 1.6 is newer than 1.5 at /version", With(Card(), "version", "1.6"));
        yield return Bad("must say a version such as 1.5 at /version", With(Card(), "version", null));
        yield return Bad("must be one of AdaptiveCard at /type", With(Card(), "type", "Card"));
        yield return Bad("unknown property: colour at /", With(Card(), "colour", "red"));
        yield return Bad("unknown type: CodeBlock at /body/0/type", Card(new JsonObject { ["type"] = "CodeBlock" }));
        yield return Bad("missing property: type at /body/0", Card(new JsonObject { ["text"] = "words" }));
        yield return Bad("missing property: text at /body/0", Card(new JsonObject { ["type"] = "TextBlock" }));
        yield return Bad("must be a string at /body/0/text", Card(new JsonObject { ["type"] = "TextBlock", ["text"] = 7 }));
        yield return Bad("must be a boolean at /body/0/wrap", Card(With(TextBlock("words"), "wrap", "yes")));
        yield return Bad("must be one of default, small, medium, large, extraLarge at /body/0/size", Card(With(TextBlock("words"), "size", "huge")));
        yield return Bad("unknown property: labelPosition at /body/0", Card(With(TextBlock("words"), "labelPosition", "inline")));
        yield return Bad("must not be null at /body/0/text", Card(With(TextBlock("words"), "text", null)));
        yield return Bad("missing property: value at /body/0/facts/0", Card(new JsonObject { ["type"] = "FactSet", ["facts"] = new JsonArray(new JsonObject { ["title"] = "Who" }) }));
        yield return Bad("unknown type: TextBlock at /body/0/columns/0/type", Card(new JsonObject { ["type"] = "ColumnSet", ["columns"] = new JsonArray(TextBlock("words")) }));
        yield return Bad("must be an absolute address at /body/0/url", Card(new JsonObject { ["type"] = "Image", ["url"] = "picture.png" }));
        yield return Bad("missing property: id at /body/0", Card(new JsonObject { ["type"] = "Input.Text" }));
        yield return Bad("must be an id that is not empty at /body/0/id", Card(Input(" ")));
        yield return Bad("the id why is there twice at /", Card(Input("why"), Input("why")));
        yield return Bad("unknown type: Input.People at /body/0/type", Card(With(Input("who"), "type", "Input.People")));
        yield return Bad("missing property: dataset at /body/0/choices.data", Card(With(Searched("what"), "choices.data", new JsonObject { ["type"] = "Data.Query" })));
        yield return Bad("unknown type: Action.Http at /actions/0/type", Acting(Card(), With(Submit("go", []), "type", "Action.Http")));
        yield return Bad("missing property: verb at /actions/0", Acting(Card(), Without(Execute("approve"), "verb")));
        yield return Bad("must be an id that is not empty at /actions/0/verb", Acting(Card(), With(Execute("approve"), "verb", "")));
        yield return Bad("Action.Execute needs version 1.5 at /actions/0", With(Acting(Card(), Execute("approve")), "version", "1.4"));
        yield return Bad("more than 6 actions at /actions", Acting(Card(), [.. Enumerable.Range(0, 7).Select(number => Execute($"v{number}"))]));
        yield return Bad("more than 6 actions at /body/0/actions", Card(new JsonObject
        {
            ["type"] = "ActionSet",
            ["actions"] = new JsonArray([.. Enumerable.Range(0, 7).Select(number => Execute($"v{number}"))]),
        }));
        yield return Bad("unknown type: Action.Http at /actions/0/fallback/type", Acting(Card(), With(Execute("approve"), "fallback", new JsonObject { ["type"] = "Action.Http" })));
        yield return Bad("Action.ShowCard is not supported here at /selectAction/type", With(Card(), "selectAction", new JsonObject { ["type"] = "Action.ShowCard", ["card"] = Card() }));
        yield return Bad("must be one of task/fetch, messageBack", Acting(Card(), Submit("go", new JsonObject { ["msteams"] = new JsonObject { ["type"] = "dance" } })));
        yield return Bad("more than 60 people at /refresh/userIds", Refreshed(Card(), [.. Enumerable.Range(0, 61).Select(number => $"29:{number}")]));
        yield return Bad("must be what the bot knows a person by (29:…) at /refresh/userIds/0", Refreshed(Card(), "5b6e1f0a-0000-4c1d-9e2f-a1b2c3d4e5f6"));
        yield return Bad("must be Action.Execute at /refresh/action/type", With(Card(), "refresh", new JsonObject { ["action"] = Submit("go", []) }));
        yield return Bad("needs version 1.5 at /body/0/style", With(Card(With(TextBlock("words"), "style", "heading")), "version", "1.4"));
    }

    [TestCaseSource(nameof(Wrong))]
    public async Task A_card_is_refused_because(string words, JsonObject card)
    {
        var answer = await PostAsync(Approvals.Id, Message(card));

        Assert.That(Error(answer), Is.EqualTo("400 Bad Argument"));
        Assert.That((string?)answer.Body!["error"]!["message"], Does.Contain(words));
        Assert.That(Organisation.Messages.All, Is.Empty);
    }

    [Test]
    public async Task A_card_with_everything_is_taken()
    {
        const string Everything = """
            {"type":"AdaptiveCard","version":"1.5","lang":"en","fallbackText":"words","speak":"words","minHeight":"50px","msteams":{"width":"Full"},
             "backgroundImage":{"url":"https://a.example/b.png","fillMode":"cover"},"verticalContentAlignment":"Center",
             "body":[
               {"type":"TextBlock","text":"words","size":"Large","weight":"bolder","color":"good","isSubtle":true,"maxLines":3,"style":"heading","separator":true,"spacing":"small"},
               {"type":"RichTextBlock","inlines":["plain",{"type":"TextRun","text":"run","italic":true,"selectAction":{"type":"Action.OpenUrl","url":"https://a.example"}}]},
               {"type":"FactSet","id":"facts","isVisible":false,"facts":[{"title":"Who","value":"Riley"}]},
               {"type":"Image","url":"data:image/png;base64,AA==","altText":"none","size":"small","style":"person"},
               {"type":"ImageSet","images":[{"type":"Image","url":"https://a.example/b.png"}],"imageSize":"medium"},
               {"type":"Container","style":"emphasis","bleed":true,"items":[{"type":"TextBlock","text":"inside"}]},
               {"type":"ColumnSet","columns":[{"type":"Column","width":"auto","items":[]},{"type":"Column","width":2,"items":[{"type":"TextBlock","text":"two"}]}]},
               {"type":"Table","columns":[{"width":1}],"rows":[{"type":"TableRow","cells":[{"type":"TableCell","items":[{"type":"TextBlock","text":"cell"}]}]}]},
               {"type":"Input.Text","id":"a","label":"why","isRequired":true,"errorMessage":"say why","isMultiline":true,"maxLength":300,"regex":"^.+$"},
               {"type":"Input.ChoiceSet","id":"b","choices":[{"title":"One","value":"1"}],"style":"compact","value":"1"},
               {"type":"Input.Toggle","id":"c","title":"sure"},{"type":"Input.Number","id":"d","min":1,"max":9},
               {"type":"Input.Date","id":"e"},{"type":"Input.Time","id":"f"},
               {"type":"ActionSet","actions":[{"type":"Action.ToggleVisibility","title":"more","targetElements":["facts",{"elementId":"facts","isVisible":true}]}]}],
             "actions":[{"type":"Action.Execute","verb":"go","title":"Go","style":"positive","tooltip":"go","isEnabled":true,"mode":"primary","associatedInputs":"auto"},
               {"type":"Action.ShowCard","title":"Show","card":{"type":"AdaptiveCard","body":[{"type":"TextBlock","text":"shown"}]}},
               {"type":"Action.Submit","title":"Form","data":{"msteams":{"type":"task/fetch"}}},{"type":"Action.OpenUrl","url":"https://a.example","title":"Open"}]}
            """;

        await PostCardAsync((JsonObject)JsonNode.Parse(Everything)!);
    }

    [Test]
    public async Task Six_actions_sixty_people_and_the_same_id_in_a_fallback_are_taken()
    {
        var actions = Enumerable.Range(0, 6).Select(number => With(With(Execute($"v{number}"), "id", $"a{number}"), "fallback", With(Submit("go", []), "id", $"a{number}")));
        var card = Refreshed(Acting(Card(TextBlock("card")), [.. actions]), [.. Enumerable.Range(0, 60).Select(number => $"29:{number}")]);

        await PostCardAsync(card);
    }

    [Test]
    public async Task Another_kind_of_card_is_refused()
    {
        var message = new JsonObject { ["type"] = "message", ["attachments"] = new JsonArray(new JsonObject { ["contentType"] = "application/vnd.microsoft.card.hero" }) };

        Assert.That(Error(await PostAsync(Approvals.Id, message)), Is.EqualTo("400 Bad Argument"));
    }

    private static JsonObject Without(JsonObject node, string name)
    {
        node.Remove(name);
        return node;
    }

    private static TestCaseData Bad(string words, JsonObject card) => new TestCaseData(words, card).SetArgDisplayNames(words);
}
