using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace JitBot.Chat.Teams;

/// <summary>
/// What a button, a dialog or an older client's message brings along. All of it has been in the hands of a client.
/// <paramref name="IsAutomatic"/>: nobody pressed anything, the card was only seen.
/// </summary>
internal sealed record TeamsInvoke(string? Verb, JsonObject Data, bool IsAutomatic)
{
    private const string Automatic = "automatic";

    public string? Handle => TeamsPayloads.Text(Data["handle"]);

    /// <summary>The card's version, as text: it only tells one gesture from another.</summary>
    public string Version => Data["version"] is JsonValue value ? value.ToJsonString() : "";

    /// <summary>Of <c>adaptiveCard/action</c> (https://learn.microsoft.com/adaptive-cards/authoring-cards/universal-action-model).</summary>
    public static TeamsInvoke ReadAction(TeamsActivity activity)
    {
        var value = Value(activity);
        var action = value["action"] as JsonObject;
        var data = action?["data"] as JsonObject ?? [];
        return new TeamsInvoke(
            TeamsPayloads.Text(action?["verb"]) ?? TeamsPayloads.Text(data["verb"]), data, TeamsPayloads.Text(value["trigger"]) == Automatic);
    }

    /// <summary>Of a dialog: <c>task/fetch</c>, <c>task/submit</c> and those of a message extension.</summary>
    public static TeamsInvoke ReadTask(TeamsActivity activity) => OfData(Value(activity)["data"] as JsonObject ?? []);

    /// <summary>Of a message that stands in for a button's press; null if it is one that somebody typed.</summary>
    public static TeamsInvoke? ReadMessage(TeamsActivity activity) => OfData(Value(activity)) is { Verb: not null } pressed ? pressed : null;

    /// <summary>What a type-ahead asks for: of which list, and what was typed.</summary>
    public static (string? Dataset, string Typed) ReadSearch(TeamsActivity activity)
    {
        var value = Value(activity);
        return (TeamsPayloads.Text(value["dataset"]), TeamsPayloads.Text(value["queryText"]) ?? "");
    }

    private static TeamsInvoke OfData(JsonObject data) => new(TeamsPayloads.Text(data["verb"]), data, IsAutomatic: false);

    private static JsonObject Value(TeamsActivity activity) => activity.Value is { ValueKind: JsonValueKind.Object } value
        ? TeamsPayloads.ReadObject(Encoding.UTF8.GetBytes(value.GetRawText())) ?? []
        : [];
}
