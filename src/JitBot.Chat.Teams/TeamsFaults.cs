using JitBot.Core.Chat;
using JitBot.Core.Operations;

namespace JitBot.Chat.Teams;

/// <summary>
/// What the Connector's errors mean for a message of ours
/// (https://learn.microsoft.com/microsoftteams/platform/bots/build-conversational-capability#status-codes-from-bot-conversational-apis).
/// A name we do not know means "not now": giving up is the dearer mistake.
/// </summary>
internal static class TeamsFaults
{
    private const int Unauthorized = 401;
    private const int TooLarge = 413;

    /// <summary>The place cannot be written to any more; access goes on and the next best place is told. With what an operator can do.</summary>
    private static readonly Dictionary<string, string> Place = new(StringComparer.Ordinal)
    {
        ["ConversationNotFound"] = "there is no such conversation; correct its id in the settings",
        ["BotNotInConversationRoster"] = "JitBot is not in it; add the app to the team or chat",
        ["BotDisabledByAdmin"] = "an administrator has blocked the app; allow it in the Teams admin center",
        ["ConversationBlockedByUser"] = "the person has blocked JitBot, or the channel's moderation keeps it out",
        ["MessageWritesBlocked"] = "nobody may write there now; the team may be archived",
        ["ForbiddenOperationException"] = "the app is not installed for the person; install it for them in the Teams admin center",
        ["NotEnoughPermissions"] = "JitBot may not write there; add the app to the team or chat again",
        ["MemberNotFoundInConversation"] = "the person is not in it",
        [TeamsResult.NotAService] = "",
        [TeamsResult.NotAnId] = "",
    };

    /// <summary>The message is gone.</summary>
    private const string MessageGone = "ActivityNotFoundInConversation";

    /// <summary>We built what Teams does not take: a mistake of ours, to be seen and mended.</summary>
    private static readonly HashSet<string> Mistake = new(StringComparer.Ordinal) { "BadArgument", "Bad Argument", "BadSyntax", "MessageSizeTooBig" };

    /// <summary>What an answer without error, or with this one, means for the message.</summary>
    public static ChatAnswer For(TeamsResult result, MessageRef? posted) => result.Error switch
    {
        null when posted is null => throw new InvalidOperationException($"{result.Call} did not say where the message stands."),
        null => new ChatAnswer.Posted(posted),
        MessageGone => new ChatAnswer.MessageGone(result.What),
        { } error when Place.TryGetValue(error, out var todo) => new ChatAnswer.PlaceGone(todo.Length > 0 ? $"{result.Call}: {error}: {todo}" : result.What),
        { } error when Mistake.Contains(error) || result.Status == TooLarge => throw new InvalidOperationException($"Teams does not take what we sent. {result.What}"),
        { } error => new ChatAnswer.NotNow(result.What, result.RetryAfter, IsBooked: error == TeamsResult.NotYourTurn),
    };

    /// <summary>Says whether we were let in. An answer that never came says nothing, nor does a sign-in that could not be reached.</summary>
    public static void Report(DoorWitness doors, TeamsResult result)
    {
        if (IsTokenTrouble(result))
            doors.Refused(TeamsSetup.Section, DoorWitness.Everything, $"{result.What}.");
        else if (result.IsOk)
            doors.LetIn(TeamsSetup.Section, result.Call);
    }

    /// <summary>Whether our credential does not open the door now; an operator can give another, so nothing is given up.</summary>
    public static bool IsTokenTrouble(TeamsResult result) =>
        result.Status == Unauthorized || (result.Error == TeamsResult.NoToken && TeamsTokens.IsRefusal(result.Detail));
}
