using JitBot.Core;
using JitBot.Core.OnCall;

namespace JitBot.OnCall.Schedule;

/// <summary>Plain schedules in rules, as <c>schedule:name</c>.</summary>
internal sealed class ScheduleSource(ScheduleOptions options, ScheduleApi api, TimeProvider clock) : IOnCallSource
{
    /// <summary>The door's name in findings and alerts, and the section's.</summary>
    public const string DoorName = ScheduleSetup.Section;

    private const string Calendar = "BEGIN:VCALENDAR";

    /// <inheritdoc />
    public string Source => ScheduleSetup.GroupSource;

    /// <inheritdoc />
    public string? Fault(string group) => options.Find(group) is null ? "names a schedule that is not configured" : null;

    /// <inheritdoc />
    public async Task<OnCallAnswer> ListAsync(string schedule, CancellationToken ct)
    {
        if (options.Find(schedule) is not { } option)
            return new OnCallAnswer.Refused("is not configured");
        using var budget = new CancellationTokenSource(IOnCallSource.CallBudget, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(budget.Token, ct);
        var (text, fault) = await api.FetchAsync(option, either.Token);
        ct.ThrowIfCancellationRequested();
        return fault ?? Read(text!, option, ct);
    }

    private OnCallAnswer Read(string text, ScheduleOption option, CancellationToken ct)
    {
        var content = text.AsSpan().Trim("\uFEFF \t\r\n");
        var format = option.Format ?? (content.StartsWith(Calendar, StringComparison.OrdinalIgnoreCase) ? ScheduleOptions.ICalendar : content.StartsWith("{") ? ScheduleOptions.Json : null);
        return format switch
        {
            ScheduleOptions.ICalendar => ScheduleCalendar.Read(content.ToString(), option.Zone, clock.GetUtcNow(), ct),
            ScheduleOptions.Json => ScheduleJson.Read(content.ToString(), option.Zone, clock.GetUtcNow()),
            _ => new OnCallAnswer.Refused("is neither JSON nor iCalendar"),
        };
    }
}
