using System.Text.Json.Nodes;
using JitBot.Sandbox.LookAlikes.Slack;
using JitBot.Sandbox.World;

namespace JitBot.Sandbox.Page;

/// <summary>The parts that can be played.</summary>
internal static class PageCast
{
    private static readonly (string Handle, string Part)[] Parts =
    [
        ("riley", "asks for access"),
        ("avery", "approves"),
        ("morgan", "approves, on call"),
        ("sam", "has the database"),
        ("gus", "a guest"),
        ("stella", "another company"),
    ];

    /// <summary>The person who plays this part; throws for one that is not on the list.</summary>
    public static SlackPerson Find(SandboxWorld world, string? handle) =>
        Parts.Any(part => part.Handle == handle)
            ? world.Slack.Workspace.Person(handle!)
            : throw new ArgumentException($"Nobody here is called {handle}: {string.Join(", ", Parts.Select(part => part.Handle))}.", nameof(handle));

    public static JsonArray Describe(SandboxWorld world) =>
        [.. Parts.Select(part => new JsonObject
        {
            ["handle"] = part.Handle,
            ["ids"] = new JsonArray(world.Slack.Workspace.Person(part.Handle).Id, world.Teams.Teams.Organisation.Person(part.Handle).Id),
            ["name"] = world.Slack.Workspace.Person(part.Handle).RealName,
            ["part"] = part.Part,
        })];

    /// <summary>Names for mentions and reactions, by id in either chat.</summary>
    public static JsonObject Names(SandboxWorld world)
    {
        var names = new JsonObject();
        foreach (var person in world.Slack.Workspace.People)
            names[person.Id] = person.IsBot ? "JitBot" : person.RealName;
        var organisation = world.Teams.Teams.Organisation;
        names[organisation.App.BotId] = organisation.App.Name;
        foreach (var person in organisation.People)
            names[person.Id] = person.Name;
        return names;
    }
}
