using System.Globalization;
using System.Text.Json;
using Polly;
using Polly.Retry;

namespace JitBot.Providers.Okta;

/// <summary>The calls we make to Okta, and what can come of each. HTTP only; what an answer means is said elsewhere.</summary>
internal sealed class OktaApi(OktaExchange exchange, OktaOptions options)
{
    /// <summary>Where the API lies under the organisation's address.</summary>
    public const string Root = "api/v1/";

    /// <summary>The largest page Okta gives of users and rules.</summary>
    private const int PageSize = 200;

    /// <summary>Ten thousand groups or rules: more is a loop in the links, or cannot be read within a call's time anyway.</summary>
    private const int MaxPages = 50;

    /// <summary>The kind of call that reads the System Log.</summary>
    public const string LogKind = "logs";

    /// <summary>The kind of call that ends a person's sessions.</summary>
    public const string SessionsKind = "users/id/sessions";

    /// <summary>The largest page of the System Log.</summary>
    private const int LogPageSize = 1000;

    /// <summary>Five thousand entries of one person within one grant: what lies beyond is an automat's, and is told as cut off.</summary>
    private const int MaxLogPages = 5;

    /// <summary>Reads, and only reads, are asked once more when no answer came or the server failed.</summary>
    private static readonly ResiliencePipeline<OktaReply> Reading = new ResiliencePipelineBuilder<OktaReply>()
        .AddRetry(new RetryStrategyOptions<OktaReply>
        {
            MaxRetryAttempts = 1,
            Delay = TimeSpan.Zero,
            ShouldHandle = turn => ValueTask.FromResult(!turn.Context.CancellationToken.IsCancellationRequested
                && turn.Outcome.Result.Fault is OktaFault.Lost { Wait: null } or OktaFault.NotSent { Wait: null }),
        })
        .Build();

    /// <summary>
    /// Everybody whose address or login this may be. <c>search</c> ignores case but lags behind; <c>filter</c> is current but compares
    /// letter by letter (https://developer.okta.com/docs/api/openapi/okta-management/management/tag/User/#tag/User/operation/listUsers).
    /// Both are asked, and neither is to be believed before the user was read by id.
    /// </summary>
    public async Task<OktaRead<List<OktaUser>>> FindUsersAsync(string email, OktaCall call)
    {
        var quoted = Quoted(email);
        var question = Uri.EscapeDataString($"profile.email eq {quoted} or profile.login eq {quoted}");
        var exact = await ListAsync<OktaUser>($"users?limit={PageSize}&filter={question}", "users", call);
        if (exact.Fault is not null)
            return exact;
        var lagging = await ListAsync<OktaUser>($"users?limit={PageSize}&search={question}", "users", call);
        return lagging.Fault is not null ? lagging : new OktaRead<List<OktaUser>>([.. exact.Value!, .. lagging.Value!], null);
    }

    /// <summary>The user by id.</summary>
    public Task<OktaRead<OktaUser>> UserAsync(string user, OktaCall call) =>
        ReadAsync<OktaUser>($"users/{Segment(user)}", "users/id", call);

    /// <summary>The group by id.</summary>
    public Task<OktaRead<OktaGroup>> GroupAsync(string group, OktaCall call) =>
        ReadAsync<OktaGroup>($"groups/{Segment(group)}", "groups/id", call);

    /// <summary>The first of a group's members (https://developer.okta.com/docs/api/openapi/okta-management/management/tag/Group/#tag/Group/operation/listGroupUsers).</summary>
    public Task<OktaRead<List<OktaUser>>> FirstMemberAsync(string group, OktaCall call) =>
        ReadAsync<List<OktaUser>>($"groups/{Segment(group)}/users?limit=1", "groups/id/users", call);

    /// <summary>The groups a user is in; there is no call that asks for one membership.</summary>
    public Task<OktaRead<List<OktaGroup>>> GroupsOfAsync(string user, OktaCall call) =>
        ListAsync<OktaGroup>($"users/{Segment(user)}/groups", "users/id/groups", call);

    /// <summary>The account an API token belongs to (https://developer.okta.com/docs/api/openapi/okta-management/management/tag/User/#tag/User/operation/getUser).</summary>
    public Task<OktaRead<OktaUser>> TokenOwnerAsync(OktaCall call) => ReadAsync<OktaUser>("users/me", "users/me", call);

    /// <summary>A user's admin roles (https://developer.okta.com/docs/api/openapi/okta-management/management/tag/RoleAssignmentAUser/).</summary>
    public Task<OktaRead<List<OktaRole>>> RolesAsync(string user, OktaCall call) =>
        ListAsync<OktaRole>($"users/{Segment(user)}/roles", "users/id/roles", call);

    /// <summary>Whether our service app was granted a scope; null if it was.</summary>
    public Task<OktaFault?> TryScopeAsync(string scope, OktaCall call) => exchange.TryScopeAsync(scope, call);

    /// <summary>Every group rule of the organisation.</summary>
    public Task<OktaRead<List<OktaRule>>> RulesAsync(OktaCall call) =>
        ListAsync<OktaRule>($"groups/rules?limit={PageSize}", "groups/rules", call);

    /// <summary>
    /// What the System Log has of a person's own deeds between two moments, the newest first, and whether there is more
    /// (https://developer.okta.com/docs/api/openapi/okta-management/management/tag/SystemLog/#tag/SystemLog/operation/listLogEvents).
    /// </summary>
    public Task<(OktaRead<List<OktaLogEntry>> Entries, bool IsCut)> LogAsync(string user, DateTimeOffset from, DateTimeOffset until, OktaCall call)
    {
        var filter = Uri.EscapeDataString($"actor.id eq {Quoted(user)}");
        return PagesAsync<OktaLogEntry>($"logs?since={Moment(from)}&until={Moment(until)}&filter={filter}&sortOrder=DESCENDING&limit={LogPageSize}", LogKind, MaxLogPages, call);
    }

    /// <summary>Adds the membership; sent once. Null if it was taken, whether or not the person was in the group.</summary>
    public Task<OktaFault?> AddAsync(string group, string user, OktaCall call) => ChangeAsync(HttpMethod.Put, group, user, call);

    /// <summary>Removes the membership; sent once. Null if it was taken, whether or not the person was in the group.</summary>
    public Task<OktaFault?> RemoveAsync(string group, string user, OktaCall call) => ChangeAsync(HttpMethod.Delete, group, user, call);

    /// <summary>Ends all sessions of a person, and the tokens that applications have; sent once. Null if it was done.</summary>
    public async Task<OktaFault?> RevokeSessionsAsync(string user, OktaCall call) =>
        (await exchange.SendAsync(HttpMethod.Delete, Url($"users/{Segment(user)}/sessions?oauthTokens=true"), SessionsKind, call)).Fault;

    private async Task<OktaFault?> ChangeAsync(HttpMethod method, string group, string user, OktaCall call) =>
        (await exchange.SendAsync(method, Url($"groups/{Segment(group)}/users/{Segment(user)}"), "groups/id/users/id", call)).Fault;

    private async Task<OktaRead<T>> ReadAsync<T>(string path, string kind, OktaCall call)
        where T : class
    {
        var reply = await GetAsync(Url(path), kind, call);
        return reply.Fault is { } fault ? fault : Parsed<T>(reply.Body);
    }

    private async Task<OktaRead<List<T>>> ListAsync<T>(string path, string kind, OktaCall call)
    {
        var (all, isCut) = await PagesAsync<T>(path, kind, MaxPages, call);
        return isCut ? new OktaFault.Lost($"Okta's list did not end within {MaxPages} pages.") : all;
    }

    private async Task<(OktaRead<List<T>> All, bool IsCut)> PagesAsync<T>(string path, string kind, int most, OktaCall call)
    {
        var all = new List<T>();
        Uri? next = Url(path);
        for (var page = 0; page < most && next is not null; page++)
        {
            var reply = await GetAsync(next, kind, call);
            var items = reply.Fault is { } fault ? fault : Parsed<List<T>>(reply.Body);
            if (items.Fault is not null)
                return kind == LogKind && all.Count > 0 ? (new OktaRead<List<T>>(all, null), true) : (items, false); // what was read of a log stands, as cut off
            all.AddRange(items.Value!);
            next = reply.Next;
        }
        return (new OktaRead<List<T>>(all, null), next is not null);
    }

    private async Task<OktaReply> GetAsync(Uri url, string kind, OktaCall call)
    {
        try
        {
            return await Reading.ExecuteAsync(async _ => await exchange.SendAsync(HttpMethod.Get, url, kind, call), call.Token);
        }
        catch (OperationCanceledException) when (!call.IsCallerGone)
        {
            return new OktaFault.NotSent("No time was left to ask Okta.");
        }
    }

    private static OktaRead<T> Parsed<T>(string body)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(body, OktaJson.Api) is { } value
                ? new OktaRead<T>(value, null)
                : new OktaFault.Lost("Okta's answer is empty.");
        }
        catch (JsonException)
        {
            return new OktaFault.Lost("Okta's answer could not be understood.");
        }
    }

    private Uri Url(string path) => new(options.BaseUrl, Root + path);

    private static string Moment(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private static string Segment(string id) => Uri.EscapeDataString(id);

    /// <summary>A string of the filter language (https://developer.okta.com/docs/api/#special-characters): nothing in it ends it.</summary>
    private static string Quoted(string text) =>
        $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
}
