using System.Runtime.CompilerServices;
using JitBot.Core;
using JitBot.Core.Checkup;
using JitBot.Core.OnCall;

namespace JitBot.OnCall.PagerDuty;

/// <summary>Looks whether PagerDuty lets us in and knows the schedules that rules name, and says who is on call there.</summary>
internal sealed class PagerDutyCheckup(PagerDutyApi pagerDuty, PagerDutySource source, PagerDutyOptions options, TimeProvider clock) : ICheckup
{
    /// <summary>An id nobody has: whether we are let in shows all the same.</summary>
    private const string Nobody = "PNOBODY0";

    private static readonly OnCallFindings Findings = new(PagerDutySource.DoorName);

    /// <inheritdoc />
    public string Door => PagerDutySource.DoorName;

    /// <inheritdoc />
    public async IAsyncEnumerable<Finding> LookAsync(NamedInSettings named, [EnumeratorCancellation] CancellationToken ct)
    {
        var reached = Findings.Reached(
            await source.ListAsync(Nobody, ct), options.BaseUrl, "correct PagerDuty:BaseUrl", "make a read-only key under Integrations > API Access Keys and give it as PagerDuty:ApiToken");
        yield return reached;
        if (reached.Verdict == Verdict.Bad)
            yield break;
        await foreach (var finding in SeveralAtOnce.AskAsync(named.Groups.Where(group => group.Source == source.Source), group => LookAsync(group, ct)))
            yield return finding;
    }

    private async Task<Finding> LookAsync(NamedGroup group, CancellationToken ct)
    {
        using var budget = new CancellationTokenSource(IOnCallSource.CallBudget, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(budget.Token, ct);
        var schedule = await pagerDuty.ScheduleAsync(group.Id, either.Token);
        if (schedule.Fault is { } fault)
            return Findings.Of(group, fault);
        return schedule.Value?.Schedule?.EscalationPolicies is not { Count: > 0 }
            ? Finding.Bad(CheckKind.Group, $"{group.Source}:{group.Id}", $"no escalation policy uses this schedule, so PagerDuty has nobody on call on it; named by {group.NamedBy}",
                "add the schedule to an escalation policy in PagerDuty")
            : Findings.Of(group, await source.ListAsync(group.Id, ct));
    }
}
