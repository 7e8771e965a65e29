using System.Text.Json.Nodes;
using JitBot.Sandbox.LookAlikes.Slack;

namespace JitBot.Sandbox.Page;

/// <summary>What people do in the chat. It goes out through the look-alike's gestures, signed, and the answer says what Slack would say.</summary>
internal static class PageGestures
{
    /// <summary>Slack's word for an app that did not acknowledge within three seconds (https://docs.slack.dev/interactivity/implementing-slash-commands).</summary>
    private const string TimedOut = "operation_timeout";

    /// <summary>Slack's word for an app that it could not hand the gesture to.</summary>
    private const string NotReached = "dispatch_failed";

    public static async Task<JsonObject> CommandAsync(PageDeed deed)
    {
        var words = deed.Text("text").Split(' ', 2);
        return Outcome(await deed.Gestures.CommandAsync(words[0], words.ElementAtOrDefault(1) ?? "", deed.Channel));
    }

    /// <summary>Chooses a global shortcut of the app, as Slack's menu of shortcuts offers it.</summary>
    public static async Task<JsonObject> ShortcutAsync(PageDeed deed) => Outcome(await deed.Gestures.ShortcutAsync(deed.Text("callback")));

    public static Task<JsonObject> SayAsync(PageDeed deed)
    {
        deed.Gestures.Say(deed.Channel, Typed(deed.Text("text")), deed.Optional("ts") is null ? null : deed.Message);
        return Task.FromResult(new JsonObject());
    }

    public static async Task<JsonObject> ClickAsync(PageDeed deed) =>
        Outcome(await deed.Gestures.ClickAsync(deed.Message, deed.Text("action"), deed.Optional("option")));

    /// <summary>Gives the reaction, or takes it back if the person has given it. Nobody is told when the app did not hear of it: Slack tries again.</summary>
    public static async Task<JsonObject> ReactAsync(PageDeed deed)
    {
        var (message, emoji) = (deed.Message, deed.Text("emoji"));
        var isGiven = message.Reactions.Any(reaction => reaction.Name == emoji && reaction.Users.Contains(deed.Who.Id));
        await (isGiven ? deed.Gestures.UnreactAsync(message, emoji) : deed.Gestures.ReactAsync(message, emoji));
        return [];
    }

    public static async Task<JsonObject> TypeAheadAsync(PageDeed deed)
    {
        var offered = await deed.Modal.TypeAheadAsync(deed.Text("action"), deed.Optional("typed") ?? "");
        return new JsonObject
        {
            ["options"] = new JsonArray([.. offered.Select(option => new JsonObject { ["text"] = option.Text, ["value"] = option.Value })]),
        };
    }

    /// <summary>Fills in what was typed and picked, the last touched last.</summary>
    public static async Task<JsonObject> FillAsync(PageDeed deed)
    {
        SlackReply? last = null;
        foreach (var (action, value) in deed.Values)
            last = await deed.Modal.FillAsync(action, value) ?? last;
        return Outcome(last);
    }

    public static async Task<JsonObject> SubmitAsync(PageDeed deed) => Outcome(await deed.Modal.SubmitAsync(deed.Values));

    public static async Task<JsonObject> CloseAsync(PageDeed deed) => Outcome(await deed.Modal.CloseAsync());

    public static async Task<JsonObject> ClickInModalAsync(PageDeed deed) => Outcome(await deed.Modal.ClickAsync(deed.Text("action")));

    /// <summary>Opens the app's Home tab, of which the app is told by an event; nobody is told when it did not hear: Slack tries again.</summary>
    public static async Task<JsonObject> OpenHomeAsync(PageDeed deed)
    {
        await deed.Slack.Home(deed.Who.Handle).OpenAsync();
        return [];
    }

    public static async Task<JsonObject> ClickInHomeAsync(PageDeed deed) =>
        Outcome(await deed.Slack.Home(deed.Who.Handle).ClickAsync(deed.Text("action")));

    private static JsonObject Outcome(SlackReply? reply) =>
        reply is null || reply.IsAcknowledged ? [] : new JsonObject { ["problem"] = reply.TimedOut ? TimedOut : NotReached };

    /// <summary>What a person types is text: Slack's clients escape its three characters (https://docs.slack.dev/messaging/formatting-message-text/#escaping).</summary>
    private static string Typed(string text) =>
        text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);
}
