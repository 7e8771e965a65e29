using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace JitBot.Sandbox.LookAlikes.Slack;

/// <summary>A reaction and who gave it.</summary>
internal sealed record SlackReaction(string Name, ImmutableArray<string> Users);

/// <summary>One version of a message. An update puts a new version in its place; a client may still show the old one.</summary>
internal sealed record SlackMessage(string ChannelId, string Ts, string AuthorId, string Text)
{
    public JsonArray Blocks { get; init; } = [];
    public string? ThreadTs { get; init; }
    public JsonObject? Metadata { get; init; }
    public string? EditedTs { get; init; }
    public bool IsDeleted { get; init; }
    public bool IsFromApp { get; init; }

    /// <summary>The only person who sees it, when it is ephemeral.</summary>
    public string? OnlyFor { get; init; }

    public ImmutableArray<SlackReaction> Reactions { get; init; } = [];
    public bool IsEphemeral => OnlyFor is not null;
    public bool IsReply => ThreadTs is not null && ThreadTs != Ts;

    /// <summary>All words a reader would see, for tests that look for a phrase.</summary>
    public string Words => Text + "\n" + string.Join('\n', SlackBlocks.Texts(Blocks));

    public JsonObject ToJson(SlackApp app, bool wholeMetadata)
    {
        var json = new JsonObject { ["type"] = "message", ["user"] = AuthorId, ["ts"] = Ts, ["text"] = Text, ["team"] = app.TeamId };
        if (IsFromApp)
        {
            json["bot_id"] = app.BotId;
            json["app_id"] = app.AppId;
            json["bot_profile"] = new JsonObject { ["id"] = app.BotId, ["app_id"] = app.AppId, ["name"] = app.BotName };
        }

        if (Blocks.Count > 0)
            json["blocks"] = Blocks.DeepClone();
        if (ThreadTs is not null)
            json["thread_ts"] = ThreadTs;
        if (EditedTs is not null)
            json["edited"] = new JsonObject { ["user"] = app.BotId, ["ts"] = EditedTs };
        if (Metadata is not null)
            json["metadata"] = wholeMetadata ? Metadata.DeepClone() : new JsonObject { ["event_type"] = (string?)Metadata["event_type"] };
        if (Reactions.Length > 0)
            json["reactions"] = ReactionsJson();
        return json;
    }

    private JsonArray ReactionsJson() =>
        [.. Reactions.Select(reaction => new JsonObject
        {
            ["name"] = reaction.Name,
            ["count"] = reaction.Users.Length,
            ["users"] = new JsonArray([.. reaction.Users.Select(user => (JsonNode)user)]),
        })];
}
