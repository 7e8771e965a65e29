using JitBot.Core;
using JitBot.Core.Access;
using JitBot.Core.Holdings;
using JitBot.Core.People;
using JitBot.Engine.Clock;
using JitBot.Engine.Emergencies;
using JitBot.Engine.People;
using JitBot.Engine.Requests;

namespace JitBot.Engine.Effects;

/// <summary>Before anybody is bothered: is the requester known to the directory, exactly once, and can the resource be granted by us?</summary>
internal sealed class RequestPreparer(
    IAccessStore store, LinkingLog links, SubjectRegister subjects, StoryReader reader, CommandHandler requests, ProviderShelf providers, TrustedClock clock,
    AutoLooker? auto = null, NestingDesk? nesting = null, FreezeDesk? freezes = null)
{
    /// <summary>Answers both for one request, or says when to ask again; one that is prepared already is left as it is.</summary>
    public async Task<EffectResult> RunAsync(EffectAtWork work, RequestId id, CancellationToken ct)
    {
        if ((await reader.LoadAsync(id, ct)).State is not AccessState.Preparing state)
            return EffectResult.Finished;
        var terms = state.Facts.Terms;
        if (providers.Find(terms.Provider) is not { } provider)
            return await CannotAsync(work, id, $"{terms.Provider} is not configured.", ct);
        if (await store.FindAsync(state.Facts.Requester.Id, ct) is not { Email.Length: > 0 } person)
            return await CannotAsync(work, id, "The requester's e-mail address is not known any more.", ct);
        switch (await provider.InspectAsync(terms.Resource, ct))
        {
            case ResourceAnswer.Unfit unfit:
                return await CannotAsync(work, id, unfit.Why, ct);
            case ResourceAnswer.NotNow later:
                return new EffectResult.Again(later.RetryAfter, later.What);
        }

        return await FindSubjectAsync(provider, person, ct) switch
        {
            SubjectAnswer.Found found => await FoundAsync(work, id, state.Facts, person, found.Subject, ct),
            SubjectAnswer.NotFound none => await CannotAsync(work, id, none.Why, ct),
            SubjectAnswer.NotNow later => new EffectResult.Again(later.RetryAfter, later.What),
            var other => throw new InvalidOperationException($"An answer nobody knows: {other.GetType().Name}."),
        };
    }

    /// <summary>
    /// Who the requester is there, by the address of the row that asked; if the directory does not know that one, by those of what it was linked
    /// with, once the cool-down is over.
    /// </summary>
    private async Task<SubjectAnswer> FindSubjectAsync(IAccessProvider provider, Person person, CancellationToken ct)
    {
        var own = await provider.FindSubjectAsync(person.Email, ct);
        if (own is not SubjectAnswer.NotFound)
            return own;
        foreach (var row in (await links.TiesAsync(ct)).RightsOf(person.Id, clock.Now).Skip(1))
        {
            if (await store.FindAsync(row, ct) is { Email.Length: > 0 } also
                && await provider.FindSubjectAsync(also.Email, ct) is var answer and not SubjectAnswer.NotFound)
                return answer;
        }

        return own;
    }

    private async Task<EffectResult> FoundAsync(EffectAtWork work, RequestId id, AccessFacts facts, Person person, string subject, CancellationToken ct)
    {
        var provider = facts.Terms.Provider;
        if (!await subjects.TakeAsync(person.Id, provider, subject, ct))
            return await CannotAsync(work, id, $"The account {provider} has for this e-mail address is not the one it was linked with before. Ask an administrator.", ct);
        // The reaper prepares nothing, but it is made of the same parts.
        var look = auto is null ? null : await auto.LookAsync(facts, person, ct);
        var (around, later) = facts.Emergency is null || nesting is null ? default : await nesting.LookAsync(facts.Terms, ct);
        if (later is not null)
            return new EffectResult.Again(later.RetryAfter, later.What);
        var isFrozen = freezes is not null && await freezes.SayAsync(ct) is not null;
        var prepared = new AccessCommand.Prepared(clock.Now, subject) { Auto = look, TermsNow = auto?.TermsNow(facts), Nesting = around, IsFrozen = isFrozen };
        return await requests.SettleAsync(work, id, prepared, ct);
    }

    private Task<EffectResult> CannotAsync(EffectAtWork work, RequestId id, string why, CancellationToken ct) =>
        requests.SettleAsync(work, id, new AccessCommand.CannotBeGranted(clock.Now, why), ct);
}
