using System.Text.Json.Nodes;

namespace JitBot.Sandbox.TestClients;

/// <summary>A conversation as a test client calls it, with the two in it as it calls them, and where it is in the sandbox's Teams.</summary>
internal sealed record TestClientConversation(Uri Service, string Id, string ChannelId, string PlaceId)
{
    /// <summary>What the client calls the bot.</summary>
    public required JsonObject Bot { get; init; }

    /// <summary>What the client calls whoever writes.</summary>
    public required JsonObject User { get; init; }
}
