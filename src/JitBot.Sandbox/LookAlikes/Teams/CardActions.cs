using System.Text.Json.Nodes;
using static JitBot.Sandbox.LookAlikes.Teams.CardWords;

namespace JitBot.Sandbox.LookAlikes.Teams;

/// <summary>Actions (https://adaptivecards.io/explorer/Action.Execute.html and its neighbours), and how many there may be.</summary>
internal static class CardActions
{
    private static readonly CardRule Data = Either(value => IsText(value, out _), Text, TeamsData);

    private static readonly Dictionary<string, CardShape> Kinds = new(StringComparer.Ordinal)
    {
        // The schema has it since 1.4; in Teams it stops working below 1.5 (learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/
        // cards/universal-actions-for-adaptive-cards/work-with-universal-actions-for-adaptive-cards).
        ["Action.Execute"] = Action("1.5", new("verb", Id, Required: true), new("data", Data), new("associatedInputs", OneOf("auto", "none"))),
        ["Action.Submit"] = Action("1.0", new("data", Data), new("associatedInputs", OneOf("auto", "none"), Since: "1.3")),
        ["Action.OpenUrl"] = Action("1.0", new CardProperty("url", Address, Required: true)),
        ["Action.ShowCard"] = Action("1.0", new CardProperty("card", AdaptiveCardRules.Inner, Required: true)),
        ["Action.ToggleVisibility"] = Action("1.2", new CardProperty(
            "targetElements", List(Either(value => IsText(value, out _), Id, new CardShape(
                "1.2", new("type", OneOf("TargetElement")), new("elementId", Id, Required: true), new("isVisible", Flag)).Check)), Required: true)),
    };

    /// <summary>One action.</summary>
    public static void Any(JsonNode value, string at, CardFindings found) => ByType(Kinds, value, at, found);

    /// <summary>An action on a thing that is tapped, which cannot show a card.</summary>
    public static void OnTap(JsonNode value, string at, CardFindings found)
    {
        if ((string?)(value as JsonObject)?["type"] == "Action.ShowCard")
            found.Add($"{at}/type", "Action.ShowCard is not supported here");
        else
            Any(value, at, found);
    }

    /// <summary>The action of <c>refresh</c>, which must be executed by the bot.</summary>
    public static void OnRefresh(JsonNode value, string at, CardFindings found)
    {
        if ((string?)(value as JsonObject)?["type"] == "Action.Execute")
            Any(value, at, found);
        else
            found.Add($"{at}/type", "must be Action.Execute");
    }

    /// <summary>The actions of a card or an action set: beyond the sixth they are not shown unless they are secondary.</summary>
    public static void Several(JsonNode value, string at, CardFindings found)
    {
        List(Any)(value, at, found);
        var primary = (value as JsonArray ?? []).OfType<JsonObject>()
            .Count(action => !string.Equals((string?)action["mode"], "secondary", StringComparison.OrdinalIgnoreCase));
        if (primary > TeamsServiceLimits.Actions)
            found.Add(at, $"more than {TeamsServiceLimits.Actions} actions");
    }

    private static CardShape Action(string since, params IEnumerable<CardProperty> own) => new(since,
    [
        new("type", Text, Required: true), new("title", Text), new("iconUrl", Address, Since: "1.1"), new("id", Id),
        new("style", OneOf("default", "positive", "destructive"), Since: "1.2"),
        new("fallback", Either(value => IsText(value, out _), OneOf("drop"), Any), Since: "1.2"),
        new("tooltip", Text, Since: "1.5"), new("isEnabled", Flag, Since: "1.5"), new("mode", OneOf("primary", "secondary"), Since: "1.5"),
        new("requires", Members, Since: "1.2"), .. own,
    ]);

    /// <summary>What Teams reads in an action's data (https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/cards-actions).</summary>
    private static void TeamsData(JsonNode value, string at, CardFindings found)
    {
        Members(value, at, found);
        if ((value as JsonObject)?["msteams"] is JsonObject own)
            OneOf("task/fetch", "messageBack", "imBack", "invoke", "signin")(own["type"] ?? JsonValue.Create(""), $"{at}/msteams/type", found);
    }
}
