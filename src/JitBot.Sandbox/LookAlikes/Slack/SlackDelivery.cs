using System.Text.Json;
using System.Text.Json.Nodes;

namespace JitBot.Sandbox.LookAlikes.Slack;

/// <summary>One request to the app: where to and what. It is signed anew each time it is sent.</summary>
internal sealed record SlackDelivery(string Path, string ContentType, string Body)
{
    /// <summary>1 to 3 when the Events API tries again, with the reason of the last failure.</summary>
    public (int Number, string Reason)? Retry { get; init; }

    public static SlackDelivery Form(string path, IEnumerable<KeyValuePair<string, string>> fields)
    {
        var pairs = fields.Select(field => Encoded(field.Key) + "=" + Encoded(field.Value));
        return new SlackDelivery(path, "application/x-www-form-urlencoded", string.Join('&', pairs));
    }

    public static SlackDelivery Json(string path, JsonObject body) => new(path, "application/json", body.ToJsonString());

    private static string Encoded(string text) => Uri.EscapeDataString(text).Replace("%20", "+", StringComparison.Ordinal);
}

/// <summary>What the app answered; a status of 0 means there was no answer.</summary>
internal sealed record SlackReply(SlackDelivery Delivery, int Status, string Body)
{
    /// <summary>Why the Events API would try again: <c>http_timeout</c>, <c>connection_failed</c>, <c>http_error</c>.</summary>
    public string? Failure { get; init; }

    /// <summary>Whether the app said <c>x-slack-no-retry</c>.</summary>
    public bool AsksForNoRetry { get; init; }

    public bool IsAcknowledged => Failure is null;
    public bool TimedOut => Failure == "http_timeout";

    /// <summary>The body as JSON, if it is an object.</summary>
    public JsonObject? Json
    {
        get
        {
            try
            {
                return Body.Length == 0 ? null : JsonNode.Parse(Body) as JsonObject;
            }
            catch (JsonException)
            {
                return null;
            }
        }
    }
}
