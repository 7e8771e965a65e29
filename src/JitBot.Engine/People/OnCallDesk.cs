using JitBot.Core.Catalogue;
using JitBot.Core.Chat;
using JitBot.Core.OnCall;

namespace JitBot.Engine.People;

/// <summary>Says who is on call by some rules, for people to read: bounded in names and in time, because a form waits for it.</summary>
public sealed class OnCallDesk(GroupShelf groups, TimeProvider time)
{
    /// <summary>Chats drop a form that is answered later than three seconds after it was asked for, and there is more to do than this.</summary>
    private static readonly TimeSpan Enough = TimeSpan.FromSeconds(1.5);

    /// <summary>A policy with more schedules is read by nobody.</summary>
    private const int MostSchedules = 5;

    /// <summary>The line, or null if no rule names a schedule.</summary>
    public async Task<Words?> DescribeAsync(IEnumerable<Rule> rules, CancellationToken ct) => OnCallWords.Line(await ListAsync(rules, ct));

    /// <summary>The answer of each schedule that a rule names; null where it cannot be told in time.</summary>
    public async Task<IReadOnlyList<OnCallView?>> ListAsync(IEnumerable<Rule> rules, CancellationToken ct)
    {
        using var enough = new CancellationTokenSource(Enough, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(enough.Token, ct);
        var schedules = rules.OfType<Rule.Member>().Where(groups.IsOnCall).Distinct().Take(MostSchedules);
        return await Task.WhenAll(schedules.Select(rule => AskAsync(rule, either.Token, ct)));
    }

    private async Task<OnCallView?> AskAsync(Rule.Member rule, CancellationToken enough, CancellationToken ct)
    {
        try
        {
            return await groups.OnCallAsync(rule, enough);
        }
        catch (OperationCanceledException) when (enough.IsCancellationRequested && !ct.IsCancellationRequested)
        {
            return groups.LastOnCall(rule);
        }
    }
}
