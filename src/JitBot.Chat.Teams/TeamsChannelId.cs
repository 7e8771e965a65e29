using System.Text.RegularExpressions;

namespace JitBot.Chat.Teams;

/// <summary>
/// The shape of a channel's id (https://learn.microsoft.com/graph/api/channel-get): 19:, then @ and where it lives, which differs by age and cloud and is left open. What is
/// copied out of a link has other signs for the colon and the @, and that of a message says which one it is behind a semicolon.
/// </summary>
internal static partial class TeamsChannelId
{
    /// <summary>What is said of an id that can be none of a channel.</summary>
    public const string NotAChannel = "is not the id of a Teams channel, such as 19:…@thread.tacv2; it stands in the link to the channel, where %3a is written for : and %40 for @";

    /// <summary>Whether it can be a channel's id.</summary>
    public static bool IsChannel(string id) => Channel().IsMatch(id);

    [GeneratedRegex(@"\A19:[^\s@%/;?]+@[^\s@%/;?]+\z")]
    private static partial Regex Channel();
}
