using JitBot.Core.OnCall;
using JitBot.Core.Operations;
using JitBot.Exchange;
using Microsoft.Extensions.Logging;

namespace JitBot.OnCall.Schedule;

/// <summary>
/// Fetches a schedule's text. Its address may be the only secret that protects it: neither it nor the host stands in any word that leaves this room.
/// </summary>
internal sealed partial class ScheduleApi(DoorWitness doors, ILogger<ScheduleApi> log) : IDisposable
{
    /// <summary>A calendar of two thousand events with all their properties.</summary>
    private const int MaxBytes = 2 * 1024 * 1024;

    private readonly HttpExchange _exchange = new("The schedule", MaxBytes, headers => headers.Accept.ParseAdd("application/json, text/calendar"));

    /// <summary>The text as it is now; asked once more if no answer came or the server failed. A fault is never <see cref="OnCallAnswer.Told"/>.</summary>
    public async Task<(string? Text, OnCallAnswer? Fault)> FetchAsync(ScheduleOption schedule, CancellationToken ct)
    {
        var read = await AskAsync(schedule, ct);
        if (read.Fault is OnCallAnswer.NotNow && !ct.IsCancellationRequested)
            read = await AskAsync(schedule, ct);
        if (read.Fault is OnCallAnswer.NotNow down)
            doors.Unreached(ScheduleSource.DoorName, schedule.Name, down.What);
        return read;
    }

    /// <inheritdoc />
    public void Dispose() => _exchange.Dispose();

    private async Task<(string? Text, OnCallAnswer? Fault)> AskAsync(ScheduleOption schedule, CancellationToken ct)
    {
        var outcome = await _exchange.GetAsync(schedule.Url, ct);
        if (outcome is not HttpOutcome.Answered answer)
            return (null, Fault((HttpOutcome.Nothing)outcome));
        Log.Answered(log, schedule.Name, answer.Status);
        Report(schedule, answer.Status);
        return answer.Status is >= 200 and < 300 ? (answer.Body, null) : (null, Fault(answer.Status));
    }

    private void Report(ScheduleOption schedule, int status)
    {
        if (status is 401 or 403)
            doors.Refused(ScheduleSource.DoorName, schedule.Name, $"the schedule {schedule.Name} is not given to JitBot ({status}).", asksOnly: true);
        else if (status < 500)
            doors.LetIn(ScheduleSource.DoorName, schedule.Name);
    }

    private static OnCallAnswer Fault(HttpOutcome.Nothing nothing) => nothing.Why switch
    {
        NoAnswer.TooLong => new OnCallAnswer.Refused($"is longer than {MaxBytes / 1024 / 1024} MiB"),
        NoAnswer.Unreadable => new OnCallAnswer.Refused("is written in letters that nobody knows (charset)"),
        _ => new OnCallAnswer.NotNow(nothing.What),
    };

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
