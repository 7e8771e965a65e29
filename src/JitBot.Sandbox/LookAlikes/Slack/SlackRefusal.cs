using System.Text.Json.Nodes;

namespace JitBot.Sandbox.LookAlikes.Slack;

/// <summary>A Web API error by Slack's own name, with what goes beside it.</summary>
internal sealed class SlackRefusal(string error, params IReadOnlyList<string> messages) : Exception(error)
{
    public string Error => Message;

    /// <summary>Set for <c>missing_scope</c>.</summary>
    public (string Needed, string Provided)? Scope { get; init; }

    public JsonObject ToJson()
    {
        var json = new JsonObject { ["ok"] = false, ["error"] = Error };
        if (Scope is { } scope)
            (json["needed"], json["provided"]) = (scope.Needed, scope.Provided);
        if (messages.Count == 0)
            return json;
        json["errors"] = new JsonArray([.. messages.Select(message => (JsonNode)message)]);
        json["response_metadata"] = new JsonObject
        {
            ["messages"] = new JsonArray([.. messages.Select(message => (JsonNode)("[ERROR] " + message))]),
        };
        return json;
    }
}
