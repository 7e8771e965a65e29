using System.Text.Json.Nodes;

namespace JitBot.Sandbox.LookAlikes.Slack;

/// <summary>
/// The bodies of commands and interactions, with every documented field and one nobody knows yet
/// (https://docs.slack.dev/interactivity/implementing-slash-commands, https://docs.slack.dev/reference/interaction-payloads).
/// </summary>
internal sealed class SlackPayloads(SlackWorkspace workspace, SlackTriggers triggers, SlackResponseUrls responseUrls)
{
    private SlackApp App => workspace.App;

    public IEnumerable<KeyValuePair<string, string>> Command(SlackPerson person, SlackChannel channel, string command, string text) =>
    [
        new("token", "deprecated"), new("team_id", person.TeamId), new("team_domain", App.TeamDomain), new("channel_id", channel.Id),
        new("channel_name", channel.Kind == SlackChannelKind.Direct ? "directmessage" : channel.Name), new("user_id", person.Id),
        new("user_name", person.Handle), new("command", command), new("text", text), new("api_app_id", App.AppId),
        new("is_enterprise_install", "false"), new("response_url", responseUrls.For(channel.Id, person.Id, messageTs: null).ToString()),
        new("trigger_id", triggers.For(person.Id)), new("a_field_of_tomorrow", "ignored"),
    ];

    /// <summary>A person touched an element of a message.</summary>
    public JsonObject BlockActions(SlackPerson person, SlackMessage message, SlackMessage newest, JsonObject action, JsonObject state)
    {
        var payload = Interaction("block_actions", person);
        payload["container"] = MessageContainer(message);
        payload["channel"] = ChannelJson(message.ChannelId);
        if (!message.IsEphemeral)
            payload["message"] = newest.ToJson(App, wholeMetadata: true);
        payload["state"] = new JsonObject { ["values"] = state };
        payload["response_url"] = responseUrls.For(message.ChannelId, person.Id, message.Ts).ToString();
        payload["actions"] = new JsonArray(action);
        payload["trigger_id"] = triggers.For(person.Id);
        return payload;
    }

    /// <summary>A person touched an element of a view.</summary>
    public JsonObject BlockActions(SlackPerson person, SlackView view, JsonObject action)
    {
        var payload = ViewEvent("block_actions", person, view);
        payload["container"] = new JsonObject { ["type"] = "view", ["view_id"] = view.Id };
        payload["actions"] = new JsonArray(action);
        payload["trigger_id"] = triggers.For(person.Id);
        return payload;
    }

    public JsonObject ViewSubmission(SlackPerson person, SlackView view)
    {
        var payload = ViewEvent("view_submission", person, view);
        payload["trigger_id"] = triggers.For(person.Id);
        payload["response_urls"] = new JsonArray();
        return payload;
    }

    public JsonObject ViewClosed(SlackPerson person, SlackView view, bool isCleared)
    {
        var payload = ViewEvent("view_closed", person, view);
        payload["is_cleared"] = isCleared;
        return payload;
    }

    /// <summary>A person typed into a menu of a view.</summary>
    public JsonObject Suggestion(SlackPerson person, SlackView view, SlackTouchable menu, string typed)
    {
        var payload = ViewEvent("block_suggestion", person, view);
        payload["action_id"] = menu.ActionId;
        payload["block_id"] = menu.BlockId;
        payload["value"] = typed;
        payload["container"] = new JsonObject { ["type"] = "view", ["view_id"] = view.Id };
        return payload;
    }

    public JsonObject Shortcut(SlackPerson person, string callbackId)
    {
        var payload = Interaction("shortcut", person);
        payload["action_ts"] = workspace.Numbers.NextTs();
        payload["callback_id"] = callbackId;
        payload["trigger_id"] = triggers.For(person.Id);
        return payload;
    }

    private JsonObject ViewEvent(string type, SlackPerson person, SlackView view)
    {
        var payload = Interaction(type, person);
        payload["view"] = view.ToJson(App);
        return payload;
    }

    private JsonObject Interaction(string type, SlackPerson person) => new()
    {
        ["type"] = type,
        ["user"] = new JsonObject
        {
            ["id"] = person.Id,
            ["username"] = person.Handle,
            ["name"] = person.Handle,
            ["team_id"] = person.TeamId,
        },
        ["api_app_id"] = App.AppId,
        ["token"] = "deprecated",
        ["team"] = new JsonObject { ["id"] = App.TeamId, ["domain"] = App.TeamDomain },
        ["enterprise"] = null,
        ["is_enterprise_install"] = false,
        ["a_field_of_tomorrow"] = new JsonObject { ["receivers"] = "ignore what they do not know" },
    };

    private JsonObject ChannelJson(string channelId)
    {
        var channel = workspace.Channel(channelId);
        var name = channel.Kind switch
        {
            SlackChannelKind.Direct => "directmessage",
            SlackChannelKind.Private => "privategroup",
            _ => channel.Name,
        };
        return new JsonObject { ["id"] = channel.Id, ["name"] = name };
    }

    private static JsonObject MessageContainer(SlackMessage message)
    {
        var container = new JsonObject
        {
            ["type"] = "message",
            ["message_ts"] = message.Ts,
            ["channel_id"] = message.ChannelId,
            ["is_ephemeral"] = message.IsEphemeral,
        };
        if (message.ThreadTs is not null)
            container["thread_ts"] = message.ThreadTs;
        return container;
    }
}
