using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using JitBot.Core.OnCall;
using JitBot.Core.Operations;
using JitBot.Core.Quota;
using Microsoft.Extensions.Logging;

namespace JitBot.Exchange;

/// <summary>Asks a service who is on call: within its limit of calls, once more if no answer came or the service failed, and tells the door what came of it.</summary>
public sealed partial class OnCallExchange : IDisposable
{
    private const int Unauthorized = 401;
    private const int Missing = 404;
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    /// <summary>Limits are counted by the minute or the second; a wait much longer is a mistake, and asking again costs one call.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(5);

    private readonly OnCallService _service;
    private readonly HttpExchange _http;
    private readonly TimeProvider _clock;
    private readonly DoorWitness _doors;
    private readonly ILogger _log;
    private readonly long _start;
    private readonly CallQuota _quota;

    /// <summary>Opens the way to the service; <paramref name="headers"/> sets the key that every call carries.</summary>
    public OnCallExchange(OnCallService service, Action<HttpRequestHeaders> headers, TimeProvider clock, DoorWitness doors, ILogger log)
    {
        _http = new HttpExchange(service.Name, service.MaxAnswerBytes, headers);
        _quota = new CallQuota(service.PerMinute, Minute, kept: 0);
        (_service, _clock, _doors, _log, _start) = (service, clock, doors, log, clock.GetTimestamp());
    }

    /// <summary>
    /// The answer at a path below the service's address. <paramref name="what"/> is said of it in the log and to whoever watches the door, and names nobody.
    /// </summary>
    public async Task<OnCallRead<T>> ReadAsync<T>(string path, string what, CancellationToken ct)
        where T : class
    {
        var first = await AskAsync<T>(path, what, ct);
        var read = first.Fault is OnCallAnswer.NotNow { RetryAfter: null } && !ct.IsCancellationRequested ? await AskAsync<T>(path, what, ct) : first;
        if (read.Fault is OnCallAnswer.NotNow { RetryAfter: null } down)
            _doors.Unreached(_service.Name, what, down.What);
        return read;
    }

    /// <inheritdoc />
    public void Dispose() => _http.Dispose();

    private async Task<OnCallRead<T>> AskAsync<T>(string path, string what, CancellationToken ct)
        where T : class
    {
        if (_quota.Ask(_clock.GetElapsedTime(_start), Urgency.Other) is { } left)
            return new OnCallAnswer.NotNow($"{_service.Name}'s rate limit is used up for now.", left);
        var outcome = await _http.GetAsync(new Uri(_service.BaseUrl, path), ct);
        if (outcome is not HttpOutcome.Answered answer)
            return new OnCallAnswer.NotNow(((HttpOutcome.Nothing)outcome).What);
        Log.Answered(_log, _service.Name, what, answer.Status);
        Report(answer.Status);
        return Understand<T>(answer);
    }

    private void Report(int status)
    {
        if (status == Unauthorized)
            _doors.Refused(_service.Name, DoorWitness.Everything, $"{_service.Name} does not take JitBot's API key (401).", asksOnly: true);
        else if (status < 500)
            _doors.LetIn(_service.Name, DoorWitness.Everything);
    }

    private OnCallRead<T> Understand<T>(HttpOutcome.Answered answer)
        where T : class => answer.Status switch
        {
            >= 200 and < 300 => Parsed<T>(answer.Body),
            429 => Throttled(answer.Headers),
            408 or >= 500 => new OnCallAnswer.NotNow($"{_service.Name} failed ({answer.Status})."),
            < 400 => new OnCallAnswer.Refused($"{_service.Name} answered with a redirect ({answer.Status}): check {_service.AddressKey}", IsOfCredential: true),
            var status => new OnCallRead<T>(null, _service.Refusal(status) ?? new OnCallAnswer.Refused($"{_service.Name} refuses ({status})"), IsMissing: status == Missing),
        };

    /// <summary>Nothing more is asked for as long as the service says; it may say nothing at all.</summary>
    private OnCallAnswer.NotNow Throttled(HttpResponseHeaders headers)
    {
        var wait = headers.TryGetValues(_service.WaitHeader, out var values) && int.TryParse(values.First(), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            ? TimeSpan.FromSeconds(Math.Clamp(seconds, 1, LongestWait.TotalSeconds))
            : Minute;
        _quota.Stop(_clock.GetElapsedTime(_start), wait);
        return new OnCallAnswer.NotNow($"{_service.Name} asks for fewer calls (429).", wait);
    }

    private OnCallRead<T> Parsed<T>(string body)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(body, _service.Json) is { } value
                ? new OnCallRead<T>(value, null)
                : new OnCallAnswer.NotNow($"{_service.Name}'s answer is empty.");
        }
        catch (JsonException)
        {
            return new OnCallAnswer.NotNow($"{_service.Name}'s answer could not be understood.");
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Debug, Message = "{Service} GET {What}: {Status}")]
        public static partial void Answered(ILogger log, string service, string what, int status);
    }
}
