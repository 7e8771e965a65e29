using System.Text.RegularExpressions;

namespace JitBot.Chat.Slack;

/// <summary>
/// The shape of a conversation's id, as Slack's own specification of its Web API has it (https://github.com/slackapi/slack-api-specs): C, G or D, then capitals and digits. How
/// many has changed over the years, so that is left open.
/// </summary>
internal static partial class SlackChannelId
{
    public const string NotOne = "is not the id of a Slack channel, such as C0123456789; not its name, but what stands at the end of the details that Slack shows of it";

    /// <summary>Whether it can be one.</summary>
    public static bool IsOne(string id) => Shape().IsMatch(id);

    [GeneratedRegex(@"\A[CGD][A-Z0-9]{2,30}\z")]
    private static partial Regex Shape();
}
