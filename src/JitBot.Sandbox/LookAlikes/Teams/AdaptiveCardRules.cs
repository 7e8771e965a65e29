using System.Text.Json.Nodes;
using static JitBot.Sandbox.LookAlikes.Teams.CardWords;

namespace JitBot.Sandbox.LookAlikes.Teams;

/// <summary>
/// A whole card, by the schema of 1.5 (https://adaptivecards.io/schemas/1.5.0/adaptive-card.json) and what Teams makes of it. The real one
/// shows nothing where a card is wrong, and tells nobody; here it is refused.
/// </summary>
internal static class AdaptiveCardRules
{
    /// <summary>The newest version that Teams shows.</summary>
    private static readonly Version Newest = new(1, 5);

    private static readonly CardShape Refresh = new("1.5",
        new("type", OneOf("Refresh")), new("action", CardActions.OnRefresh, Required: true), new("userIds", PeopleToRefresh));

    private static readonly CardShape Teams = new("1.0", new("width", OneOf("Full")), new("entities", List(Members)));

    private static readonly CardShape Card = new("1.0",
        new("type", OneOf("AdaptiveCard"), Required: true), new("version", Text), new("$schema", Text), new("body", List(CardElements.Any)),
        new("actions", CardActions.Several), new("refresh", Refresh.Check), new("authentication", Members, Since: "1.4"), new("selectAction", CardActions.OnTap, Since: "1.1"),
        new("fallbackText", Text), CardElements.BackgroundImage, new("minHeight", Text, Since: "1.2"), new("rtl", Flag, Since: "1.5"), new("speak", Text),
        new("lang", Text), CardElements.VerticalContent, new("msteams", Teams.Check), new("originator", Text));

    /// <summary>What is wrong with a card, by the version it says it needs.</summary>
    public static CardFindings Check(JsonNode card)
    {
        if (!IsText((card as JsonObject)?["version"], out var text) || !Version.TryParse(text, out var version))
            return Wrong("must say a version such as 1.5");
        if (version > Newest)
            return Wrong($"version {text} is newer than {Newest}");
        var found = new CardFindings(version);
        Card.Check(card, "", found);
        foreach (var id in Twice(card))
            found.Add("", $"the id {id} is there twice");
        return found;

        static CardFindings Wrong(string words)
        {
            var found = new CardFindings(Newest);
            found.Add("/version", words);
            return found;
        }
    }

    /// <summary>A card that an action shows inside its card.</summary>
    public static void Inner(JsonNode card, string at, CardFindings found) => Card.Check(card, at, found);

    private static void PeopleToRefresh(JsonNode value, string at, CardFindings found)
    {
        List((id, place, all) =>
        {
            if (!IsText(id, out var text) || !text.StartsWith("29:", StringComparison.Ordinal))
                all.Add(place, "must be what the bot knows a person by (29:…)");
        })(value, at, found);
        if (value is JsonArray { Count: > TeamsServiceLimits.RefreshedPeople })
            found.Add(at, $"more than {TeamsServiceLimits.RefreshedPeople} people");
    }

    private static IEnumerable<string> Twice(JsonNode card) =>
        from member in CardReading.Objects(card)
        where IsText(member["id"], out _) && IsText(member["type"], out _)
        group member by (string)member["id"]! into same
        where same.Skip(1).Any()
        select same.Key;
}
