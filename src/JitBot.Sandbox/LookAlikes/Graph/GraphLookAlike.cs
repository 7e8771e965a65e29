using System.Globalization;
using Microsoft.AspNetCore.Http.Features;

namespace JitBot.Sandbox.LookAlikes.Graph;

/// <summary>
/// Microsoft Graph as far as JitBot uses it, over HTTP on loopback, with the errors, limits and dangers of the real one
/// (https://learn.microsoft.com/graph/api/overview).
/// </summary>
public sealed class GraphLookAlike : IAsyncDisposable
{
    private readonly LoopbackServer _server;
    private readonly Func<string, string?> _callerOf;

    private GraphLookAlike(TimeProvider clock, Func<string, string?> callerOf)
    {
        _callerOf = callerOf;
        Directory = new GraphDirectory(new MembershipHistory(clock, Faults), new ActivityLog(clock));
        Sessions = new SessionEnds(clock);
        Throttle = new GraphThrottle(clock);
        _server = new LoopbackServer(clock, Build);
    }

    /// <summary>The faults to come.</summary>
    public DirectoryFaults Faults { get; } = new();

    /// <summary>The limits, and what was let through and refused.</summary>
    public GraphThrottle Throttle { get; }

    /// <summary>Users, groups and memberships.</summary>
    public GraphDirectory Directory { get; }

    /// <summary>Who was signed out of everything.</summary>
    public SessionEnds Sessions { get; }

    /// <summary>The organisation's catalogue of Teams apps.</summary>
    public GraphTeamsApps Apps { get; } = new();

    /// <summary>The address to give as <c>Entra:GraphBaseUrl</c>.</summary>
    public Uri BaseUrl => new(_server.BaseUrl, "v1.0/");

    /// <summary>How many users or members a page holds.</summary>
    public int PageSize { get; set; } = 100;

    /// <summary>Of more groups around one than this getMemberGroups says nothing.</summary>
    public int MostMemberGroups { get; set; } = 11_000;

    /// <summary>Whether questions about users are answered with everybody, as a careless gateway in between might do.</summary>
    public bool IgnoresFilters { get; set; }

    /// <summary>The permissions in a token, to refuse what they do not allow; null to allow everything.</summary>
    public Func<string, IReadOnlyList<string>>? RolesOf { get; set; }

    /// <summary>Every request so far, as "METHOD target".</summary>
    public IReadOnlyList<string> Requests => _server.Requests;

    /// <summary>Raised with each request, before anything is done about it.</summary>
    public event Action<HttpRequest>? Received;

    /// <summary>
    /// Starts one. <paramref name="callerOf"/> names the application behind a bearer token, or answers null for a token that is none.
    /// </summary>
    public static async Task<GraphLookAlike> StartAsync(TimeProvider clock, Func<string, string?> callerOf)
    {
        var graph = new GraphLookAlike(clock, callerOf);
        await graph._server.StartAsync();
        return graph;
    }

    /// <summary>Refuses connections until <see cref="ComeBackAsync"/>.</summary>
    public Task GoDownAsync() => _server.GoDownAsync();

    /// <summary>Listens again at the same address, knowing all it knew.</summary>
    public Task ComeBackAsync() => _server.StartAsync();

    /// <inheritdoc />
    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private void Build(WebApplication app)
    {
        app.Use(ReceiveAsync);
        app.UseFaults(Faults, Kind, GraphErrors.WriteAsync);
        app.Use(Throttle.LimitAsync);
        var calls = new GraphCalls(this);
        var logs = new GraphLogs(this);
        var v1 = app.MapGroup("/v1.0");
        v1.MapGet("/auditLogs/directoryAudits", logs.ListAuditsAsync);
        v1.MapGet("/auditLogs/signIns", logs.ListSignInsAsync);
        v1.MapGet("/users", calls.ListUsers);
        v1.MapGet("/users/{id}", calls.GetUser);
        v1.MapGet("/users/{id}/manager", calls.GetManager);
        v1.MapDelete("/users/{id}", calls.DeleteObject);
        v1.MapPost("/users/{id}/revokeSignInSessions", calls.RevokeSessions);
        v1.MapPost("/users/{id}/checkMemberGroups", calls.CheckMemberGroupsAsync);
        v1.MapPost("/directoryObjects/{id}/checkMemberGroups", calls.CheckMemberGroupsAsync);
        v1.MapGet("/groups/{id}", calls.GetGroup);
        v1.MapDelete("/groups/{id}", calls.DeleteObject);
        v1.MapGet("/groups/{id}/members", calls.ListMembers);
        v1.MapGet("/groups/{id}/transitiveMembers", calls.ListTransitiveMembers);
        v1.MapPost("/groups/{id}/getMemberGroups", calls.GetMemberGroupsAsync);
        v1.MapPost("/groups/{id}/members/$ref", calls.AddMemberAsync);
        v1.MapGet("/groups/{id}/members/{member}/$ref", calls.GetMember);
        v1.MapDelete("/groups/{id}/members/{member}/$ref", calls.RemoveMember);
        v1.MapGet("/appCatalogs/teamsApps", Apps.List);
        v1.MapPost("/users/{id}/teamwork/installedApps", (HttpContext context, string id) => Apps.InstallAsync(context, BaseUrl, id));

        // The trap: without /$ref the address names the member itself.
        v1.MapDelete("/groups/{id}/members/{member}", (HttpContext context, string member) => calls.DeleteObject(context, member));
        app.MapFallback(context => GraphErrors.WriteAsync(context, StatusCodes.Status404NotFound, "ResourceNotFound",
            $"Resource not found for the segment '{context.Request.Path}'."));
    }

    private Task ReceiveAsync(HttpContext context, RequestDelegate next)
    {
        Received?.Invoke(context.Request);
        var headers = context.Response.Headers;
        headers["request-id"] = context.Features.GetRequiredFeature<IHttpRequestIdentifierFeature>().TraceIdentifier;
        if (context.Request.Headers.TryGetValue("client-request-id", out var id))
            headers["client-request-id"] = id;
        var authorization = context.Request.Headers.Authorization.ToString();
        const string bearer = "Bearer ";
        if (!authorization.StartsWith(bearer, StringComparison.Ordinal))
            return GraphErrors.WriteAsync(
                context, StatusCodes.Status401Unauthorized, "InvalidAuthenticationToken", "Access token is empty.");
        if (_callerOf(authorization[bearer.Length..]) is not { } caller)
            return GraphErrors.WriteAsync(context, StatusCodes.Status401Unauthorized, "InvalidAuthenticationToken",
                "Access token validation failure. Invalid audience.");
        if (RolesOf?.Invoke(authorization[bearer.Length..]) is { } roles && !GraphPermissions.Allow(context.Request, roles))
            return GraphErrors.WriteAsync(context, StatusCodes.Status403Forbidden);
        context.Items[GraphCalls.Caller] = caller;
        return next(context);
    }

    /// <summary>Answers with one page, and the address of the next.</summary>
    internal Task PageAsync<T>(HttpContext context, IReadOnlyList<T> all, Func<T, Dictionary<string, object?>> show)
    {
        const string token = "$skiptoken";
        _ = int.TryParse(context.Request.Query[token], NumberStyles.None, CultureInfo.InvariantCulture, out var from);
        var page = new Dictionary<string, object?> { ["value"] = all.Skip(from).Take(PageSize).Select(show).ToList() };
        if (from + PageSize < all.Count)
        {
            var query = context.Request.Query.Where(pair => pair.Key != token)
                .Select(pair => $"{pair.Key}={Uri.EscapeDataString(pair.Value.ToString())}");
            var path = context.Request.Path.Value!["/v1.0/".Length..];
            var next = string.Join('&', [.. query, $"{token}={from + PageSize}"]);
            page["@odata.nextLink"] = new Uri(BaseUrl, $"{path}?{next}").AbsoluteUri;
        }
        return context.Response.WriteAsJsonAsync(page);
    }

    private static DirectoryCall Kind(HttpRequest request) => request.Method switch
    {
        "DELETE" => DirectoryCall.Remove,
        "POST" when request.Path.Value?.EndsWith("/members/$ref", StringComparison.Ordinal) == true => DirectoryCall.Add,
        _ => DirectoryCall.Read,
    };
}
