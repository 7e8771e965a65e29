using JitBot.Core;
using JitBot.Core.Access;
using JitBot.Core.Catalogue;
using JitBot.Core.Chat;
using JitBot.Core.Operations;
using JitBot.Core.People;
using JitBot.Core.Store;
using JitBot.Engine.Clock;
using JitBot.Engine.Operations;
using JitBot.Engine.People;
using JitBot.Engine.Requests;

namespace JitBot.Engine;

/// <summary>Where chat platforms hand in that an operator stops granting or lets it go on. The same words twice change nothing the second time.</summary>
public sealed class FreezeDesk
{
    private readonly IAccessStore _store;
    private readonly FreezeLog _log;
    private readonly OperatorList _operators;
    private readonly IdentityLinking _identity;
    private readonly HumanCheck _humans;
    private readonly StoryReader _reader;
    private readonly TrustedClock _clock;
    private readonly Entropy _entropy;

    internal FreezeDesk(
        IAccessStore store, FreezeLog log, OperatorList operators, IdentityLinking identity, HumanCheck humans, StoryReader reader, TrustedClock clock, Entropy entropy) =>
        (_store, _log, _operators, _identity, _humans, _reader, _clock, _entropy) = (store, log, operators, identity, humans, reader, clock, entropy);

    /// <summary>Stops granting; what to say to whoever wants it.</summary>
    public async Task<Words> StopAsync(AccountFacts who, string reason, CancellationToken ct)
    {
        var rules = await _operators.RulesAsync(ct);
        var actor = await _identity.RecogniseAsync(who, rules, ct);
        var why = actor is Actor.Known known && !string.IsNullOrWhiteSpace(reason) ? new PersonalText(known.Person.Id, _entropy.Secret(), Short(reason.Trim())) : null;
        var (_, happened) = await _log.AppendAsync(state => Task.FromResult(FreezeRules.Stop(state, actor, rules, why?.Hash, _clock.Now)), why, ct);
        return FreezeWords.Stopped(happened);
    }

    /// <summary>
    /// Lets it go on, or notes the first yes to that; what to say to whoever wants it. Throws when a directory does not say whether the two who want it are two.
    /// </summary>
    public async Task<Words> GoOnAsync(AccountFacts who, CancellationToken ct)
    {
        var rules = await _operators.RulesAsync(ct);
        var actor = await _identity.RecogniseAsync(who, rules, ct);
        var (before, happened) = await _log.AppendAsync(state => GoOnAsync(state, actor, rules, ct), text: null, ct);
        return FreezeWords.GoesOn(before, happened);
    }

    /// <summary>That granting is frozen, by whom and why; null if it is not.</summary>
    public async Task<Words?> SayAsync(CancellationToken ct)
    {
        if ((await _log.RefreshAsync(ct)).Freeze is not { } freeze)
            return null;
        var texts = freeze.Reason is null ? new Dictionary<string, string>() : await _store.LoadTextsAsync([freeze.Reason], ct);
        return FreezeWords.Holds(freeze, new StoryTexts(await _reader.NamesAsync([freeze.By.Id], ct), texts));
    }

    /// <summary>The note of a form, and after it that granting is frozen, since neither may hide the other; null if there is neither.</summary>
    public async Task<string?> SayAfterAsync(string? note, CancellationToken ct)
    {
        var frozen = (await SayAsync(ct))?.ToPlainText();
        return note is null || frozen is null ? note ?? frozen : $"{note} {frozen}";
    }

    /// <summary>Whose yes would be the second is compared in the directories, too: two accounts of one operator are not two operators.</summary>
    private async Task<FreezeEvent?> GoOnAsync(FreezeState state, Actor actor, IReadOnlyList<Rule> rules, CancellationToken ct)
    {
        var happened = FreezeRules.GoOn(state, actor, rules, _clock.Now);
        if (happened is not FreezeEvent.Thawed { First: var first } || actor is not Actor.Known known)
            return happened;
        return FreezeRules.GoOn(state, await _humans.ApartAsync(known, [new NotThem(Refusal.AddressTaken, [first.Id])], ct), rules, _clock.Now);
    }

    private static string Short(string reason) => reason.Length <= AskDraft.LongestJustification
        ? reason
        : ReadableText.Part(reason, AskDraft.LongestJustification, text => text.Length);
}
