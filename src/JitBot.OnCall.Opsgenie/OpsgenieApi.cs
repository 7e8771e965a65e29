using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using JitBot.Core.OnCall;
using JitBot.Core.Operations;
using JitBot.Core.Quota;
using Microsoft.Extensions.Logging;

namespace JitBot.OnCall.Opsgenie;

/// <summary>
/// The one call we make to Opsgenie, a question, and what can come of it. Atlassian ends Opsgenie and its REST API on 2027-04-05
/// (https://support.atlassian.com/opsgenie/docs/what-happens-when-opsgenie-is-turned-off).
/// </summary>
internal sealed partial class OpsgenieApi : IDisposable
{
    /// <summary>A few addresses are some kilobytes.</summary>
    private const int MaxAnswerBytes = 1024 * 1024;

    /// <summary>
    /// The limits depend on plan and number of users and are not told beforehand (https://docs.opsgenie.com/docs/api-rate-limiting); who is on call has a
    /// limit of its own. We ask when somebody votes or opens a form, so this is far above what we need.
    /// </summary>
    private const int PerMinute = 120;

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    /// <summary>The periods are a second or a minute; more is a mistake, and asking again costs one call.</summary>
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
    public OpsgenieApi(OpsgenieOptions options, TimeProvider clock, DoorWitness doors, ILogger<OpsgenieApi> log)
    {
        _http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = ConnectionLife })
        {
            MaxResponseContentBufferSize = MaxAnswerBytes,
            Timeout = Timeout.InfiniteTimeSpan, // each call brings its own time
        };
        _http.DefaultRequestHeaders.UserAgent.ParseAdd("JitBot");
        _http.DefaultRequestHeaders.Accept.ParseAdd("application/json");
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("GenieKey", options.ApiKey);
        (_clock, _doors, _log, _baseUrl, _start) = (clock, doors, log, options.BaseUrl, clock.GetTimestamp());
    }

    /// <summary>Who is on call on a schedule now; asked once more if no answer came or the server failed. A fault is never <see cref="OnCallAnswer.Told"/>.</summary>
    public async Task<(OpsgenieOnCallData? Data, OnCallAnswer? Fault)> OnCallsAsync(string schedule, CancellationToken ct)
    {
        var path = $"v2/schedules/{Uri.EscapeDataString(schedule)}/on-calls?flat=true&scheduleIdentifierType={OpsgenieSchedule.TypeOf(schedule)}";
        var read = await AskAsync(path, ct);
        if (read.Fault is OnCallAnswer.NotNow { RetryAfter: null } && !ct.IsCancellationRequested)
            read = await AskAsync(path, ct);
        if (read.Fault is OnCallAnswer.NotNow { RetryAfter: null } down)
            _doors.Unreached(OpsgenieSource.DoorName, DoorWitness.Everything, down.What);
        return read;
    }

    /// <inheritdoc />
    public void Dispose() => _http.Dispose();

    private async Task<(OpsgenieOnCallData? Data, OnCallAnswer? Fault)> AskAsync(string path, CancellationToken ct)
    {
        if (_quota.Ask(_clock.GetElapsedTime(_start), Urgency.Other) is { } left)
            return (null, new OnCallAnswer.NotNow("Opsgenie's rate limit is used up for now.", left));
        try
        {
            using var answer = await _http.GetAsync(new Uri(_baseUrl, path), ct);
            Log.Answered(_log, (int)answer.StatusCode);
            return Understand(answer, answer.IsSuccessStatusCode ? await answer.Content.ReadAsStringAsync(ct) : "");
        }
        catch (HttpRequestException broken)
        {
            return (null, new OnCallAnswer.NotNow(broken.HttpRequestError == HttpRequestError.ConfigurationLimitExceeded
                ? "Opsgenie answered with more than can be right."
                : $"Opsgenie could not be reached ({broken.HttpRequestError})."));
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            return (null, new OnCallAnswer.NotNow("Opsgenie gave no answer in time."));
        }
    }

    /// <summary>The meaning of a status, by https://docs.opsgenie.com/docs/response. Redirects are not followed: they would carry the key elsewhere.</summary>
    private (OpsgenieOnCallData? Data, OnCallAnswer? Fault) Understand(HttpResponseMessage answer, string body)
    {
        var status = (int)answer.StatusCode;
        if (status == (int)HttpStatusCode.Unauthorized)
            _doors.Refused(OpsgenieSource.DoorName, DoorWitness.Everything, "Opsgenie does not take JitBot's API key (401).", asksOnly: true);
        else if (status < 500)
            _doors.LetIn(OpsgenieSource.DoorName, DoorWitness.Everything);
        return status switch
        {
            >= 200 and < 300 => Parsed(body),
            429 => (null, Throttled(answer.Headers)),
            408 or >= 500 => (null, new OnCallAnswer.NotNow($"Opsgenie failed ({status}).")),
            < 400 => (null, new OnCallAnswer.Refused($"Opsgenie answered with a redirect ({status}): check Opsgenie:BaseUrl", IsOfCredential: true)),
            401 => (null, new OnCallAnswer.Refused("Opsgenie does not take JitBot's API key, or its integration is disabled (401)", IsOfCredential: true)),
            403 => (null, new OnCallAnswer.Refused("Opsgenie does not let JitBot's API key see this: it may belong to a team, or lack the right to read configurations (403)")),
            404 => (null, new OnCallAnswer.Refused("Opsgenie knows no such schedule (404)")),
            _ => (null, new OnCallAnswer.Refused($"Opsgenie refuses ({status})")),
        };
    }

    /// <summary>The period in which too much was asked, a second or a minute, is what to wait (https://docs.opsgenie.com/docs/api-rate-limiting).</summary>
    private OnCallAnswer.NotNow Throttled(HttpResponseHeaders headers)
    {
        var wait = headers.TryGetValues("X-RateLimit-Period-In-Sec", out var values) && int.TryParse(values.First(), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            ? TimeSpan.FromSeconds(Math.Clamp(seconds, 1, LongestWait.TotalSeconds))
            : Minute;
        _quota.Stop(_clock.GetElapsedTime(_start), wait);
        return new OnCallAnswer.NotNow("Opsgenie asks for fewer calls (429).", wait);
    }

    private static (OpsgenieOnCallData? Data, OnCallAnswer? Fault) Parsed(string body)
    {
        try
        {
            return JsonSerializer.Deserialize<OpsgenieOnCalls>(body, OpsgenieJson.Api)?.Data is { } data
                ? (data, null)
                : (null, new OnCallAnswer.NotNow("Opsgenie's answer could not be understood."));
        }
        catch (JsonException)
        {
            return (null, new OnCallAnswer.NotNow("Opsgenie's answer could not be understood."));
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Debug, Message = "Opsgenie GET on-calls: {Status}")]
        public static partial void Answered(ILogger log, int status);
    }
}
