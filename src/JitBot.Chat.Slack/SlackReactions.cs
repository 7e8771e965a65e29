namespace JitBot.Chat.Slack;

/// <summary>Which emoji say yes and which no, in every skin tone (https://docs.slack.dev/reference/events/reaction_added).</summary>
internal static class SlackReactions
{
    private static readonly HashSet<string> Yes = new(StringComparer.Ordinal) { "white_check_mark", "+1", "thumbsup" };
    private static readonly HashSet<string> No = new(StringComparer.Ordinal) { "x", "-1", "thumbsdown" };

    /// <summary>
    /// What the reaction, added or removed, means as a gesture; null if it means nothing. A no is not taken back: the request is decided.
    /// </summary>
    public static string? Gesture(string? eventType, string? reaction)
    {
        var emoji = reaction?.Split("::", 2)[0] ?? "";
        return eventType switch
        {
            "reaction_added" when Yes.Contains(emoji) => SlackGesture.ApproveByReaction,
            "reaction_added" when No.Contains(emoji) => SlackGesture.DenyByReaction,
            "reaction_removed" when Yes.Contains(emoji) => SlackGesture.TakeBackByReaction,
            _ => null,
        };
    }
}
