using System.Text.Json.Nodes;
using JitBot.Sandbox.LookAlikes.Slack;

namespace JitBot.Sandbox.Page;

/// <summary>Where one person can read, and what they see there: the messages' own JSON, what is ephemeral for its addressee alone.</summary>
internal sealed class PageTalk(SlackWorkspace workspace, SlackPerson person)
{
    /// <summary>More than anybody scrolls through; a page that plays for hours stays quick.</summary>
    private const int MostMessages = 200;

    /// <summary>The channels and the direct message with the bot, in the order in which they are offered.</summary>
    public IReadOnlyList<SlackChannel> Places =>
    [
        .. workspace.Channels.Where(channel => channel.Kind != SlackChannelKind.Direct && channel.Members.Contains(person.Id))
            .OrderBy(channel => channel.Id == workspace.General.Id).ThenBy(channel => channel.Name, StringComparer.Ordinal),
        .. person.IsStranger ? (IEnumerable<SlackChannel>)[] : [workspace.DirectMessage(person)],
    ];

    /// <summary>The places and, for who can open it, the app's Home tab.</summary>
    public JsonArray DescribePlaces() =>
    [
        .. Places.Select(place => Describe(place.Id, place.Kind == SlackChannelKind.Direct ? "JitBot" : place.Name, place.Kind == SlackChannelKind.Direct ? "direct" : "channel")),
        .. person.IsStranger ? (IEnumerable<JsonObject>)[] : [Describe("home", "JitBot Home", "home")],
    ];

    public JsonArray DescribeMessages(SlackChannel place)
    {
        var own = workspace.Messages.OnlyFor(person.Id).Where(message => message.ChannelId == place.Id);
        var all = workspace.Messages.In(place).Concat(own).OrderBy(message => message.Ts, StringComparer.Ordinal);
        return [.. all.TakeLast(MostMessages).Select(Describe)];
    }

    /// <summary>The modal in front of the person, or null.</summary>
    public JsonObject? DescribeModal()
    {
        if (workspace.Views.Top(person.Id) is not { } view)
            return null;
        var errors = new JsonObject();
        foreach (var (block, words) in view.Errors)
            errors[block] = words;
        var json = view.ToJson(workspace.App);
        json["errors"] = errors;
        return json;
    }

    /// <summary>What the app published in the person's Home tab; null if nothing, or if they have none.</summary>
    public JsonObject? DescribeHome() => workspace.Homes.Of(person.Id)?.ToJson(workspace.App);

    private static JsonObject Describe(string id, string name, string kind) => new() { ["id"] = id, ["name"] = name, ["kind"] = kind };

    private JsonObject Describe(SlackMessage message)
    {
        var json = message.ToJson(workspace.App, wholeMetadata: false);
        if (message.IsEphemeral)
            json["is_ephemeral"] = true;
        return json;
    }
}
