using JitBot.Core;
using JitBot.Core.OnCall;

namespace JitBot.OnCall.Opsgenie;

/// <summary>Opsgenie's schedules in rules, as <c>opsgenie-schedule:id or name</c>. A schedule that is switched off has nobody on call.</summary>
internal sealed class OpsgenieSource(OpsgenieApi opsgenie, TimeProvider clock) : IOnCallSource
{
    /// <summary>The door's name in findings and alerts.</summary>
    public const string DoorName = "Opsgenie";

    /// <inheritdoc />
    public string Source => OpsgenieSetup.GroupSource;

    /// <inheritdoc />
    public string? Fault(string group) => OpsgenieSetup.GroupFault(group);

    /// <inheritdoc />
    public async Task<OnCallAnswer> ListAsync(string schedule, CancellationToken ct)
    {
        if (Fault(schedule) is { } wrong)
            return new OnCallAnswer.Refused($"this {wrong}");
        using var budget = new CancellationTokenSource(IOnCallSource.CallBudget, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(budget.Token, ct);
        var read = await opsgenie.OnCallsAsync(schedule, either.Token);
        ct.ThrowIfCancellationRequested();
        return read.Fault ?? Judge(schedule, read.Value!.Data);
    }

    private static OnCallAnswer Judge(string schedule, OpsgenieOnCallData? data) => data switch
    {
        null or { OnCallRecipients: null } => new OnCallAnswer.NotNow("Opsgenie's answer could not be understood."),
        _ when !OpsgenieSchedule.Fits(data.Parent, schedule) => new OnCallAnswer.NotNow("Opsgenie answered about another schedule."),
        { Parent.Enabled: false } => new OnCallAnswer.Told(OnCallRoster.Of([])),
        { OnCallRecipients.Count: > OnCallRoster.Most } => new OnCallAnswer.Refused("Opsgenie names more people on call than can be right"),
        _ => new OnCallAnswer.Told(OnCallRoster.Of(data.OnCallRecipients.Where(name => name.Contains('@')).Select(name => new OnCallPerson(name.ToLowerInvariant(), name)))),
    };
}
