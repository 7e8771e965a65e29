using System.Text.Json.Nodes;

namespace JitBot.Sandbox.LookAlikes.Slack;

/// <summary>What one person does in the app's Home tab: opens it and clicks there.</summary>
internal sealed class SlackHomeGestures(
    SlackWorkspace workspace, SlackSender sender, SlackEvents events, SlackPayloads payloads, string personId)
{
    private const string Interactions = "/slack/interactions";

    /// <summary>Whether the app ever published anything here.</summary>
    public bool IsPublished => workspace.Homes.Of(personId) is not null;

    /// <summary>What stands in the tab now.</summary>
    public SlackView View =>
        workspace.Homes.Of(personId) ?? throw new InvalidOperationException($"Nothing was published for {Who.Handle}.");

    private SlackPerson Who => workspace.Person(personId);

    /// <summary>
    /// Opens the app's Home tab (https://docs.slack.dev/reference/events/app_home_opened): the event brings the view when one was published
    /// before. Where the tab is off only the messages can be opened.
    /// </summary>
    public Task<SlackReply> OpenAsync() => workspace.App.HasHomeTab
        ? OpenedAsync("home")
        : throw new InvalidOperationException("This app's Home tab is off.");

    /// <summary>Opens the messages with the app, which is told by the same event.</summary>
    public Task<SlackReply> OpenMessagesAsync() => OpenedAsync("messages");

    /// <summary>Clicks a button in the version of the tab given, which may be an old one, or in the one that stands there now.</summary>
    public Task<SlackReply> ClickAsync(string actionId, SlackView? version = null) =>
        sender.SendAsync(SlackDelivery.Form(Interactions, [new("payload", Payload(actionId, version).ToJsonString())]));

    /// <summary>What such a click is told to the app by.</summary>
    public JsonObject Payload(string actionId, SlackView? version = null)
    {
        var touched = SlackTouch.Find((version ?? View).Blocks, actionId);
        var action = SlackTouch.Action(touched, held: null, workspace.Numbers.NextTs());
        return payloads.BlockActions(Who, View, action);
    }

    private Task<SlackReply> OpenedAsync(string tab)
    {
        var inner = new JsonObject
        {
            ["type"] = "app_home_opened",
            ["user"] = personId,
            ["channel"] = workspace.DirectMessage(Who).Id,
            ["tab"] = tab,
        };
        if (tab == "home" && workspace.Homes.Of(personId) is { } view)
            inner["view"] = view.ToJson(workspace.App);
        return events.PublishAsync(inner);
    }
}
