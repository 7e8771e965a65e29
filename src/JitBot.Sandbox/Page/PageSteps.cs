using System.Text.Json.Nodes;
using JitBot.Core.Access;
using JitBot.Sandbox.LookAlikes;
using JitBot.Sandbox.World;

namespace JitBot.Sandbox.Page;

/// <summary>The first steps of a visitor. Each is ticked off by what has truly happened, not by what was clicked.</summary>
internal sealed class PageSteps(SandboxWorld world, PageLedger ledger)
{
    public JsonArray Describe()
    {
        var made = Changes(added: true).ToArray();
        var gone = Changes(added: false).ToArray();
        var isApproved = ledger.OfType("approved").Count > 0;
        return
        [
            Step("ask", "Ask for access as Riley", isApproved || ledger.States.Any(WaitsForAYes)),
            Step("approve", "Approve it as Avery", isApproved),
            Step("see", "See the membership appear", made.Length > 0),
            Step("wind", "Wind the clock past its end", gone.Length > 0 || ledger.OfType("revocation-begun").Count > 0),
            Step("gone", "See it gone", gone.Length > 0),
        ];
    }

    /// <summary>Of an emergency, of what a policy approves by itself and of what came to nothing there is nothing to approve.</summary>
    private static bool WaitsForAYes(AccessState state) => state is AccessState.Preparing { Facts.Emergency: null } or AccessState.Pending { Facts.Emergency: null };

    /// <summary>What JitBot itself changed; an administrator put Sam where Sam is.</summary>
    private IEnumerable<MembershipChange> Changes(bool added) => world.Graph.Directory.Memberships.All
        .Concat(world.Okta.Directory.Memberships.All)
        .Where(change => change.Added == added && change.By != SandboxWorld.Administrator);

    private static JsonObject Step(string id, string words, bool isDone) => new() { ["id"] = id, ["words"] = words, ["done"] = isDone };
}
