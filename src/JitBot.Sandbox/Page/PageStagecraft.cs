using System.Text.Json.Nodes;

namespace JitBot.Sandbox.Page;

/// <summary>What happens to the world behind the scenes: the clock, the providers, the host's process, and the auditor.</summary>
internal static class PageStagecraft
{
    /// <summary>A year, in minutes: nothing here lives longer.</summary>
    private const int FurthestMinutes = 366 * 24 * 60;

    private static readonly string[] AuditVerify = ["audit", "verify"];

    /// <summary>Winds the clock forward; what Slack and Teams meant to send again by then is sent.</summary>
    public static async Task<JsonObject> WindAsync(PageDeed deed)
    {
        deed.House.Clock.Wind(TimeSpan.FromMinutes(deed.Number("minutes", FurthestMinutes)));
        deed.House.Pulse.Ring();
        await deed.Slack.Events.AdvanceRetriesAsync();
        await deed.Teams.Deliveries.AdvanceAsync();
        return [];
    }

    public static async Task<JsonObject> TroubleAsync(PageDeed deed)
    {
        if (!Enum.TryParse<Behaviour>(deed.Text("how"), out var how) || !Enum.IsDefined(how))
            throw new ArgumentException($"A behaviour is one of {string.Join(", ", Enum.GetNames<Behaviour>())}.");
        await deed.House.Trouble.SetAsync(deed.Text("who"), how, CancellationToken.None);
        return [];
    }

    public static async Task<JsonObject> StartAsync(PageDeed deed)
    {
        await deed.House.Host.StartAsync(CancellationToken.None);
        return [];
    }

    public static async Task<JsonObject> KillAsync(PageDeed deed)
    {
        await deed.House.Host.KillAsync(CancellationToken.None);
        return [];
    }

    public static async Task<JsonObject> StopAsync(PageDeed deed)
    {
        await deed.House.Host.StopAsync(CancellationToken.None);
        return [];
    }

    /// <summary>Runs the program's own verb in a process of its own, on the same database.</summary>
    public static async Task<JsonObject> VerifyAsync(PageDeed deed)
    {
        var (code, output) = await deed.House.Host.RunVerbAsync(AuditVerify, CancellationToken.None);
        return new JsonObject { ["code"] = code, ["output"] = output };
    }
}
