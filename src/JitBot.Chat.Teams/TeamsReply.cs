using System.Text.Json.Nodes;

namespace JitBot.Chat.Teams;

/// <summary>What we answer to an activity: a status, and a body where an invoke wants one.</summary>
internal sealed record TeamsReply(int Status, JsonObject? Body = null)
{
    /// <summary>It was taken; there is nothing to say.</summary>
    public static TeamsReply Taken { get; } = new(200);

    /// <summary>An invoke we know nothing of.</summary>
    public static TeamsReply Unknown { get; } = new(501);
}
