using System.Text.Json.Nodes;
using static JitBot.Sandbox.LookAlikes.Teams.CardWords;

namespace JitBot.Sandbox.LookAlikes.Teams;

/// <summary>Inputs (https://adaptivecards.io/explorer/Input.Text.html and its neighbours); each must have an id, or what is typed is lost.</summary>
internal static class CardInputs
{
    private static readonly CardShape Choice = new("1.0", new("type", OneOf("Input.Choice")), new("title", Text, Required: true), new("value", Text, Required: true));

    /// <summary>Not in the schema of 1.5: Teams' own (https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/dynamic-search).</summary>
    private static readonly CardShape Query = new("1.0", new("type", OneOf("Data.Query"), Required: true), new("dataset", Id, Required: true), new("value", Text),
        new("count", Number), new("skip", Number), new("associatedInputs", OneOf("auto", "none")));

    private static readonly Dictionary<string, CardShape> Kinds = new(StringComparer.Ordinal)
    {
        ["Input.Text"] = Input(new("isMultiline", Flag), new("maxLength", Number), new("placeholder", Text), new("regex", Text, Since: "1.3"),
            new("style", OneOf("text", "tel", "url", "email", "password")), new("inlineAction", CardActions.OnTap, Since: "1.2"), new("value", Text)),
        ["Input.ChoiceSet"] = Input(new("choices", List(Choice.Check)), new("choices.data", Query.Check), new("isMultiSelect", Flag),
            new("style", OneOf("compact", "expanded", "filtered")), new("value", Text), new("placeholder", Text), new("wrap", Flag, Since: "1.2")),
        ["Input.Toggle"] = Input(new("title", Text, Required: true), new("value", Text), new("valueOff", Text), new("valueOn", Text), new("wrap", Flag, Since: "1.2")),
        ["Input.Number"] = Input(new("max", Number), new("min", Number), new("placeholder", Text), new("value", Number)),
        ["Input.Date"] = Input(new("max", Text), new("min", Text), new("placeholder", Text), new("value", Text)),
        ["Input.Time"] = Input(new("max", Text), new("min", Text), new("placeholder", Text), new("value", Text)),
    };

    public static bool IsOne(JsonNode value) => ((string?)(value as JsonObject)?["type"])?.StartsWith("Input.", StringComparison.Ordinal) == true;

    public static void Check(JsonNode value, string at, CardFindings found) => ByType(Kinds, value, at, found);

    private static CardShape Input(params IEnumerable<CardProperty> own) => CardElements.Element("1.0",
    [
        new("id", Id, Required: true), new("label", Text, Since: "1.3"), new("isRequired", Flag, Since: "1.3"), new("errorMessage", Text, Since: "1.3"), .. own,
    ]);
}
