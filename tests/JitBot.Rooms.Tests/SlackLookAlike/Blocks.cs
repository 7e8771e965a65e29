using System.Text.Json.Nodes;

namespace JitBot.Rooms.Tests.SlackLookAlike;

/// <summary>Blocks and views, the smallest that Slack takes.</summary>
internal static class Blocks
{
    public static JsonObject Header(string text) => new() { ["type"] = "header", ["text"] = Plain(text) };

    public static JsonObject Plain(string text) => new() { ["type"] = "plain_text", ["text"] = text };

    public static JsonObject Markdown(string text) => new() { ["type"] = "mrkdwn", ["text"] = text };

    public static JsonObject Section(string text) => new() { ["type"] = "section", ["text"] = Markdown(text) };

    public static JsonObject Button(string actionId, string text = "Approve", string value = "handle") =>
        new() { ["type"] = "button", ["action_id"] = actionId, ["text"] = Plain(text), ["value"] = value };

    public static JsonObject Actions(params JsonObject[] elements) =>
        new() { ["type"] = "actions", ["elements"] = new JsonArray([.. elements]) };

    public static JsonObject Option(string text, string value) => new() { ["text"] = Plain(text), ["value"] = value };

    public static JsonObject Select(string actionId, params JsonObject[] options) =>
        new() { ["type"] = "static_select", ["action_id"] = actionId, ["options"] = new JsonArray([.. options]) };

    public static JsonObject Input(string blockId, JsonObject element) =>
        new() { ["type"] = "input", ["block_id"] = blockId, ["label"] = Plain("Label"), ["element"] = element };

    public static JsonObject TextInput(string actionId) => new() { ["type"] = "plain_text_input", ["action_id"] = actionId };

    public static JsonObject Modal(params JsonObject[] blocks) => new()
    {
        ["type"] = "modal",
        ["title"] = Plain("Ask for access"),
        ["submit"] = Plain("Ask"),
        ["callback_id"] = "request",
        ["blocks"] = new JsonArray([.. blocks]),
    };

    public static JsonObject Home(params JsonObject[] blocks) => new() { ["type"] = "home", ["blocks"] = new JsonArray([.. blocks]) };

    /// <summary>A copy with one more member, or with another value of one.</summary>
    public static JsonObject With(JsonObject of, string name, JsonNode? value)
    {
        var copy = (JsonObject)of.DeepClone();
        copy[name] = value;
        return copy;
    }
}
