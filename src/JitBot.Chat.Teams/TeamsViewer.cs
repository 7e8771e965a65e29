namespace JitBot.Chat.Teams;

/// <summary>For whom a card is drawn.</summary>
internal enum TeamsViewer
{
    /// <summary>Everybody in the conversation; the approvers are among them.</summary>
    Anybody,

    /// <summary>Whoever asked: they cannot decide, but can take it back.</summary>
    Requester,

    /// <summary>Whoever asked for somebody else: they cannot decide either, but can take it back while it waits.</summary>
    Asker,

    /// <summary>Whoever parted from the account that asked: they can neither decide nor take it back.</summary>
    Parted,
}
