using JitBot.Core;
using JitBot.Core.Access;
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
    private readonly StoryReader _reader;
    private readonly TrustedClock _clock;
    private readonly Entropy _entropy;

    internal FreezeDesk(IAccessStore store, FreezeLog log, OperatorList operators, IdentityLinking identity, StoryReader reader, TrustedClock clock, Entropy entropy) =>
        (_store, _log, _operators, _identity, _reader, _clock, _entropy) = (store, log, operators, identity, reader, clock, entropy);

    /// <summary>Stops granting; what to say to whoever wants it.</summary>
    public async Task<Words> StopAsync(AccountFacts who, string reason, CancellationToken ct)
    {
        var rules = await _operators.RulesAsync(ct);
        var actor = await _identity.RecogniseAsync(who, rules, ct);
        var why = actor is Actor.Known known && !string.IsNullOrWhiteSpace(reason) ? new PersonalText(known.Person.Id, _entropy.Secret(), Short(reason.Trim())) : null;
        var (_, happened) = await _log.AppendAsync(state => FreezeRules.Stop(state, actor, rules, why?.Hash, _clock.Now), why, ct);
        return FreezeWords.Stopped(happened);
    }

    /// <summary>Lets it go on, or notes the first yes to that; what to say to whoever wants it.</summary>
    public async Task<Words> GoOnAsync(AccountFacts who, CancellationToken ct)
    {
        var rules = await _operators.RulesAsync(ct);
        var actor = await _identity.RecogniseAsync(who, rules, ct);
        var (before, happened) = await _log.AppendAsync(state => FreezeRules.GoOn(state, actor, rules, _clock.Now), text: null, ct);
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

    private static string Short(string reason) => reason.Length <= AskDraft.LongestJustification
        ? reason
        : ReadableText.Part(reason, AskDraft.LongestJustification, text => text.Length);
}
