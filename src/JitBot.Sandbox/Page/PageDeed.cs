using System.Text.Json.Nodes;
using JitBot.Sandbox.LookAlikes.Slack;
using JitBot.Sandbox.LookAlikes.Teams;

namespace JitBot.Sandbox.Page;

/// <summary>What somebody did on the page: the fields of one request.</summary>
internal sealed class PageDeed(PageHouse house, JsonObject fields)
{
    public PageHouse House => house;

    public SlackLookAlike Slack => house.World.Slack;

    /// <summary>Who does it.</summary>
    public SlackPerson Who => PageCast.Find(house.World, Optional("as"));

    public SlackGestures Gestures => Slack.Person(Who.Handle);

    public SlackModalGestures Modal => Slack.Modal(Who.Handle);

    public SlackChannel Channel => Slack.Workspace.Channel(Text("channel"));

    /// <summary>The message, in the version that the page shows.</summary>
    public SlackMessage Message => Slack.Workspace.Messages.Find(Text("channel"), Text("ts")) ?? throw new ArgumentException("That message is no longer there.");

    public TeamsLookAlike Teams => house.World.Teams.Teams;

    public TeamsPlace TeamsPlace => Teams.Organisation.Place(Text("place"));

    /// <summary>The message in Teams as it is now.</summary>
    public TeamsMessage TeamsMessage => Teams.Organisation.Messages.Find(Text("place"), Text("id")) ?? throw new ArgumentException("That message is no longer there.");

    public string Text(string name) => Optional(name) ?? throw new ArgumentException($"'{name}' is missing.");

    public string? Optional(string name) => fields[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    /// <summary>A whole number between one and the most.</summary>
    public int Number(string name, int most) =>
        fields[name] is JsonValue value && value.TryGetValue<int>(out var number) && number >= 1 && number <= most
            ? number
            : throw new ArgumentException($"'{name}' must be a number from 1 to {most}.");

    /// <summary>A place in a list.</summary>
    public int Index(string name) =>
        fields[name] is JsonValue value && value.TryGetValue<int>(out var number) && number >= 0 ? number : throw new ArgumentException($"'{name}' must be a number from 0.");

    /// <summary>Texts by name, in the order given.</summary>
    public IEnumerable<KeyValuePair<string, string>> Values => (fields["values"] as JsonObject ?? [])
        .Select(pair => KeyValuePair.Create(pair.Key, pair.Value is JsonValue value && value.TryGetValue<string>(out var text) ? text : ""));
}
