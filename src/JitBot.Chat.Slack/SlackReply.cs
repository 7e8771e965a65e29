using System.Text.Json.Nodes;

namespace JitBot.Chat.Slack;

/// <summary>What we answer to a request of Slack's: 200, with a body or without.</summary>
internal sealed record SlackReply(JsonObject? Body)
{
    public static SlackReply Nothing { get; } = new((JsonObject?)null);

    /// <summary>A message that only the person who typed the command sees.</summary>
    public static SlackReply Only(SlackPost post) => new(new JsonObject
    {
        ["response_type"] = "ephemeral",
        ["text"] = post.Text,
        ["blocks"] = post.Blocks,
    });
}
