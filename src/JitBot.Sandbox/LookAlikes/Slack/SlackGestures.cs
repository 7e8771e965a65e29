using System.Text.Json.Nodes;

namespace JitBot.Sandbox.LookAlikes.Slack;

/// <summary>What one person does in channels: types commands, clicks, reacts, writes, leaves. Each is sent to the app at once.</summary>
internal sealed class SlackGestures(
    SlackWorkspace workspace, SlackSender sender, SlackEvents events, SlackPayloads payloads, SlackAnswers answers, string personId)
{
    private const string Interactions = "/slack/interactions";

    /// <summary>The person as they are now.</summary>
    public SlackPerson Who => workspace.Person(personId);

    /// <summary>What only this person sees, the oldest first.</summary>
    public IReadOnlyList<SlackMessage> Ephemerals => workspace.Messages.OnlyFor(personId);

    /// <summary>What the bot wrote to this person directly.</summary>
    public IReadOnlyList<SlackMessage> DirectMessages => workspace.Messages.In(workspace.DirectMessage(Who));

    /// <summary>A slash command; the answer's text, if any, is shown to the person.</summary>
    public async Task<SlackReply> CommandAsync(string command, string text = "", SlackChannel? channel = null)
    {
        var place = channel ?? workspace.General;
        var reply = await sender.SendAsync(SlackDelivery.Form("/slack/commands", payloads.Command(Who, place, command, text)));
        if (reply is { IsAcknowledged: true, Body.Length: > 0 })
            Show(reply, place);
        return reply;
    }

    /// <summary>Clicks a button, or picks an option of a menu, in the version of the message given, which may be an old one.</summary>
    public Task<SlackReply> ClickAsync(SlackMessage message, string actionId, string? option = null)
    {
        if (message.OnlyFor is { } reader && reader != personId)
            throw new InvalidOperationException($"{Who.Handle} does not see this ephemeral message.");
        var touched = SlackTouch.Find(message.Blocks, actionId);
        var action = SlackTouch.Action(touched, SlackTouch.Picked(touched, option), workspace.Numbers.NextTs());
        var state = SlackViewState.Of(message.Blocks);
        return sender.SendAsync(Interaction(payloads.BlockActions(Who, message, workspace.Messages.Newest(message), action, state)));
    }

    /// <summary>Adds a reaction; the app hears of it when its bot is in the channel.</summary>
    public Task<SlackReply?> ReactAsync(SlackMessage message, string emoji)
    {
        workspace.Messages.React(message, emoji.Trim(':'), personId);
        return ReactionAsync("reaction_added", message, emoji.Trim(':'));
    }

    public Task<SlackReply?> UnreactAsync(SlackMessage message, string emoji)
    {
        workspace.Messages.Unreact(message, emoji.Trim(':'), personId);
        return ReactionAsync("reaction_removed", message, emoji.Trim(':'));
    }

    /// <summary>Is deactivated by an administrator, of which the app is told with the whole account (https://docs.slack.dev/reference/events/user_change).</summary>
    public Task<SlackReply> BeDeactivatedAsync()
    {
        workspace.Put(Who with { IsDeleted = true });
        return ChangeAsync();
    }

    /// <summary>Is let in again by an administrator, of which the app is told in the same way.</summary>
    public Task<SlackReply> BeReactivatedAsync()
    {
        workspace.Put(Who with { IsDeleted = false });
        return ChangeAsync();
    }

    /// <summary>The app is told with the whole account that something about it has changed.</summary>
    public Task<SlackReply> ChangeAsync(bool wasDeleted = false)
    {
        var user = (Who with { IsDeleted = Who.IsDeleted || wasDeleted }).ToJson(workspace.App.Scopes.Contains("users:read.email"), workspace.Numbers.Now);
        return events.PublishAsync(new JsonObject { ["type"] = "user_change", ["user"] = user, ["cache_ts"] = 1_700_000_000 });
    }

    /// <summary>A global shortcut.</summary>
    public Task<SlackReply> ShortcutAsync(string callbackId) => sender.SendAsync(Interaction(payloads.Shortcut(Who, callbackId)));

    /// <summary>Writes a message; the app is not told.</summary>
    public SlackMessage Say(SlackChannel channel, string text, SlackMessage? inThreadOf = null) =>
        workspace.Messages.Put(new SlackMessage(channel.Id, workspace.Numbers.NextTs(), personId, text) { ThreadTs = inThreadOf?.Ts });

    /// <summary>Deletes a message, as an administrator can.</summary>
    public void Delete(SlackMessage message) => workspace.Messages.Put(workspace.Messages.Newest(message) with { IsDeleted = true });

    /// <summary>Leaves a channel.</summary>
    public async Task LeaveAsync(SlackChannel channel)
    {
        var before = workspace.Alter(channel, now => now with { Members = now.Members.Remove(personId) });
        await PublishAsync(before, new JsonObject
        {
            ["type"] = "member_left_channel",
            ["user"] = personId,
            ["channel"] = channel.Id,
            ["channel_type"] = "C",
            ["team"] = workspace.App.TeamId,
        });
    }

    /// <summary>Puts the bot out of a channel.</summary>
    public async Task RemoveBotAsync(SlackChannel channel)
    {
        var before = workspace.Alter(channel, now => now with { Members = now.Members.Remove(workspace.App.BotUserId) });
        var type = before.Kind == SlackChannelKind.Private ? "group_left" : "channel_left";
        await PublishAsync(before, new JsonObject { ["type"] = type, ["channel"] = channel.Id, ["actor_id"] = personId });
    }

    public async Task ArchiveAsync(SlackChannel channel, bool isArchived = true)
    {
        var before = workspace.Alter(channel, now => now with { IsArchived = isArchived });
        var type = (before.Kind == SlackChannelKind.Private ? "group_" : "channel_") + (isArchived ? "archive" : "unarchive");
        await PublishAsync(before, new JsonObject { ["type"] = type, ["channel"] = channel.Id, ["user"] = personId });
    }

    private Task<SlackReply?> ReactionAsync(string type, SlackMessage message, string name) => PublishAsync(
        workspace.Channel(message.ChannelId),
        new JsonObject
        {
            ["type"] = type,
            ["user"] = personId,
            ["reaction"] = name,
            ["item_user"] = message.AuthorId,
            ["item"] = new JsonObject { ["type"] = "message", ["channel"] = message.ChannelId, ["ts"] = message.Ts },
        });

    // The channel as it was before the change: a bot that was in it hears that it no longer is.
    private async Task<SlackReply?> PublishAsync(SlackChannel channel, JsonObject inner) =>
        channel.Members.Contains(workspace.App.BotUserId) ? await events.PublishAsync(inner, channel.IsExternallyShared) : null;

    private void Show(SlackReply reply, SlackChannel place)
    {
        try
        {
            answers.Apply(reply.Json ?? new JsonObject { ["text"] = reply.Body }, place.Id, personId, messageTs: null);
        }
        catch (SlackRefusal refusal)
        {
            workspace.Complain($"The answer to a command was refused: {refusal.Error} {refusal.ToJson()}");
        }
    }

    private static SlackDelivery Interaction(JsonObject payload) =>
        SlackDelivery.Form(Interactions, [new("payload", payload.ToJsonString())]);
}
