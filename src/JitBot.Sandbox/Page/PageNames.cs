using JitBot.Core.Holdings;
using JitBot.Sandbox.World;

namespace JitBot.Sandbox.Page;

/// <summary>The names of people, groups and entitlements, by the ids under which the directories and the catalogue know them.</summary>
internal sealed class PageNames(SandboxWorld world, IReadOnlyDictionary<string, string?> settings)
{
    /// <summary>An entitlement's name, or its id.</summary>
    public string Entitlement(string id)
    {
        var at = settings.FirstOrDefault(pair => pair.Value == id && pair.Key.StartsWith("Catalogue:Entitlements:", StringComparison.Ordinal)).Key;
        return at is null ? id : settings[at[..at.LastIndexOf(':')] + ":Name"] ?? id;
    }

    /// <summary>A group's name in whichever directory has it.</summary>
    public string Group(string id) => world.Graph.Directory.Group(id)?.DisplayName ?? world.Okta.Directory.Group(id)?.Name ?? id;

    /// <summary>A member's name: both directories and the chat know people by their e-mail.</summary>
    public string Member(string id)
    {
        var email = world.Graph.Directory.Person(id)?.Mail ?? world.Okta.Directory.Person(id)?.Email;
        return world.Slack.Workspace.People.FirstOrDefault(person => person.Email is not null && person.Email == email)?.RealName ?? email ?? id;
    }

    /// <summary>Who did something to a directory: JitBot under the name of its application or of its token, or somebody else.</summary>
    public string Doer(string by) => by == world.Okta.Door.ApiToken || by == SandboxWorld.ClientId || by == "JitBot" ? "JitBot" : by;

    /// <summary>A holding in words.</summary>
    public string Holding(HoldingKey holding) => $"{Member(holding.Subject)} in {Group(holding.Resource)} ({holding.Provider})";
}
