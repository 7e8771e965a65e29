using JitBot.Core.Catalogue;
using JitBot.Core.OnCall;
using JitBot.Engine.Clock;

namespace JitBot.Engine.People;

/// <summary>Says who is on call by some rules, for people to read: bounded in schedules and in time, because a form waits for it.</summary>
public sealed class OnCallDesk(GroupShelf groups, TrustedClock clock, TimeProvider time)
{
    /// <summary>Chats drop a form that is answered later than three seconds after it was asked for, and there is more to do than this.</summary>
    internal static readonly TimeSpan Enough = TimeSpan.FromSeconds(1.5);

    /// <summary>A policy with more schedules is read by nobody.</summary>
    private const int MostSchedules = 5;

    /// <summary>The schedules among the rules of which something is said.</summary>
    public IReadOnlyList<Rule.Member> Schedules(IEnumerable<Rule> rules) => [.. rules.OfType<Rule.Member>().Where(groups.IsOnCall).Distinct().Take(MostSchedules)];

    /// <summary>What their sources have answered just now, without asking anybody; schedules of which they have not are left out.</summary>
    public IReadOnlyDictionary<Rule.Member, OnCallView?> Known(IEnumerable<Rule.Member> schedules) =>
        schedules.Select(rule => (rule, View: Remembered(rule))).Where(each => each.View is not null).ToDictionary(each => each.rule, each => each.View);

    /// <summary>The answer of each, asked for unless it was answered just now; null where it cannot be told in time.</summary>
    public async Task<IReadOnlyDictionary<Rule.Member, OnCallView?>> AskAsync(IEnumerable<Rule.Member> schedules, CancellationToken ct)
    {
        using var enough = new CancellationTokenSource(Enough, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(enough.Token, ct);
        var answers = await Task.WhenAll(schedules.Select(async rule => (rule, View: Remembered(rule) ?? await AskAsync(rule, either.Token, ct))));
        return answers.ToDictionary(each => each.rule, each => each.View);
    }

    private OnCallView? Remembered(Rule.Member rule) => groups.LastOnCall(rule) is { } last && OnCallWords.IsFresh(last, clock.Now) ? last : null;

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
