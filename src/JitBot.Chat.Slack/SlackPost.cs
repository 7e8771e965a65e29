using System.Text.Json.Nodes;

namespace JitBot.Chat.Slack;

/// <summary>
/// A message ready to be sent: the blocks, the text for notifications and screen readers, and the mark by which we find it again when an
/// answer was lost (https://docs.slack.dev/messaging/message-metadata). Everybody in the workspace may read a mark: it holds no handle.
/// </summary>
internal sealed record SlackPost(string Text, JsonArray Blocks, SlackMark? Mark = null)
{
    /// <summary>Whether nobody waits for it: it goes behind everything else when Slack's rate is short.</summary>
    public bool IsBacklog { get; init; }
}

/// <summary>Which message of ours this is: one card a request and place, one line a version, one notice a kind.</summary>
internal sealed record SlackMark(string Request, string Kind, long Version)
{
    public const string EventType = "jitbot";
    public const string CardKind = "card";
    public const string LineKind = "line";
    public const string AnnouncementKind = "announcement";
    public const string SummaryKind = "summary";

    /// <summary>Whether another mark is on the same message, whatever version it shows if it is a card or a summary.</summary>
    public bool IsSameMessage(SlackMark other) =>
        Request == other.Request && Kind == other.Kind && (Kind is CardKind or SummaryKind || Version == other.Version);

    public JsonObject ToMetadata() => new()
    {
        ["event_type"] = EventType,
        ["event_payload"] = new JsonObject { ["request"] = Request, ["kind"] = Kind, ["version"] = Version },
    };

    public static SlackMark? Read(JsonNode? metadata) =>
        metadata is JsonObject found
        && found["event_type"] is JsonValue type && type.TryGetValue<string>(out var name) && name == EventType
        && found["event_payload"] is JsonObject payload
        && payload["request"] is JsonValue request && request.TryGetValue<string>(out var id)
        && payload["kind"] is JsonValue kind && kind.TryGetValue<string>(out var word)
        && payload["version"] is JsonValue version && version.TryGetValue<long>(out var number)
            ? new SlackMark(id, word, number)
            : null;
}
