namespace JitBot.Chat.Slack;

/// <summary>Slack as a chat platform.</summary>
internal static class SlackChat
{
    public const string PlatformName = "Slack";
}
