using System.Text.Json;
using System.Text.Json.Nodes;

namespace JitBot.Sandbox.TestClients;

/// <summary>
/// An activity as a test client sent it, unsigned, with the ids that the client made up
/// (https://github.com/microsoft/Agents/blob/main/specs/activity/protocol-activity.md).
/// </summary>
internal sealed record TestClientActivity(JsonObject Json, Uri Service, string Type, string ConversationId)
{
    /// <summary>The client's id of it; none has what no answer can be about.</summary>
    public string? Id => Text(Json["id"]);

    /// <summary>The client's id of the message it is about.</summary>
    public string? ReplyToId => Text(Json["replyToId"]);

    /// <summary>What the bot would read; null if nothing was written.</summary>
    public string? Words => Text(Json["text"]);

    /// <summary>Whether somebody wrote something, rather than pressing something.</summary>
    public bool IsSaid => Type == "message" && Json["value"] is null;

    /// <summary>Reads a body, or says what would be right.</summary>
    public static (TestClientActivity? Activity, string Why) Read(string body)
    {
        JsonObject? json;
        try
        {
            json = JsonNode.Parse(body) as JsonObject;
        }
        catch (JsonException)
        {
            json = null;
        }

        if (json is null)
            return (null, "The body must be one activity, as a JSON object.");
        if (TestClientService.Read(Text(json["serviceUrl"])) is not { } service)
            return (null, "serviceUrl must be an http address of this machine, such as http://localhost:56150/_connector: the bot's answers go there and nowhere else.");
        if (Text(json["type"]) is not { Length: > 0 } type || Text(json["conversation"]?["id"]) is not { Length: > 0 } conversation)
            return (null, "An activity needs a type, and a conversation with an id.");
        return (new TestClientActivity(json, service, type, conversation), "");
    }

    /// <summary>A text, or null.</summary>
    public static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
