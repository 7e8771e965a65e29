using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace JitBot.Sandbox.LookAlikes.Graph;

/// <summary>
/// An app in the organisation's catalogue: its id there is another than that of its manifest. Whoever holds it says for whom it is installed,
/// for whom a policy forbids it, and installs it.
/// </summary>
public sealed record GraphTeamsApp(string Id, string ExternalId, Func<string, bool?> IsInstalled, Func<string, bool> IsAllowed, Action<string> Install);

/// <summary>
/// The catalogue of Teams apps, and their installation for people (https://learn.microsoft.com/graph/api/appcatalogs-list-teamsapps and
/// https://learn.microsoft.com/graph/api/userteamwork-post-installedapps).
/// </summary>
public sealed partial class GraphTeamsApps
{
    private readonly List<GraphTeamsApp> _apps = [];

    /// <summary>Publishes an app, as an administrator does who uploads its package.</summary>
    public void Publish(GraphTeamsApp app) => _apps.Add(app);

    /// <summary>Takes all apps out of the catalogue.</summary>
    public void Clear() => _apps.Clear();

    internal Task List(HttpContext context)
    {
        var filter = context.Request.Query["$filter"].ToString();
        if (filter.Length > 0 && !Filter().IsMatch(filter))
            return GraphErrors.BadRequestAsync(context, "Invalid filter clause");
        var wanted = filter.Length > 0 ? Filter().Match(filter).Groups[1].Value : null;
        var found = _apps.Where(app => wanted is null || app.ExternalId.Equals(wanted, StringComparison.OrdinalIgnoreCase));
        return context.Response.WriteAsJsonAsync(new Dictionary<string, object>
        {
            ["value"] = found.Select(app => new { id = app.Id, externalId = app.ExternalId, displayName = "JitBot", distributionMethod = "organization" }).ToList(),
        });
    }

    internal async Task InstallAsync(HttpContext context, Uri baseUrl, string user)
    {
        var bound = await BoundAsync(context);
        var path = new Uri(baseUrl, "appCatalogs/teamsApps/").AbsoluteUri;
        if (bound?.StartsWith(path, StringComparison.Ordinal) != true)
            await GraphErrors.WriteAsync(context, StatusCodes.Status400BadRequest, "BadRequest", "Invalid bind property name teamsApp in request.");
        else if (_apps.Find(app => app.Id == bound[path.Length..]) is not { } app)
            await GraphErrors.WriteAsync(context, StatusCodes.Status404NotFound, "NotFound", "The app is not found in the catalogue.");
        else if (app.IsInstalled(user) is not { } isInstalled)
            await GraphErrors.NotFoundAsync(context, user);
        else if (!app.IsAllowed(user))
            await GraphErrors.WriteAsync(context, StatusCodes.Status403Forbidden, "Forbidden", "App is blocked by app permission policy.");
        else if (isInstalled)
            await GraphErrors.WriteAsync(context, StatusCodes.Status409Conflict, "Conflict", "App is already installed in the user's personal scope.");
        else
            Install(context, app, user);
    }

    private static void Install(HttpContext context, GraphTeamsApp app, string user)
    {
        app.Install(user);
        context.Response.StatusCode = StatusCodes.Status201Created;
    }

    private static async Task<string?> BoundAsync(HttpContext context)
    {
        try
        {
            return (string?)(await context.Request.ReadFromJsonAsync<JsonObject>())?["teamsApp@odata.bind"];
        }
        catch (JsonException)
        {
            return null;
        }
    }

    [GeneratedRegex("^externalId eq '([^']*)'$")]
    private static partial Regex Filter();
}
