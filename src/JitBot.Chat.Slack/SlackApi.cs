using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using JitBot.Core.Operations;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.Retry;

namespace JitBot.Chat.Slack;

/// <summary>
/// The methods of Slack's Web API that we call, each as it is documented: POST, JSON for what writes, a form for what reads
/// (https://docs.slack.dev/apis/web-api). What writes is not retried here: whoever asked knows whether asking again is safe. A token that had
/// ended is the exception: then nothing was done.
/// </summary>
internal sealed partial class SlackApi(
    SlackWire wire, SlackOptions options, SlackTokens tokens, SlackPace pace, DoorWitness doors, ILogger<SlackApi> log)
{
    /// <summary>Slack suggests no more than 200 a page (https://docs.slack.dev/apis/web-api/pagination).</summary>
    private const int PageSize = 200;

    /// <summary>
    /// A read harms nobody when it is repeated: a connection that broke or a server that stumbled gets one more try, at once.
    /// </summary>
    private static readonly ResiliencePipeline<SlackAnswer> Reading = new ResiliencePipelineBuilder<SlackAnswer>()
        .AddRetry(new RetryStrategyOptions<SlackAnswer>
        {
            MaxRetryAttempts = 1,
            Delay = TimeSpan.Zero,
            ShouldHandle = attempt => ValueTask.FromResult(attempt.Outcome.Result is { IsStumble: true }),
        })
        .Build();

    /// <summary>The method that hands out addresses of sockets.</summary>
    public const string ConnectionsOpen = "apps.connections.open";

    /// <summary>A one-time address for a socket, in <c>url</c>: a secret. The app-level token asks for it, and no other (https://docs.slack.dev/reference/methods/apps.connections.open).</summary>
    public Task<SlackAnswer> OpenConnectionAsync(CancellationToken ct) =>
        HearAsync(wire.AskAsync(ConnectionsOpen, new FormUrlEncodedContent([]), Bearer(options.AppToken), ct));

    public Task<SlackAnswer> WhoAmIAsync(CancellationToken ct) => ReadAsync("auth.test", [], ct);

    public Task<SlackAnswer> UserAsync(string user, CancellationToken ct) => ReadAsync("users.info", [new("user", user)], ct);

    /// <summary>The same where nobody waits for it: in turns, so that those who act now are looked at first.</summary>
    public async Task<SlackAnswer> UserInTurnAsync(string user, CancellationToken ct)
    {
        if (pace.Ask("users.info", user, isBacklog: true) is { } wait)
            return new SlackAnswer("users.info", [], SlackAnswer.NotYourTurn, wait);
        var answer = await UserAsync(user, ct);
        if (answer.Error is SlackAnswer.Throttled)
            pace.Refused(answer.Method, user, answer.RetryAfter);
        return answer;
    }

    public Task<SlackAnswer> UserByEmailAsync(string email, CancellationToken ct) =>
        ReadAsync("users.lookupByEmail", [new("email", email)], ct);

    public Task<SlackAnswer> UserGroupAsync(string group, CancellationToken ct) =>
        ReadAsync("usergroups.users.list", [new("usergroup", group)], ct);

    public Task<SlackAnswer> ChannelAsync(string channel, CancellationToken ct) =>
        ReadAsync("conversations.info", [new("channel", channel)], ct);

    public Task<SlackAnswer> HistoryAsync(string channel, string cursor, CancellationToken ct) =>
        ReadAsync("conversations.history", [new("channel", channel), .. Page(cursor)], ct);

    public Task<SlackAnswer> RepliesAsync(string channel, string ts, string cursor, CancellationToken ct) =>
        ReadAsync("conversations.replies", [new("channel", channel), new("ts", ts), .. Page(cursor)], ct);

    public Task<SlackAnswer> OpenDirectAsync(string user, bool isBacklog, CancellationToken ct) =>
        PacedAsync("conversations.open", user, new JsonObject { ["users"] = user }, isBacklog, ct);

    public Task<SlackAnswer> PostAsync(string channel, string? thread, SlackPost post, CancellationToken ct)
    {
        var message = Message(channel, post);
        message["mrkdwn"] = false;
        message["unfurl_links"] = false;
        message["unfurl_media"] = false;
        if (thread is not null)
            message["thread_ts"] = thread;
        return PacedAsync("chat.postMessage", channel, message, post.IsBacklog, ct);
    }

    public Task<SlackAnswer> UpdateAsync(string channel, string ts, SlackPost post, CancellationToken ct)
    {
        var message = Message(channel, post);
        message["ts"] = ts;
        return PacedAsync("chat.update", channel, message, post.IsBacklog, ct);
    }

    public Task<SlackAnswer> DeleteAsync(string channel, string ts, CancellationToken ct) =>
        WriteAsync("chat.delete", new JsonObject { ["channel"] = channel, ["ts"] = ts }, ct);

    public Task<SlackAnswer> WhisperAsync(string channel, string user, string? thread, SlackPost post, CancellationToken ct)
    {
        var message = Message(channel, post);
        message["user"] = user;
        if (thread is not null)
            message["thread_ts"] = thread;
        return WriteAsync("chat.postEphemeral", message, ct);
    }

    public Task<SlackAnswer> OpenViewAsync(string trigger, JsonObject view, CancellationToken ct) =>
        WriteAsync("views.open", new JsonObject { ["trigger_id"] = trigger, ["view"] = view }, ct);

    /// <summary>Replaces a view unless it has changed since <paramref name="hash"/>.</summary>
    public Task<SlackAnswer> UpdateViewAsync(string id, string hash, JsonObject view, CancellationToken ct) =>
        WriteAsync("views.update", new JsonObject { ["view_id"] = id, ["hash"] = hash, ["view"] = view }, ct);

    /// <summary>Shows a person their Home tab, whatever stood there before.</summary>
    public Task<SlackAnswer> PublishHomeAsync(string user, JsonObject view, bool isBacklog, CancellationToken ct) =>
        PacedAsync("views.publish", user, new JsonObject { ["user_id"] = user, ["view"] = view }, isBacklog, ct);

    /// <summary>Nothing in the texts is to be parsed, linked or unfurled.</summary>
    private static JsonObject Message(string channel, SlackPost post)
    {
        var message = new JsonObject
        {
            ["channel"] = channel,
            ["text"] = post.Text,
            ["blocks"] = post.Blocks.DeepClone(),
            ["parse"] = "none",
            ["link_names"] = false,
        };
        if (post.Mark is { } mark)
            message["metadata"] = mark.ToMetadata();
        return message;
    }

    private static KeyValuePair<string, string>[] Page(string cursor) =>
    [
        new("include_all_metadata", "true"),
        new("limit", PageSize.ToString(CultureInfo.InvariantCulture)),
        .. cursor.Length == 0 ? Array.Empty<KeyValuePair<string, string>>() : [new("cursor", cursor)],
    ];

    private async Task<SlackAnswer> ReadAsync(string method, KeyValuePair<string, string>[] arguments, CancellationToken ct) =>
        await Reading.ExecuteAsync(async once => await SendAsync(method, () => new FormUrlEncodedContent(arguments), once), ct);

    private Task<SlackAnswer> WriteAsync(string method, JsonObject arguments, CancellationToken ct) =>
        SendAsync(method, () => JsonContent.Create(arguments), ct);

    private async Task<SlackAnswer> PacedAsync(string method, string channel, JsonObject arguments, bool isBacklog, CancellationToken ct)
    {
        if (pace.Ask(method, channel, isBacklog) is { } wait)
            return new SlackAnswer(method, [], SlackAnswer.NotYourTurn, wait);
        var answer = await WriteAsync(method, arguments, ct);
        if (answer.Error is SlackAnswer.Throttled)
            pace.Refused(method, channel, answer.RetryAfter);
        return answer;
    }

    private Task<SlackAnswer> SendAsync(string method, Func<HttpContent> content, CancellationToken ct) => HearAsync(AskAsync(method, content, ct));

    private async Task<SlackAnswer> AskAsync(string method, Func<HttpContent> content, CancellationToken ct)
    {
        var token = tokens.Bot;
        var answer = await wire.AskAsync(method, content(), Bearer(token), ct);
        if (answer.Error == SlackAnswer.Expired && await tokens.RenewAsync(token, ct))
            answer = await wire.AskAsync(method, content(), Bearer(token = tokens.Bot), ct);
        if (answer.IsOk)
            tokens.Worked(token);
        return answer;
    }

    /// <summary>Why a token that is renewed has ended, whoever renews it has told already.</summary>
    private async Task<SlackAnswer> HearAsync(Task<SlackAnswer> asked)
    {
        var answer = await asked;
        if (!answer.IsOk)
            Log.Failed(log, answer.Method, answer.Error!);
        if (answer.Error != SlackAnswer.Expired || !tokens.AreRenewed)
            SlackFaults.Report(doors, answer);
        return answer;
    }

    private static AuthenticationHeaderValue Bearer(string? token) => new("Bearer", token);

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Slack answered {Method} with {Error}")]
        public static partial void Failed(ILogger log, string method, string error);
    }
}
