using System.Text;
using System.Text.Json.Nodes;

namespace JitBot.Chat.Slack;

/// <summary>What we answer to a request of Slack's: 200, with a body or without.</summary>
internal sealed record SlackReply(JsonObject? Body)
{
    public static SlackReply Nothing { get; } = new((JsonObject?)null);

    private static readonly byte[] HelpJson = Encoding.UTF8.GetBytes(Only(SlackLists.Help()).Body!.ToJsonString());

    /// <summary>What can be typed. It never changes, so it is drawn once; each answer is a copy, since whoever sends one may put it into something else.</summary>
    public static SlackReply Help => new(JsonNode.Parse(HelpJson)!.AsObject());

    /// <summary>A message that only the person who typed the command sees.</summary>
    public static SlackReply Only(SlackPost post) => new(new JsonObject
    {
        ["response_type"] = "ephemeral",
        ["text"] = post.Text,
        ["blocks"] = post.Blocks,
    });
}
