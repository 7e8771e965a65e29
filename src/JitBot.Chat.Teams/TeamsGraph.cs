using System.Text.Json.Nodes;

namespace JitBot.Chat.Teams;

/// <summary>
/// The calls of Microsoft Graph by which the app is installed for somebody
/// (https://learn.microsoft.com/microsoftteams/platform/graph-api/proactive-bots-and-messages/graph-proactive-bots-and-messages): to look it up in the
/// organisation's catalogue, and to install it. The token goes to the address of the settings and nowhere else.
/// </summary>
internal sealed class TeamsGraph(TeamsWire wire, TeamsOptions options)
{
    /// <summary>What our tokens are for, in the only cloud where an app may install itself.</summary>
    public const string Scope = "https://graph.microsoft.com/.default";

    /// <summary>The catalogue's entries for our app, in the list <c>value</c>: the id of its manifest is that of the bot.</summary>
    public Task<TeamsResult> FindAppAsync(CancellationToken ct) =>
        wire.AskAsync("find our app", HttpMethod.Get, At($"appCatalogs/teamsApps?$filter=externalId eq '{options.AppId}'"), body: null, ct);

    /// <summary>The id of our app among them; null if it is not there.</summary>
    public static string? AppIn(TeamsResult found) => TeamsPayloads.Text(((found.Body?["value"] as JsonArray)?.FirstOrDefault() as JsonObject)?["id"]);

    /// <summary>Installs the app for a person; an error of status 409 says that it was there already.</summary>
    public Task<TeamsResult> InstallAsync(string user, string app, CancellationToken ct) => wire.AskAsync(
        "install our app",
        HttpMethod.Post,
        At($"users/{Uri.EscapeDataString(user)}/teamwork/installedApps"),
        new JsonObject { ["teamsApp@odata.bind"] = At($"appCatalogs/teamsApps/{Uri.EscapeDataString(app)}").AbsoluteUri },
        ct);

    private Uri At(string path) => new(options.GraphBaseUrl, path);
}
