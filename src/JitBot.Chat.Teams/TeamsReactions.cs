namespace JitBot.Chat.Teams;

/// <summary>
/// Which reactions say yes; Teams tells of those to our own messages alone
/// (https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/subscribe-to-conversation-events). None says no: that has a
/// button.
/// </summary>
internal static class TeamsReactions
{
    private static readonly HashSet<string> Yes = new(StringComparer.Ordinal) { "like", "checkmark" };

    /// <summary>What a reaction that was added means as a gesture; null if it means nothing.</summary>
    public static string? Added(string? type) => Yes.Contains(type ?? "") ? TeamsGesture.ApproveByReaction : null;

    /// <summary>What one that was taken away means.</summary>
    public static string? Removed(string? type) => Yes.Contains(type ?? "") ? TeamsGesture.TakeBackByReaction : null;
}
