using JitBot.Core;
using JitBot.Core.Catalogue;
using JitBot.Core.OnCall;
using JitBot.Core.People;
using JitBot.Engine.Clock;

namespace JitBot.Engine.People;

/// <summary>
/// The group sources that are on, by the word before the colon. Votes, requests and whatever else gives access on somebody's yes go by what a source
/// answers at that moment, and a source that is read elsewhere than an operator has said yes to is not asked. To break glass,
/// and to be shown as such, an answer serves that the source gave shortly before it went down.
/// </summary>
public sealed class GroupShelf(IEnumerable<IGroupSource> sources, SourceGate gate, TrustedClock clock)
{
    private readonly Dictionary<string, IGroupSource> _byWord = sources.ToDictionary(source => source.Source, StringComparer.Ordinal);
    private readonly OnCallMemory _memory = new();

    /// <summary>Whether the person is in the group now; null if it cannot be told, which counts as no. A source that does not heed that it is enough is not waited for.</summary>
    public async Task<bool?> ContainsAsync(Rule.Member rule, Person person, IReadOnlyList<AccountId> accounts, CancellationToken ct) => Find(rule) switch
    {
        null => false, // its settings are gone, and nobody is in it until they are back
        _ when gate.IsShut(rule) => null,
        IOnCallSource source => await AskAsync(source, rule, ct) is OnCallAnswer.Told told ? told.Roster.Has(person.Email) : null,
        var source => await source.ContainsAsync(rule.Group, person, accounts, ct).WaitAsync(ct),
    };

    /// <summary>Whether the rule's members are whoever is on call.</summary>
    public bool IsOnCall(Rule.Member rule) => Find(rule) is IOnCallSource;

    /// <summary>
    /// Who is on call now; while the source is down, who was when it last answered, for a quarter of an hour and marked as such; null if neither can
    /// be told. Only to break glass or to be shown: nothing that is not <see cref="OnCallView.IsLive"/> makes anybody an approver.
    /// </summary>
    public async Task<OnCallView?> OnCallAsync(Rule.Member rule, CancellationToken ct)
    {
        if (Find(rule) is not IOnCallSource source || gate.IsShut(rule))
            return null;
        var asOf = clock.Now;
        return await AskAsync(source, rule, ct) switch
        {
            OnCallAnswer.Told told => new OnCallView(told.Roster, asOf, IsLive: true),
            OnCallAnswer.NotNow => LastOnCall(rule),
            _ => null,
        };
    }

    /// <summary>Who was on call when the source last answered, if that still serves; for whoever cannot wait for it. The same holds of it.</summary>
    public OnCallView? LastOnCall(Rule.Member rule) => gate.IsShut(rule) ? null : _memory.Recall(rule.Source, rule.Group, clock.Now);

    private IGroupSource? Find(Rule.Member rule) => _byWord.GetValueOrDefault(rule.Source);

    /// <summary>An answer is as old as its question. What the source refuses to say it does not say of a while ago either.</summary>
    private async Task<OnCallAnswer> AskAsync(IOnCallSource source, Rule.Member rule, CancellationToken ct)
    {
        var asOf = clock.Now;
        var answer = await source.ListAsync(rule.Group, ct).WaitAsync(ct);
        if (answer is OnCallAnswer.Told told)
            _memory.Keep(rule.Source, rule.Group, told.Roster, asOf, clock.Now);
        else if (answer is OnCallAnswer.Refused)
            _memory.Forget(rule.Source, rule.Group);
        return answer;
    }
}
