using System.Globalization;
using System.Text.Json;
using Azure.Core;
using Azure.Core.Pipeline;
using JitBot.Core.Operations;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.Retry;

namespace JitBot.Providers.Entra;

/// <summary>The calls we make to Microsoft Graph, and what can come of each. HTTP only; what an answer means is said elsewhere.</summary>
internal sealed class GraphApi(
    Uri baseUrl, HttpPipeline pipeline, TimeProvider clock, GraphQuota quota, DoorWitness doors, ILogger<GraphApi> log)
{
    private readonly GraphExchange _exchange = new(pipeline, clock, quota, doors, log);

    /// <summary>Reads, and only reads, are asked once more when no answer came or the server failed.</summary>
    private readonly ResiliencePipeline<GraphReply> _reading = new ResiliencePipelineBuilder<GraphReply> { TimeProvider = clock }
        .AddRetry(new RetryStrategyOptions<GraphReply>
        {
            MaxRetryAttempts = 1,
            Delay = TimeSpan.Zero,
            ShouldHandle = turn => ValueTask.FromResult(!turn.Context.CancellationToken.IsCancellationRequested
                && turn.Outcome.Result is GraphReply.Lost or GraphReply.Refused { Status: >= 500, RetryAfter: null }),
        })
        .Build();

    /// <summary>An entry of the logs takes some kilobytes: <see cref="GraphExchange"/> takes a page of the largest.</summary>
    private const int LogPageSize = 200;

    /// <summary>
    /// The path of one membership. <c>/$ref</c> is what makes a DELETE remove the reference and not the user
    /// (https://learn.microsoft.com/graph/api/group-delete-members).
    /// </summary>
    public static string MembershipPath(Guid group, Guid user) => $"groups/{group:D}/members/{user:D}/$ref";

    /// <summary>The users whose mail or sign-in name is this; a quote is doubled, as OData wants it.</summary>
    public Task<GraphReply> UsersAsync(string email, GraphCall call)
    {
        var text = Uri.EscapeDataString(email.Replace("'", "''", StringComparison.Ordinal));
        return ReadAsync(new Uri(baseUrl, $"users?$filter=mail%20eq%20'{text}'%20or%20userPrincipalName%20eq%20'{text}'"
            + "&$select=id,mail,userPrincipalName,userType,accountEnabled"), call);
    }

    /// <summary>A further page, if it lies where the first one lay; anywhere else it would carry our token away.</summary>
    public Task<GraphReply> PageAsync(string nextLink, GraphCall call) =>
        Uri.TryCreate(nextLink, UriKind.Absolute, out var page) && baseUrl.IsBaseOf(page)
            ? ReadAsync(page, call)
            : Task.FromResult<GraphReply>(new GraphReply.Lost("Graph named a further page on another host."));

    /// <summary>The group with everything that decides whether its members are ours to change.</summary>
    public Task<GraphReply> GroupAsync(Guid group, GraphCall call) => ReadAsync(new Uri(baseUrl, $"groups/{group:D}"
        + "?$select=id,displayName,groupTypes,membershipRule,onPremisesSyncEnabled,mailEnabled,securityEnabled,isAssignableToRole"), call);

    /// <summary>
    /// The changes a person made between two moments, as the audit log has them
    /// (https://learn.microsoft.com/graph/api/directoryaudit-list).
    /// </summary>
    public Task<GraphReply> AuditsAsync(Guid user, DateTimeOffset from, DateTimeOffset until, GraphCall call) =>
        LogAsync("directoryAudits", $"initiatedBy/user/id eq '{user:D}' and activityDateTime ge {Moment(from)} and activityDateTime le {Moment(until)}", call);

    /// <summary>
    /// A person's sign-ins between two moments; only tenants with a premium licence have them (https://learn.microsoft.com/graph/api/signin-list).
    /// </summary>
    public Task<GraphReply> SignInsAsync(Guid user, DateTimeOffset from, DateTimeOffset until, GraphCall call) =>
        LogAsync("signIns", $"userId eq '{user:D}' and createdDateTime ge {Moment(from)} and createdDateTime le {Moment(until)}", call);

    /// <summary>Whether the user exists.</summary>
    public Task<GraphReply> UserExistsAsync(Guid user, GraphCall call) => ReadAsync(new Uri(baseUrl, $"users/{user:D}?$select=id"), call);

    /// <summary>The user, and whether the account is enabled.</summary>
    public Task<GraphReply> UserAsync(Guid user, GraphCall call) => ReadAsync(new Uri(baseUrl, $"users/{user:D}?$select=id,accountEnabled"), call);

    /// <summary>Whether the group exists.</summary>
    public Task<GraphReply> GroupExistsAsync(Guid group, GraphCall call) =>
        ReadAsync(new Uri(baseUrl, $"groups/{group:D}?$select=id"), call);

    /// <summary>The first of all that is in the group, or in groups within it.</summary>
    public Task<GraphReply> EverythingInAsync(Guid group, GraphCall call) =>
        ReadAsync(new Uri(baseUrl, $"groups/{group:D}/transitiveMembers?$select=id&$top=100"), call);

    /// <summary>Whether the user is a direct member.</summary>
    public Task<GraphReply> MembershipAsync(Guid group, Guid user, GraphCall call) =>
        ReadAsync(new Uri(baseUrl, MembershipPath(group, user)), call);

    /// <summary>The user's manager (https://learn.microsoft.com/graph/api/user-list-manager); 404 if there is none.</summary>
    public Task<GraphReply> ManagerAsync(Guid user, GraphCall call) =>
        ReadAsync(new Uri(baseUrl, $"users/{user:D}/manager?$select=id,mail,userPrincipalName,userType,accountEnabled"), call);

    /// <summary>Which of the groups the user is in, nested ones included.</summary>
    public Task<GraphReply> MemberGroupsAsync(Guid user, Guid group, GraphCall call)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(new GraphGroupIds([$"{group:D}"]), EntraJson.Default.GraphGroupIds);
        var url = new Uri(baseUrl, $"users/{user:D}/checkMemberGroups");
        return RetriedAsync(() => _exchange.SendAsync(RequestMethod.Post, url, body, call), call);
    }

    /// <summary>
    /// All groups that the group is in, nested ones included, in one answer. For this GroupMember.Read.All is enough; transitiveMemberOf, which says the same, asks an
    /// app for Directory.Read.All (https://learn.microsoft.com/graph/api/group-list-transitivememberof). Only for a person may the kind of group be chosen.
    /// </summary>
    public Task<GraphReply> GroupsAroundAsync(Guid group, GraphCall call)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(new GraphWhichGroups(SecurityEnabledOnly: false), EntraJson.Default.GraphWhichGroups);
        var url = new Uri(baseUrl, $"groups/{group:D}/getMemberGroups");
        return RetriedAsync(() => _exchange.SendAsync(RequestMethod.Post, url, body, call), call);
    }

    /// <summary>Adds the membership; sent once. The reference names the host of our own cloud, as Graph demands.</summary>
    public Task<GraphReply> AddAsync(Guid group, Guid user, GraphCall call)
    {
        var reference = new GraphReference(new Uri(baseUrl, $"directoryObjects/{user:D}").AbsoluteUri);
        var body = JsonSerializer.SerializeToUtf8Bytes(reference, EntraJson.Default.GraphReference);
        return _exchange.SendAsync(RequestMethod.Post, new Uri(baseUrl, $"groups/{group:D}/members/$ref"), body, call);
    }

    /// <summary>
    /// Removes the membership; sent once, before other work when Graph is short of capacity. The empty body has a purpose: a request
    /// without one is sent again by the HTTP client itself when the connection is closed without an answer
    /// (https://github.com/dotnet/runtime/issues/86714).
    /// </summary>
    public Task<GraphReply> RemoveAsync(Guid group, Guid user, GraphCall call) =>
        _exchange.SendAsync(RequestMethod.Delete, new Uri(baseUrl, MembershipPath(group, user)), body: [], call);

    /// <summary>
    /// Ends all of a user's sessions and refresh tokens; sent once, with an empty body for the same purpose. Graph counts it as a change.
    /// </summary>
    public Task<GraphReply> RevokeSessionsAsync(Guid user, GraphCall call) =>
        _exchange.SendAsync(RequestMethod.Post, new Uri(baseUrl, $"users/{user:D}/revokeSignInSessions"), body: [], call);

    private Task<GraphReply> LogAsync(string log, string filter, GraphCall call) =>
        ReadAsync(new Uri(baseUrl, $"auditLogs/{log}?$filter={Uri.EscapeDataString(filter)}&$top={LogPageSize}"), call);

    private static string Moment(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private Task<GraphReply> ReadAsync(Uri url, GraphCall call) =>
        RetriedAsync(() => _exchange.SendAsync(RequestMethod.Get, url, body: null, call), call);

    private async Task<GraphReply> RetriedAsync(Func<Task<GraphReply>> read, GraphCall call)
    {
        try
        {
            return await _reading.ExecuteAsync(async _ => await read(), call.Token);
        }
        catch (OperationCanceledException)
        {
            call.ThrowIfCallerGone();
            return new GraphReply.NotSent("No time was left to ask Graph.");
        }
    }
}
