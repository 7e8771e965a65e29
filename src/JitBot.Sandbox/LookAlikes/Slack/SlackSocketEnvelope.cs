using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;

namespace JitBot.Sandbox.LookAlikes.Slack;

/// <summary>A delivery as it goes over a socket (https://docs.slack.dev/apis/events-api/using-socket-mode): what is a form over HTTP is JSON here.</summary>
internal sealed record SlackSocketEnvelope(string Id, string Type, JsonObject Payload, bool TakesAnswer, (int Number, string Reason)? Retry)
{
    public static SlackSocketEnvelope Of(SlackDelivery delivery, string id) => delivery.Path switch
    {
        "/slack/commands" => new(id, "slash_commands", Fields(delivery.Body), TakesAnswer: true, Retry: null),
        "/slack/interactions" or "/slack/options" => Interactive(id, Json((string)Fields(delivery.Body)["payload"]!)),
        _ => new(id, "events_api", Json(delivery.Body), TakesAnswer: false, delivery.Retry ?? (0, "")),
    };

    public JsonObject ToJson()
    {
        var json = new JsonObject
        {
            ["envelope_id"] = Id,
            ["payload"] = Payload.DeepClone(),
            ["type"] = Type,
            ["accepts_response_payload"] = TakesAnswer,
            ["a_field_of_tomorrow"] = "ignored",
        };
        if (Retry is not { } retry)
            return json;
        json["retry_attempt"] = retry.Number;
        json["retry_reason"] = retry.Reason == "http_timeout" ? "timeout" : retry.Reason;
        return json;
    }

    /// <summary>Of interactions, those whose answer says something take one.</summary>
    private static SlackSocketEnvelope Interactive(string id, JsonObject payload) =>
        new(id, "interactive", payload, TakesAnswer: (string?)payload["type"] is "view_submission" or "block_suggestion", Retry: null);

    private static JsonObject Fields(string form)
    {
        using var reader = new FormReader(form);
        return new JsonObject(reader.ReadForm().Select(field => KeyValuePair.Create(field.Key, (JsonNode?)field.Value.ToString())));
    }

    private static JsonObject Json(string text) => (JsonObject)JsonNode.Parse(text)!;
}
