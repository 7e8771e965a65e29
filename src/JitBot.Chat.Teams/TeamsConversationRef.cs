namespace JitBot.Chat.Teams;

/// <summary>Where something is said: the address of the service, and the conversation there; a thread has an id of its own.</summary>
internal sealed record TeamsConversationRef(string ServiceUrl, string ConversationId)
{
    private const string ThreadMark = ";messageid=";

    /// <summary>The id of the thread that begins with a message.</summary>
    public static string Thread(string conversation, string message) => conversation + ThreadMark + message;

    /// <summary>The conversation that the thread is in, or the conversation itself: limits count for all its threads together.</summary>
    public string Whole => ConversationId.IndexOf(ThreadMark, StringComparison.Ordinal) is >= 0 and var mark ? ConversationId[..mark] : ConversationId;
}
