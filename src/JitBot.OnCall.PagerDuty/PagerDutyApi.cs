using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using JitBot.Core.OnCall;
using JitBot.Core.Operations;
using JitBot.Core.Quota;
using Microsoft.Extensions.Logging;

namespace JitBot.OnCall.PagerDuty;

/// <summary>The calls we make to PagerDuty's REST API, all of them questions, and what can come of each (https://developer.pagerduty.com/docs/rest-api-overview).</summary>
internal sealed partial class PagerDutyApi : IDisposable
{
    /// <summary>The largest page of classic pagination (https://github.com/PagerDuty/developer-docs, REST-API, Pagination).</summary>
    public const int PageSize = 100;

    /// <summary>A page of a hundred entries is some tens of kilobytes.</summary>
    private const int MaxAnswerBytes = 2 * 1024 * 1024;

    /// <summary>What an API key may ask in a minute (https://github.com/PagerDuty/developer-docs, REST-API, Rate Limits); a tenth is left to others.</summary>
    private const int PerMinute = 960 * 9 / 10;

    private const string Accept = "application/vnd.pagerduty+json;version=2";
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    /// <summary>The window is a minute long; a reset much further off is a mistake, and asking again costs one call.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan ConnectionLife = TimeSpan.FromMinutes(5);

    private readonly HttpClient _http;
    private readonly TimeProvider _clock;
    private readonly DoorWitness _doors;
    private readonly ILogger _log;
    private readonly Uri _baseUrl;
    private readonly long _start;
    private readonly CallQuota _quota = new(PerMinute, Minute, kept: 0);

    /// <summary>Opens the way to the account of the settings.</summary>
    public PagerDutyApi(PagerDutyOptions options, TimeProvider clock, DoorWitness doors, ILogger<PagerDutyApi> log)
    {
        _http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = ConnectionLife })
        {
            MaxResponseContentBufferSize = MaxAnswerBytes,
            Timeout = Timeout.InfiniteTimeSpan, // each call brings its own time
        };
        _http.DefaultRequestHeaders.UserAgent.ParseAdd("JitBot");
        _http.DefaultRequestHeaders.TryAddWithoutValidation("Accept", Accept);
        _http.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", $"Token token={options.ApiToken}");
        (_clock, _doors, _log, _baseUrl, _start) = (clock, doors, log, options.BaseUrl, clock.GetTimestamp());
    }

    /// <summary>
    /// A page of those on call on a schedule now: without <c>since</c> and <c>until</c> the API means this moment, by its own clock
    /// (https://developer.pagerduty.com/api-reference/3a6b910f11050-list-all-of-the-on-calls).
    /// </summary>
    public Task<PagerDutyRead<PagerDutyOnCalls>> OnCallsAsync(string schedule, int offset, CancellationToken ct) => ReadAsync<PagerDutyOnCalls>(
        $"oncalls?schedule_ids[]={Uri.EscapeDataString(schedule)}&limit={PageSize}&offset={offset.ToString(CultureInfo.InvariantCulture)}", ct);

    /// <summary>The user by id.</summary>
    public Task<PagerDutyRead<PagerDutyUserAnswer>> UserAsync(string user, CancellationToken ct) =>
        ReadAsync<PagerDutyUserAnswer>($"users/{Uri.EscapeDataString(user)}", ct);

    /// <summary>
    /// The schedule by id, whether it is made of layers or of shifts: the second kind is answered under v3 alone, which answers 400 to the first
    /// (https://github.com/PagerDuty/developer-docs, REST-API, Schedules v2 to v3 Upgrade).
    /// </summary>
    public async Task<PagerDutyRead<PagerDutyScheduleAnswer>> ScheduleAsync(string schedule, CancellationToken ct)
    {
        var byShifts = await ReadAsync<PagerDutyScheduleAnswer>($"v3/schedules/{Uri.EscapeDataString(schedule)}", ct);
        return byShifts.Fault is OnCallAnswer.Refused ? await ReadAsync<PagerDutyScheduleAnswer>($"schedules/{Uri.EscapeDataString(schedule)}", ct) : byShifts;
    }

    /// <inheritdoc />
    public void Dispose() => _http.Dispose();

    /// <summary>Asks, and asks once more if no answer came or the server failed.</summary>
    private async Task<PagerDutyRead<T>> ReadAsync<T>(string path, CancellationToken ct)
        where T : class
    {
        var first = await AskAsync<T>(path, ct);
        var read = first.Fault is OnCallAnswer.NotNow { RetryAfter: null } && !ct.IsCancellationRequested ? await AskAsync<T>(path, ct) : first;
        if (read.Fault is OnCallAnswer.NotNow { RetryAfter: null } down)
            _doors.Unreached(PagerDutySource.DoorName, Kind(path), down.What);
        return read;
    }

    private async Task<PagerDutyRead<T>> AskAsync<T>(string path, CancellationToken ct)
        where T : class
    {
        if (_quota.Ask(_clock.GetElapsedTime(_start), Urgency.Other) is { } left)
            return new OnCallAnswer.NotNow("PagerDuty's rate limit is used up for now.", left);
        var kind = Kind(path);
        try
        {
            using var answer = await _http.GetAsync(new Uri(_baseUrl, path), ct);
            Log.Answered(_log, kind, (int)answer.StatusCode);
            return Understand<T>(answer, answer.IsSuccessStatusCode ? await answer.Content.ReadAsStringAsync(ct) : "");
        }
        catch (HttpRequestException broken)
        {
            return new OnCallAnswer.NotNow(broken.HttpRequestError == HttpRequestError.ConfigurationLimitExceeded
                ? "PagerDuty answered with more than can be right."
                : $"PagerDuty could not be reached ({broken.HttpRequestError}).");
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            return new OnCallAnswer.NotNow("PagerDuty gave no answer in time.");
        }
    }

    /// <summary>The meaning of a status, by https://github.com/PagerDuty/developer-docs, REST-API, Errors. Redirects are not followed: they would carry the key elsewhere.</summary>
    private PagerDutyRead<T> Understand<T>(HttpResponseMessage answer, string body)
        where T : class
    {
        var status = (int)answer.StatusCode;
        if (status == (int)HttpStatusCode.Unauthorized)
            _doors.Refused(PagerDutySource.DoorName, DoorWitness.Everything, "PagerDuty does not take JitBot's API key (401).", asksOnly: true);
        else if (status < 500)
            _doors.LetIn(PagerDutySource.DoorName, DoorWitness.Everything);
        return status switch
        {
            >= 200 and < 300 => Parsed<T>(body),
            429 => Throttled(answer.Headers),
            408 or >= 500 => new OnCallAnswer.NotNow($"PagerDuty failed ({status})."),
            < 400 => new OnCallAnswer.Refused($"PagerDuty answered with a redirect ({status}): check PagerDuty:BaseUrl", IsOfCredential: true),
            401 => new OnCallAnswer.Refused("PagerDuty does not take JitBot's API key (401)", IsOfCredential: true),
            403 => new OnCallAnswer.Refused("PagerDuty does not let JitBot's API key see this (403)", IsOfCredential: true),
            404 => new PagerDutyRead<T>(null, new OnCallAnswer.Refused("PagerDuty knows nothing with this id (404)"), IsMissing: true),
            _ => new OnCallAnswer.Refused($"PagerDuty refuses ({status})"),
        };
    }

    /// <summary>Nothing more is asked until the limit is reset; there may be no header at all (the page on rate limits says so).</summary>
    private OnCallAnswer.NotNow Throttled(HttpResponseHeaders headers)
    {
        var wait = headers.TryGetValues("ratelimit-reset", out var values) && int.TryParse(values.First(), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            ? TimeSpan.FromSeconds(Math.Clamp(seconds, 1, LongestWait.TotalSeconds))
            : Minute;
        _quota.Stop(_clock.GetElapsedTime(_start), wait);
        return new OnCallAnswer.NotNow("PagerDuty asks for fewer calls (429).", wait);
    }

    /// <summary>What is asked for, without whom or what it is asked of.</summary>
    private static string Kind(string path) => path.Split('/', '?')[0];

    private static PagerDutyRead<T> Parsed<T>(string body)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(body, PagerDutyJson.Api) is { } value
                ? new PagerDutyRead<T>(value, null)
                : new OnCallAnswer.NotNow("PagerDuty's answer is empty.");
        }
        catch (JsonException)
        {
            return new OnCallAnswer.NotNow("PagerDuty's answer could not be understood.");
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Debug, Message = "PagerDuty GET {What}: {Status}")]
        public static partial void Answered(ILogger log, string what, int status);
    }
}
