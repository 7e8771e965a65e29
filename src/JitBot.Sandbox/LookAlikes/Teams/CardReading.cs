using System.Text.Json;
using System.Text.Json.Nodes;

namespace JitBot.Sandbox.LookAlikes.Teams;

/// <summary>Reading of cards: every object in them, their texts, and what a person can press or fill in.</summary>
internal static class CardReading
{
    private static readonly string[] TextNames = ["text", "title", "value", "label", "placeholder", "fallbackText"];

    private static readonly string[] ActionNames = ["id", "verb", "title"];

    /// <summary>Every object inside, the outermost first; neither what is shown instead, nor what an action carries, nor how the card is refreshed.</summary>
    public static IEnumerable<JsonObject> Objects(JsonNode? node) => node switch
    {
        JsonObject found => Enumerable.Concat([found], found.Where(member => member.Key is not ("fallback" or "data" or "refresh")).SelectMany(member => Objects(member.Value))),
        JsonArray list => list.SelectMany(Objects),
        _ => [],
    };

    /// <summary>All texts a reader would see; the runs of rich text as the one sentence they are.</summary>
    public static IEnumerable<string> Texts(JsonObject card) => Objects(card).SelectMany(found => (string?)found["type"] switch
    {
        "RichTextBlock" => [string.Concat(Objects(found["inlines"]).Select(run => (string?)run["text"]))],
        "TextRun" => [],
        _ => Members(found),
    });

    private static IEnumerable<string> Members(JsonObject found) =>
        from name in TextNames
        let text = found[name] as JsonValue
        where text is not null && text.GetValueKind() == JsonValueKind.String
        select text.ToString();

    /// <summary>The texts that Teams reads as Markdown (https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/cards-format).</summary>
    public static IEnumerable<string> MarkdownTexts(JsonObject card) => Objects(card).SelectMany(found => (string?)found["type"] switch
    {
        "TextBlock" => [found["text"]],
        _ when found["facts"] is JsonArray facts => facts.OfType<JsonObject>().SelectMany(fact => new[] { fact["title"], fact["value"] }),
        _ => Array.Empty<JsonNode?>(),
    }).OfType<JsonValue>().Select(text => text.ToString());

    /// <summary>Everything that can be pressed.</summary>
    public static IEnumerable<JsonObject> Actions(JsonObject card) =>
        Objects(card).Where(found => ((string?)found["type"])?.StartsWith("Action.", StringComparison.Ordinal) == true);

    /// <summary>Everything that can be filled in.</summary>
    public static IEnumerable<JsonObject> Inputs(JsonObject card) => Objects(card).Where(CardInputs.IsOne);

    /// <summary>The one action with this id, verb or title.</summary>
    public static JsonObject Action(JsonObject card, string name)
    {
        var all = Actions(card).ToArray();
        var found = all.Where(action => ActionNames.Any(member => (string?)action[member] == name)).ToArray();
        return found.Length == 1
            ? found[0]
            : throw new InvalidOperationException($"{found.Length} are called {name} among {string.Join(", ", all.Select(Names))}");

        static string Names(JsonObject action) => $"{(string?)action["verb"] ?? (string?)action["id"]} ({(string?)action["title"]})";
    }

    /// <summary>The one input with this id.</summary>
    public static JsonObject Input(JsonObject card, string id) => Inputs(card).SingleOrDefault(input => (string?)input["id"] == id)
        ?? throw new InvalidOperationException($"Nothing is called {id} among {string.Join(", ", Inputs(card).Select(input => (string?)input["id"]))}");
}
