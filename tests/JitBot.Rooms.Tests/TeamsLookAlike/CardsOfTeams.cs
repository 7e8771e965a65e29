using System.Text.Json.Nodes;

namespace JitBot.Rooms.Tests.TeamsLookAlike;

/// <summary>Small cards to try things with.</summary>
internal static class CardsOfTeams
{
    public static JsonObject Card(params JsonNode[] body) => new()
    {
        ["type"] = "AdaptiveCard",
        ["$schema"] = "http://adaptivecards.io/schemas/adaptive-card.json",
        ["version"] = "1.5",
        ["body"] = new JsonArray(body),
    };

    public static JsonObject TextBlock(string text) => new() { ["type"] = "TextBlock", ["text"] = text, ["wrap"] = true };

    public static JsonObject Execute(string verb, string request = "r1") => new()
    {
        ["type"] = "Action.Execute",
        ["title"] = verb,
        ["verb"] = verb,
        ["data"] = new JsonObject { ["request"] = request },
        ["fallback"] = Submit(verb, new JsonObject { ["verb"] = verb, ["request"] = request }),
    };

    public static JsonObject Submit(string title, JsonObject data) => new() { ["type"] = "Action.Submit", ["title"] = title, ["data"] = data };

    public static JsonObject Fetch(string title) =>
        Submit(title, new JsonObject { ["msteams"] = new JsonObject { ["type"] = "task/fetch" }, ["form"] = "request" });

    public static JsonObject Input(string id) => new() { ["type"] = "Input.Text", ["id"] = id, ["label"] = id };

    public static JsonObject Searched(string id) => new()
    {
        ["type"] = "Input.ChoiceSet",
        ["id"] = id,
        ["style"] = "filtered",
        ["choices"] = new JsonArray(),
        ["choices.data"] = new JsonObject { ["type"] = "Data.Query", ["dataset"] = "entitlements", ["associatedInputs"] = "auto" },
    };

    public static JsonObject With(JsonObject node, string name, JsonNode? value)
    {
        node[name] = value;
        return node;
    }

    public static JsonObject Acting(JsonObject card, params JsonNode[] actions) => With(card, "actions", new JsonArray(actions));

    public static JsonObject Refreshed(JsonObject card, params string[] userIds) => With(card, "refresh", new JsonObject
    {
        ["action"] = new JsonObject { ["type"] = "Action.Execute", ["verb"] = "look", ["data"] = new JsonObject { ["request"] = "r1" } },
        ["userIds"] = new JsonArray([.. userIds.Select(id => (JsonNode)id)]),
    });

    public static JsonObject Attached(JsonObject card) => new() { ["contentType"] = "application/vnd.microsoft.card.adaptive", ["content"] = card };

    public static JsonObject Message(JsonObject card) => new() { ["type"] = "message", ["attachments"] = new JsonArray(Attached(card)) };

    public static string Answer(JsonNode value, string type = "application/vnd.microsoft.card.adaptive", int status = 200) =>
        new JsonObject { ["statusCode"] = status, ["type"] = type, ["value"] = value }.ToJsonString();

    public static string Form(JsonObject card) => new JsonObject
    {
        ["task"] = new JsonObject
        {
            ["type"] = "continue",
            ["value"] = new JsonObject { ["title"] = "Request access", ["height"] = "medium", ["width"] = "medium", ["card"] = Attached(card) },
        },
    }.ToJsonString();
}
