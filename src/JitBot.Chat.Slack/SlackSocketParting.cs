namespace JitBot.Chat.Slack;

/// <summary>
/// Why a connection ends. <paramref name="IsAnnounced"/>: it still hears, and the next one can be opened before it falls.
/// <paramref name="IsForGood"/>: none is to be opened any more.
/// </summary>
internal sealed record SlackSocketParting(string Why, bool IsAnnounced = false, bool IsForGood = false)
{
    /// <summary>We closed it ourselves.</summary>
    public static SlackSocketParting Ours { get; } = new(SlackSocketWords.Stopping);

    public static SlackSocketParting Of(SlackSocketMessage.Disconnect disconnect) => new(
        SlackSocketWords.Ended(disconnect.Reason),
        IsAnnounced: disconnect.Reason is "warning" or "refresh_requested",
        IsForGood: disconnect.Reason is "link_disabled");

    public static SlackSocketParting Of(SlackSocketFrame frame) => new(frame switch
    {
        SlackSocketFrame.TooLarge => SlackSocketWords.TooLarge,
        SlackSocketFrame.Closed => SlackSocketWords.Closed,
        _ => SlackSocketWords.Broken,
    });
}
