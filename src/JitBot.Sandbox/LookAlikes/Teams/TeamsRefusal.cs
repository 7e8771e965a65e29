using System.Text.Json.Nodes;

namespace JitBot.Sandbox.LookAlikes.Teams;

/// <summary>
/// An error of the Connector, by its documented status and code
/// (https://learn.microsoft.com/microsoftteams/platform/bots/build-conversational-capability#status-codes-from-agent-conversational-apis).
/// </summary>
internal sealed class TeamsRefusal(int status, string code, string message) : Exception($"{code}: {message}")
{
    public static TeamsRefusal BotNotRegistered => new(401, "BotNotRegistered", "No registration found for this bot.");
    public static TeamsRefusal BotDisabledByAdmin => new(403, "BotDisabledByAdmin", "The tenant admin disabled this bot");
    public static TeamsRefusal NotInRoster => new(403, "BotNotInConversationRoster", "The bot is not part of the conversation roster.");
    public static TeamsRefusal Blocked => new(403, "ConversationBlockedByUser", "User blocked the conversation with the bot.");
    public static TeamsRefusal NotInstalled => new(403, "ForbiddenOperationException", "Bot is not installed in user's personal scope");
    public static TeamsRefusal WritesBlocked => new(403, "MessageWritesBlocked", "Message writes are blocked for this conversation.");
    public static TeamsRefusal NotOwnMessage => new(403, "NotEnoughPermissions", "The bot may change its own messages alone.");
    public static TeamsRefusal NoConversation => new(404, "ConversationNotFound", "Conversation not found.");
    public static TeamsRefusal NoActivity => new(404, "ActivityNotFoundInConversation", "Conversation not found.");

    /// <summary>Not on the page, but answered by the real one (https://github.com/microsoft/botbuilder-js/issues/4614).</summary>
    public static TeamsRefusal NoMember => new(404, "MemberNotFoundInConversation", "Member not found in conversation.");

    public static TeamsRefusal PreconditionFailed => new(412, "PreconditionFailed", "Precondition failed, please try again.");
    public static TeamsRefusal TooBig => new(413, "MessageSizeTooBig", "Message size too large.");

    public int Status => status;

    public string Code => code;

    /// <summary>When it may be tried again, in a Retry-After.</summary>
    public TimeSpan? RetryAfter { get; init; }

    public static TeamsRefusal BadArgument(string message) => new(400, "Bad Argument", message);

    public static TeamsRefusal Throttled(TimeSpan retryAfter) => new(429, "Throttled", "Too many requests.") { RetryAfter = retryAfter };

    public JsonObject ToJson() => new() { ["error"] = new JsonObject { ["code"] = code, ["message"] = message } };
}
