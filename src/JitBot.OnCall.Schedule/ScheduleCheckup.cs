using System.Runtime.CompilerServices;
using JitBot.Core;
using JitBot.Core.Checkup;
using JitBot.Core.OnCall;

namespace JitBot.OnCall.Schedule;

/// <summary>Looks whether each schedule can be fetched and read, and says who is on call there. Addresses are not shown.</summary>
internal sealed class ScheduleCheckup(ScheduleSource source, ScheduleOptions options) : ICheckup
{
    private static readonly OnCallFindings Findings = new(ScheduleSource.DoorName);

    /// <inheritdoc />
    public string Door => ScheduleSource.DoorName;

    /// <inheritdoc />
    public async IAsyncEnumerable<Finding> LookAsync(NamedInSettings named, [EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var finding in SeveralAtOnce.AskAsync(options.All, schedule => LookAsync(schedule, named, ct)))
            yield return finding;
    }

    private async Task<Finding> LookAsync(ScheduleOption schedule, NamedInSettings named, CancellationToken ct)
    {
        var place = $"schedule {schedule.Name}";
        var rule = named.Groups.FirstOrDefault(group => group.Source == source.Source && group.Id.Equals(schedule.Name, StringComparison.OrdinalIgnoreCase));
        return await source.ListAsync(schedule.Name, ct) switch
        {
            OnCallAnswer.NotNow down => Finding.Bad(CheckKind.Reach, place, down.What, "let this machine reach the schedule's address, or correct its Url under Schedules"),
            OnCallAnswer.Refused refused => Finding.Bad(CheckKind.Reach, place, refused.Why, "correct its Url under Schedules, or the schedule itself"),
            var told => Findings.Of(rule ?? new NamedGroup(source.Source, schedule.Name, "no policy"), told),
        };
    }
}
