using System.Text.Json.Nodes;

namespace JitBot.Sandbox.LookAlikes.Slack;

/// <summary>chat.* (https://docs.slack.dev/reference/methods/chat.postMessage and its neighbours).</summary>
internal sealed class SlackChatMethods(SlackWorkspace workspace, SlackDoors doors)
{
    private SlackApp App => workspace.App;

    public IEnumerable<SlackMethod> All =>
    [
        Writing("chat.postMessage", PostMessage) with { Posts = true },
        Writing("chat.postEphemeral", PostEphemeral) with { Posts = true },
        Writing("chat.update", Update),
        Writing("chat.delete", Delete),
    ];

    private static SlackMethod Writing(string name, Func<SlackArguments, JsonObject> run) =>
        new(name, run) { Writes = true, TakesJson = true, Scopes = ["chat:write"] };

    private JsonObject PostMessage(SlackArguments arguments)
    {
        var channel = doors.Postable(arguments.Required("channel"));
        var post = SlackPost.Read(arguments, SlackLimits.MessageText).NeverEmpty();
        var message = Made(channel, post) with { ThreadTs = ThreadOf(channel, arguments.Text("thread_ts")) };
        workspace.Messages.Put(message);
        return Told(message, Warnings(post));
    }

    private JsonObject PostEphemeral(SlackArguments arguments)
    {
        var channel = doors.Postable(arguments.Required("channel"));
        var user = arguments.Required("user");
        if (!channel.Members.Contains(user) || workspace.FindPerson(user) is null or { IsDeleted: true })
            throw new SlackRefusal("user_not_in_channel");
        var post = SlackPost.Read(arguments, SlackLimits.UpdateText).NeverEmpty();
        var message = Made(channel, post) with { OnlyFor = user, ThreadTs = arguments.Text("thread_ts") };
        workspace.Messages.Put(message);
        return new JsonObject { ["message_ts"] = message.Ts };
    }

    private JsonObject Update(SlackArguments arguments)
    {
        var message = Own(arguments, "cant_update_message");
        if (workspace.Channel(message.ChannelId).IsArchived)
            throw new SlackRefusal("is_inactive");
        var post = SlackPost.Read(arguments, SlackLimits.UpdateText);
        if (post.Text is null && post.Blocks is null)
            throw new SlackRefusal("no_text");
        var updated = message with
        {
            Text = post.Text ?? message.Text,
            Blocks = post.Blocks is null ? message.Blocks : SlackBlocks.WithIds(post.Blocks, workspace.Numbers),
            Metadata = post.Metadata is null ? message.Metadata : post.Metadata.Count == 0 ? null : post.Metadata,
            EditedTs = workspace.Numbers.NextTs(),
        };
        workspace.Messages.Put(updated);
        var told = Told(updated, []);
        told["text"] = updated.Text;
        return told;
    }

    private JsonObject Delete(SlackArguments arguments)
    {
        var message = Own(arguments, "cant_delete_message");
        workspace.Messages.Put(message with { IsDeleted = true });
        return new JsonObject { ["channel"] = message.ChannelId, ["ts"] = message.Ts };
    }

    private SlackMessage Own(SlackArguments arguments, string errorWhenOthers)
    {
        var channel = doors.Visible(arguments.Required("channel"));
        var message = workspace.Messages.Find(channel.Id, arguments.Required("ts"));
        if (message is null || message.IsEphemeral)
            throw new SlackRefusal("message_not_found");
        return message.IsFromApp ? message : throw new SlackRefusal(errorWhenOthers);
    }

    private SlackMessage Made(SlackChannel channel, SlackPost post) =>
        new(channel.Id, workspace.Numbers.NextTs(), App.BotUserId, post.Text ?? "")
        {
            IsFromApp = true,
            Blocks = SlackBlocks.WithIds(post.Blocks ?? [], workspace.Numbers),
            Metadata = post.Metadata is { Count: > 0 } ? post.Metadata : null,
        };

    // A reply to a reply lands in the same thread; a thread that is gone cannot be replied to.
    private string? ThreadOf(SlackChannel channel, string? threadTs)
    {
        if (threadTs is null)
            return null;
        var parent = workspace.Messages.Find(channel.Id, threadTs) ?? throw new SlackRefusal("cannot_reply_to_message");
        return parent.ThreadTs ?? parent.Ts;
    }

    private JsonObject Told(SlackMessage message, string[] warnings)
    {
        var told = new JsonObject
        {
            ["channel"] = message.ChannelId,
            ["ts"] = message.Ts,
            ["message"] = message.ToJson(App, wholeMetadata: true),
        };
        if (warnings.Length > 0)
            told["response_metadata"] = new JsonObject { ["warnings"] = new JsonArray([.. warnings.Select(warning => (JsonNode)warning)]) };
        return told;
    }

    private static string[] Warnings(SlackPost post) => post.Text is null ? ["missing_text_in_message"] : [];
}
