using System.Text.Json.Nodes;
using JitBot.Core.Operations;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.Retry;

namespace JitBot.Chat.Teams;

/// <summary>
/// The calls of the Bot Connector that we make (https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-api-reference).
/// What writes is not retried here: there is no key by which the Connector would know a message again, and whoever asked knows whether
/// asking again is safe.
/// </summary>
internal sealed partial class TeamsApi(
    TeamsWire wire, TeamsOptions options, TeamsServiceUrl urls, TeamsPace pace, DoorWitness doors, ILogger<TeamsApi> log)
{
    private const string Activities = "activities";
    private const string Members = "members";

    /// <summary>A read harms nobody when it is repeated: a connection that broke or a server that stumbled gets one more try, at once.</summary>
    private static readonly ResiliencePipeline<TeamsResult> Reading = new ResiliencePipelineBuilder<TeamsResult>()
        .AddRetry(new RetryStrategyOptions<TeamsResult>
        {
            MaxRetryAttempts = 1,
            Delay = TimeSpan.Zero,
            ShouldHandle = attempt => ValueTask.FromResult(attempt.Outcome.Result is { IsStumble: true }),
        })
        .Build();

    /// <summary>A new message; in a channel, a new thread unless the conversation is one.</summary>
    public Task<TeamsResult> PostAsync(TeamsConversationRef where, JsonObject activity, CancellationToken ct) =>
        SendAsync("post", HttpMethod.Post, where, null, activity, ct);

    /// <summary>An answer to an activity.</summary>
    public Task<TeamsResult> ReplyAsync(TeamsConversationRef where, string activityId, JsonObject activity, CancellationToken ct) =>
        SendAsync("reply", HttpMethod.Post, where, activityId, activity, ct);

    /// <summary>Puts an activity in the place of one of ours.</summary>
    public Task<TeamsResult> UpdateAsync(TeamsConversationRef where, string activityId, JsonObject activity, CancellationToken ct) =>
        SendAsync("update", HttpMethod.Put, where, activityId, activity, ct);

    /// <summary>Takes an activity of ours away.</summary>
    public Task<TeamsResult> DeleteAsync(TeamsConversationRef where, string activityId, CancellationToken ct) =>
        SendAsync("delete", HttpMethod.Delete, where, activityId, null, ct);

    /// <summary>The personal conversation with somebody, in the body's id; the same one however often it is opened.</summary>
    public Task<TeamsResult> OpenPersonalAsync(string serviceUrl, string tenant, string aadObjectId, CancellationToken ct)
    {
        const string call = "open personal chat";
        if (urls.Read(serviceUrl) is not { } service)
            return HearAsync(NotAService(call, serviceUrl));
        var body = new JsonObject
        {
            ["bot"] = new JsonObject { ["id"] = TeamsIdentity.BotMark + options.AppId },
            ["members"] = new JsonArray(new JsonObject { ["id"] = aadObjectId }),
            ["isGroup"] = false,
            ["tenantId"] = tenant,
            ["channelData"] = new JsonObject { ["tenant"] = new JsonObject { ["id"] = tenant } },
        };
        return HearAsync(SendInTurnAsync(call, HttpMethod.Post, aadObjectId, TeamsPath.Create(service), body, ct));
    }

    /// <summary>A member of a conversation, by the id Teams gives them or by that of the directory.</summary>
    public Task<TeamsResult> MemberAsync(TeamsConversationRef where, string memberId, CancellationToken ct) => LookAsync("member", where, memberId, ct);

    /// <summary>Whether we are in a conversation, in the status alone.</summary>
    public Task<TeamsResult> ConversationAsync(TeamsConversationRef where, CancellationToken ct) => LookAsync("members", where, null, ct);

    private Task<TeamsResult> SendAsync(string call, HttpMethod method, TeamsConversationRef where, string? activity, JsonObject? body, CancellationToken ct)
    {
        if (urls.Read(where.ServiceUrl) is not { } service)
            return HearAsync(NotAService(call, where.ServiceUrl));
        var url = activity is null ? TeamsPath.Of(service, where.ConversationId, Activities) : TeamsPath.Of(service, where.ConversationId, Activities, activity);
        return HearAsync(url is null ? NotAnId(call) : SendInTurnAsync(call, method, where.Whole, url, body, ct));
    }

    private async Task<TeamsResult> SendInTurnAsync(string call, HttpMethod method, string conversation, Uri url, JsonObject? body, CancellationToken ct)
    {
        if (pace.AskToSend(conversation) is { } wait)
            return TeamsResult.Never(call, TeamsResult.NotYourTurn, retryAfter: wait);
        var result = await wire.AskAsync(call, method, url, body, ct);
        if (result.IsThrottled)
            pace.RefusedToSend(conversation, result.RetryAfter);
        return result;
    }

    private Task<TeamsResult> LookAsync(string call, TeamsConversationRef where, string? member, CancellationToken ct)
    {
        if (urls.Read(where.ServiceUrl) is not { } service)
            return HearAsync(NotAService(call, where.ServiceUrl));
        var url = member is null ? TeamsPath.Of(service, where.ConversationId, "pagedmembers") : TeamsPath.Of(service, where.ConversationId, Members, member);
        if (url is null)
            return HearAsync(NotAnId(call));
        return HearAsync(LookInTurnAsync(call, where.Whole, url, ct));
    }

    private async Task<TeamsResult> LookInTurnAsync(string call, string conversation, Uri url, CancellationToken ct)
    {
        if (pace.AskToLook(conversation) is { } wait)
            return TeamsResult.Never(call, TeamsResult.NotYourTurn, retryAfter: wait);
        var result = await Reading.ExecuteAsync(async once => await wire.AskAsync(call, HttpMethod.Get, url, null, once), ct);
        if (result.IsThrottled)
            pace.RefusedToLook(conversation, result.RetryAfter);
        return result;
    }

    private static Task<TeamsResult> NotAService(string call, string address) => Task.FromResult(TeamsResult.Never(
        call, TeamsResult.NotAService, $"{Host(address)} is not where Teams listens; if it is, list its address in Teams:ServiceUrls"));

    private static string Host(string address) => Uri.TryCreate(address, UriKind.Absolute, out var url) ? url.Host : "a text that is no address";

    private static Task<TeamsResult> NotAnId(string call) => Task.FromResult(TeamsResult.Never(call, TeamsResult.NotAnId, "an id of Teams is never empty and never dots alone"));

    private async Task<TeamsResult> HearAsync(Task<TeamsResult> asked)
    {
        var result = await asked;
        if (result.Error is TeamsResult.Unreachable or TeamsResult.TimedOut or TeamsResult.NotAService)
            Log.Unreached(log, result.What);
        else if (!result.IsOk)
            Log.Failed(log, result.Call, result.Error!, result.Status);
        if (TeamsFaults.IsTokenTrouble(result))
            Log.TokenTrouble(log, result.What);
        TeamsFaults.Report(doors, result);
        return result;
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Teams answered {Call} with {Error} ({Status})")]
        public static partial void Failed(ILogger log, string call, string error, int status);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Teams was not reached, or did not answer: {What}")]
        public static partial void Unreached(ILogger log, string what);

        [LoggerMessage(
            Level = LogLevel.Error,
            Message = "Teams does not let us in. {What}. Cards and notices wait until Teams:AppId, Teams:TenantId and the bot's secret, certificate or identity are right")]
        public static partial void TokenTrouble(ILogger log, string what);
    }
}
