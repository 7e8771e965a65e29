using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace JitBot.Sandbox.LookAlikes.Slack;

/// <summary>One version of a modal somebody has open, or of their Home tab, with what is filled in so far.</summary>
internal sealed record SlackView(string Id, string Hash, string OwnerId, JsonObject Payload, JsonObject Values)
{
    public required string RootId { get; init; }
    public string? PreviousId { get; init; }

    /// <summary>Errors shown under inputs after a refused submission, by block_id.</summary>
    public ImmutableSortedDictionary<string, string> Errors { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    public string? ExternalId => (string?)Payload["external_id"] is { Length: > 0 } id ? id : null;
    public string CallbackId => (string?)Payload["callback_id"] ?? "";
    public string Type => (string)Payload["type"]!;

    /// <summary>A Home tab has none.</summary>
    public string Title => (string?)Payload["title"]?["text"] ?? "";
    public JsonArray Blocks => (JsonArray)Payload["blocks"]!;
    public bool NotifiesOnClose => (bool?)Payload["notify_on_close"] == true;

    /// <summary>All words a reader would see, for tests that look for a phrase.</summary>
    public string Words => Title + "\n" + string.Join('\n', SlackBlocks.Texts(Blocks));

    public JsonObject ToJson(SlackApp app) => new()
    {
        ["id"] = Id,
        ["team_id"] = app.TeamId,
        ["type"] = Type,
        ["blocks"] = Blocks.DeepClone(),
        ["private_metadata"] = (string?)Payload["private_metadata"] ?? "",
        ["callback_id"] = CallbackId,
        ["state"] = new JsonObject { ["values"] = Values.DeepClone() },
        ["hash"] = Hash,
        ["title"] = Payload["title"]?.DeepClone(),
        ["clear_on_close"] = (bool?)Payload["clear_on_close"] == true,
        ["notify_on_close"] = NotifiesOnClose,
        ["close"] = Payload["close"]?.DeepClone(),
        ["submit"] = Payload["submit"]?.DeepClone(),
        ["previous_view_id"] = PreviousId,
        ["root_view_id"] = RootId,
        ["app_id"] = app.AppId,
        ["external_id"] = ExternalId ?? "",
        ["app_installed_team_id"] = app.TeamId,
        ["bot_id"] = app.BotId,
    };
}
