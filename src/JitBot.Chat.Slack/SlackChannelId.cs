using System.Text.RegularExpressions;

namespace JitBot.Chat.Slack;

/// <summary>
/// The shape of what Slack takes for a channel's id: capitals and digits, which no channel's name has, since names are kept in small letters. The ids of channels have begun
/// with C, G or D (https://github.com/slackapi/slack-api-specs), but Slack says not to rely on that
/// (https://api.slack.com/changelog/2018-09-more-reasons-to-be-a-conversations-api-convert), and posts to a person's id as well. So the first letter and the length are left
/// open: doctor asks Slack whether there is such a channel.
/// </summary>
internal static partial class SlackChannelId
{
    /// <summary>What is said of an id that can be none of a channel.</summary>
    public const string NotAChannel = "is not the id of a Slack channel, such as C0123456789; not its name, but what stands at the end of the details that Slack shows of it";

    /// <summary>Whether it can be a channel's id.</summary>
    public static bool IsChannel(string id) => Channel().IsMatch(id);

    [GeneratedRegex(@"\A[A-Z][A-Z0-9]+\z")]
    private static partial Regex Channel();
}
