using System.Net;
using JitBot.Core.OnCall;
using JitBot.Core.Operations;
using Microsoft.Extensions.Logging;

namespace JitBot.OnCall.Schedule;

/// <summary>
/// Fetches a schedule's text. Its address may be the only secret that protects it: neither it nor the host stands in any word that leaves this room.
/// </summary>
internal sealed partial class ScheduleApi : IDisposable
{
    /// <summary>A calendar of two thousand events with all their properties.</summary>
    private const int MaxBytes = 2 * 1024 * 1024;

    private static readonly TimeSpan ConnectionLife = TimeSpan.FromMinutes(5);

    private readonly HttpClient _http;
    private readonly DoorWitness _doors;
    private readonly ILogger _log;

    /// <summary>Opens the way out; redirects are not followed, because they would carry the address's secret elsewhere.</summary>
    public ScheduleApi(DoorWitness doors, ILogger<ScheduleApi> log)
    {
        _http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = ConnectionLife })
        {
            MaxResponseContentBufferSize = MaxBytes,
            Timeout = Timeout.InfiniteTimeSpan, // each call brings its own time
        };
        _http.DefaultRequestHeaders.UserAgent.ParseAdd("JitBot");
        _http.DefaultRequestHeaders.Accept.ParseAdd("application/json, text/calendar");
        (_doors, _log) = (doors, log);
    }

    /// <summary>The text as it is now; asked once more if no answer came or the server failed. A fault is never <see cref="OnCallAnswer.Told"/>.</summary>
    public async Task<(string? Text, OnCallAnswer? Fault)> FetchAsync(ScheduleOption schedule, CancellationToken ct)
    {
        var read = await AskAsync(schedule, ct);
        if (read.Fault is OnCallAnswer.NotNow && !ct.IsCancellationRequested)
            read = await AskAsync(schedule, ct);
        if (read.Fault is OnCallAnswer.NotNow down)
            _doors.Unreached(ScheduleSource.DoorName, schedule.Name, down.What);
        return read;
    }

    /// <inheritdoc />
    public void Dispose() => _http.Dispose();

    private async Task<(string? Text, OnCallAnswer? Fault)> AskAsync(ScheduleOption schedule, CancellationToken ct)
    {
        try
        {
            using var answer = await _http.GetAsync(schedule.Url, ct);
            Log.Answered(_log, schedule.Name, (int)answer.StatusCode);
            Report(schedule, answer.StatusCode);
            return (int)answer.StatusCode is >= 200 and < 300 ? (await answer.Content.ReadAsStringAsync(ct), null) : (null, Fault((int)answer.StatusCode));
        }
        catch (HttpRequestException broken)
        {
            return (null, broken.HttpRequestError == HttpRequestError.ConfigurationLimitExceeded
                ? new OnCallAnswer.Refused($"is longer than {MaxBytes / 1024 / 1024} MiB")
                : new OnCallAnswer.NotNow($"The schedule could not be reached ({broken.HttpRequestError})."));
        }
        catch (InvalidOperationException)
        {
            return (null, new OnCallAnswer.Refused("is written in letters that nobody knows (charset)"));
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            return (null, new OnCallAnswer.NotNow("No answer came in time."));
        }
    }

    private void Report(ScheduleOption schedule, HttpStatusCode status)
    {
        if (status is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden)
            _doors.Refused(ScheduleSource.DoorName, schedule.Name, $"the schedule {schedule.Name} is not given to JitBot ({(int)status}).", asksOnly: true);
        else if ((int)status < 500)
            _doors.LetIn(ScheduleSource.DoorName, schedule.Name);
    }

    private static OnCallAnswer Fault(int status) => status switch
    {
        408 or 429 or >= 500 => new OnCallAnswer.NotNow($"Where the schedule is kept the answer is {status}."),
        < 400 => new OnCallAnswer.Refused($"is answered with a redirect ({status}), which is not followed: give the address it leads to"),
        401 or 403 => new OnCallAnswer.Refused($"is not given to JitBot ({status}): its address has changed, or a sign-in is asked for"),
        404 or 410 => new OnCallAnswer.Refused($"is not at its address any more ({status})"),
        _ => new OnCallAnswer.Refused($"is refused ({status})"),
    };

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Debug, Message = "Schedule {Name}: {Status}")]
        public static partial void Answered(ILogger log, string name, int status);
    }
}
