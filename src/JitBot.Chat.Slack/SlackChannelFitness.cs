using JitBot.Core.Checkup;

namespace JitBot.Chat.Slack;

/// <summary>
/// Whether a channel can be used, by what Slack says of it (https://docs.slack.dev/reference/objects/conversation-object) or, without the
/// scope for that, by whether its messages can be read.
/// </summary>
internal static class SlackChannelFitness
{
    /// <summary>By <c>conversations.info</c>.</summary>
    public static Finding Judge(NamedChannel named, SlackAnswer info)
    {
        if (!info.IsOk)
            return Unseen(named, info);
        var where = $"#{info.Text("channel", "name") ?? named.Id} ({named.Id})";
        if (Is(info, "is_archived"))
            return Finding.Bad(CheckKind.Channel, where, $"is archived; named by {named.NamedBy}", $"unarchive it, or name another channel in {named.NamedBy}");
        if (!Is(info, "is_member"))
            return NotIn(named, where);
        return Is(info, "is_ext_shared") || Is(info, "is_pending_ext_shared")
            ? Finding.Warn(CheckKind.Channel, where, $"is shared with another organisation (Slack Connect), who can read what is asked there; named by {named.NamedBy}",
                $"name a channel of your own workspace alone in {named.NamedBy}")
            : Finding.Good(CheckKind.Channel, where, $"is open to JitBot; named by {named.NamedBy}");
    }

    /// <summary>By <c>conversations.history</c>: less is seen.</summary>
    public static Finding JudgeByHistory(NamedChannel named, SlackAnswer history) => history.Error switch
    {
        null => Finding.Good(CheckKind.Channel, named.Id,
            $"JitBot is in it; without the scope channels:read (groups:read for a private one) nobody can tell whether it is archived or shared; named by {named.NamedBy}"),
        "not_in_channel" => NotIn(named, named.Id),
        _ => Unseen(named, history),
    };

    private static Finding NotIn(NamedChannel named, string where) =>
        Finding.Bad(CheckKind.Channel, where, $"JitBot is not in it; named by {named.NamedBy}", "type /invite @JitBot in that channel");

    private static Finding Unseen(NamedChannel named, SlackAnswer answer) => answer.Error == "channel_not_found"
        ? Finding.Bad(CheckKind.Channel, named.Id, $"there is no such channel, or it is private and JitBot is not in it; named by {named.NamedBy}",
            $"type /invite @JitBot in that channel, or correct its id (C…, at the end of the channel's details) in {named.NamedBy}")
        : Finding.Bad(CheckKind.Channel, named.Id, $"cannot be looked at: {answer.What}", "mend what is said of Slack above and run doctor again");

    private static bool Is(SlackAnswer answer, string flag) => SlackJson.Flag(SlackJson.At(answer.Body, "channel", flag));
}
