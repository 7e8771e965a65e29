using JitBot.Core;
using JitBot.Core.OnCall;

namespace JitBot.OnCall.PagerDuty;

/// <summary>
/// PagerDuty's schedules in rules, as <c>pagerduty-schedule:id</c>. On call is who is so by an escalation policy: a schedule that no policy uses
/// has nobody on call there, as it pages nobody.
/// </summary>
internal sealed class PagerDutySource(PagerDutyApi pagerDuty, TimeProvider clock) : IOnCallSource
{
    /// <summary>The door's name in findings and alerts.</summary>
    public const string DoorName = "PagerDuty";

    /// <summary>One schedule stands in a few policies and levels; more entries than this are a mistake of somebody.</summary>
    private const int MaxPages = 5;

    /// <inheritdoc />
    public string Source => PagerDutySetup.GroupSource;

    /// <inheritdoc />
    public string? Fault(string group) => PagerDutySetup.GroupFault(group);

    /// <inheritdoc />
    public async Task<OnCallAnswer> ListAsync(string schedule, CancellationToken ct)
    {
        if (Fault(schedule) is { } wrong)
            return new OnCallAnswer.Refused($"this {wrong}");
        using var budget = new CancellationTokenSource(IOnCallSource.CallBudget, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(budget.Token, ct);
        var answer = await AskAsync(schedule, either.Token);
        ct.ThrowIfCancellationRequested();
        return answer;
    }

    private async Task<OnCallAnswer> AskAsync(string schedule, CancellationToken ct)
    {
        var entries = new List<PagerDutyOnCall>();
        for (var page = 0; ; page++)
        {
            if (page == MaxPages)
                return new OnCallAnswer.Refused("PagerDuty names more people on call than can be right");
            var read = await pagerDuty.OnCallsAsync(schedule, page * PagerDutyApi.PageSize, ct);
            if (read.Fault is { } fault)
                return fault;
            if (read.Value is not { Oncalls: { } some, More: { } more })
                return new OnCallAnswer.NotNow("PagerDuty's answer could not be understood.");
            entries.AddRange(some.Where(entry => entry.Schedule?.Id == schedule));
            if (!more)
                return await NameAsync(entries, ct);
        }
    }

    /// <summary>Looks up whom the entries mean, one after the other as the page on rate limits asks; who is deleted meanwhile is on call no more.</summary>
    private async Task<OnCallAnswer> NameAsync(List<PagerDutyOnCall> entries, CancellationToken ct)
    {
        var people = new List<OnCallPerson>();
        var byUser = entries.Where(entry => entry.User?.Id is { } id && PagerDutyId.IsOne(id)).GroupBy(entry => entry.User!.Id!).ToList();
        if (byUser.Count > OnCallRoster.Most)
            return new OnCallAnswer.Refused("PagerDuty names more people on call than can be right");
        foreach (var same in byUser)
        {
            var read = await pagerDuty.UserAsync(same.Key, ct);
            if (read.Fault is { } fault && !read.IsMissing)
                return fault;
            if (read.Value?.User is { Email: { Length: > 0 } email } user && user.Id == same.Key)
                people.AddRange(same.Select(entry => new OnCallPerson(same.Key, email, user.Name, entry.End)));
        }

        return new OnCallAnswer.Told(OnCallRoster.Of(people));
    }
}
