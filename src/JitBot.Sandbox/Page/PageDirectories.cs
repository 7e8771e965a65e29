using System.Text.Json.Nodes;
using JitBot.Sandbox.LookAlikes;
using JitBot.Sandbox.World;

namespace JitBot.Sandbox.Page;

/// <summary>Who is truly in which group, since when and by whom; and who was last taken out.</summary>
internal sealed class PageDirectories(SandboxWorld world, PageNames names)
{
    /// <summary>Enough to see that somebody has just gone.</summary>
    private const int MostGone = 3;

    public JsonArray Describe() =>
    [
        .. world.Graph.Directory.Groups.Select(group => Describe("Entra ID", group.Id, group.DisplayName, group.MembershipRule, world.Graph.Directory.Memberships)),
        .. world.Okta.Directory.Groups.Select(group => Describe("Okta", group.Id, group.Name, rule: null, world.Okta.Directory.Memberships)),
    ];

    private JsonObject Describe(string directory, string id, string name, string? rule, MembershipHistory history)
    {
        var last = history.All.Where(change => change.Group == id).GroupBy(change => change.Member).Select(changes => changes.Last()).ToArray();
        return new JsonObject
        {
            ["id"] = id,
            ["directory"] = directory,
            ["name"] = name,
            ["rule"] = rule,
            ["members"] = new JsonArray([.. last.Where(change => change.Added).OrderBy(change => change.At).Select(Describe)]),
            ["gone"] = new JsonArray([.. last.Where(change => !change.Added).OrderByDescending(change => change.At).Take(MostGone).Select(Describe)]),
        };
    }

    private JsonObject Describe(MembershipChange change) => new()
    {
        ["member"] = change.Member,
        ["name"] = names.Member(change.Member),
        ["at"] = change.At.ToUnixTimeMilliseconds(),
        ["by"] = names.Doer(change.By),
    };
}
