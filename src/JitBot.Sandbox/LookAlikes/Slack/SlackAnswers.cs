using System.Text.Json.Nodes;

namespace JitBot.Sandbox.LookAlikes.Slack;

/// <summary>Messages that come as an answer: in the body that acknowledges a command, or by a response_url.</summary>
internal sealed class SlackAnswers(SlackWorkspace workspace)
{
    /// <summary>Shows, replaces or deletes; throws what the real one would refuse with.</summary>
    public void Apply(JsonObject words, string channelId, string userId, string? messageTs) => workspace.Gate.Change(() =>
    {
        var original = messageTs is null ? null : workspace.Messages.Find(channelId, messageTs);
        if (IsSet(words, "delete_original"))
        {
            if (original is not null)
                workspace.Messages.Put(original with { IsDeleted = true });
            return;
        }

        var post = SlackPost.Read(new SlackArguments(words), SlackLimits.MessageText).NeverEmpty();
        var replaces = original is not null && IsSet(words, "replace_original");
        workspace.Messages.Put(replaces ? Replaced(original!, post) : Said(words, post, channelId, userId));
    });

    private SlackMessage Said(JsonObject words, SlackPost post, string channelId, string userId) =>
        new(channelId, workspace.Numbers.NextTs(), workspace.App.BotUserId, post.Text ?? "")
        {
            IsFromApp = true,
            OnlyFor = (string?)words["response_type"] == "in_channel" ? null : userId,
            Blocks = SlackBlocks.WithIds(post.Blocks ?? [], workspace.Numbers),
            ThreadTs = (string?)words["thread_ts"],
        };

    private SlackMessage Replaced(SlackMessage original, SlackPost post) => original with
    {
        Text = post.Text ?? "",
        Blocks = SlackBlocks.WithIds(post.Blocks ?? [], workspace.Numbers),
        EditedTs = workspace.Numbers.NextTs(),
    };

    private static bool IsSet(JsonObject words, string name) => words[name]?.ToString() == "true";
}
