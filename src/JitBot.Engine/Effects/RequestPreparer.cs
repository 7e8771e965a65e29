using JitBot.Core;
using JitBot.Core.Access;
using JitBot.Core.Holdings;
using JitBot.Core.People;
using JitBot.Engine.Clock;
using JitBot.Engine.People;
using JitBot.Engine.Requests;

namespace JitBot.Engine.Effects;

/// <summary>Before anybody is bothered: is the requester known to the directory, exactly once, and can the resource be granted by us?</summary>
internal sealed class RequestPreparer(IAccessStore store, StoryReader reader, CommandHandler requests, ProviderShelf providers, TrustedClock clock)
{
    public async Task<EffectResult> RunAsync(RequestId id, CancellationToken ct)
    {
        if ((await reader.LoadAsync(id, ct)).State is not AccessState.Preparing state)
            return EffectResult.Finished;
        var terms = state.Facts.Terms;
        if (providers.Find(terms.Provider) is not { } provider)
            return await CannotAsync(id, $"{terms.Provider} is not configured.", ct);
        if (await store.FindAsync(state.Facts.Requester.Id, ct) is not { Email.Length: > 0 } person)
            return await CannotAsync(id, "The requester's e-mail address is not known any more.", ct);
        switch (await provider.InspectAsync(terms.Resource, ct))
        {
            case ResourceAnswer.Unfit unfit:
                return await CannotAsync(id, unfit.Why, ct);
            case ResourceAnswer.NotNow later:
                return new EffectResult.Again(later.RetryAfter, later.What);
        }

        return await provider.FindSubjectAsync(person.Email, ct) switch
        {
            SubjectAnswer.Found found => await FoundAsync(id, person, provider.Name, found.Subject, ct),
            SubjectAnswer.NotFound none => await CannotAsync(id, none.Why, ct),
            SubjectAnswer.NotNow later => new EffectResult.Again(later.RetryAfter, later.What),
            var other => throw new InvalidOperationException($"An answer nobody knows: {other.GetType().Name}."),
        };
    }

    private async Task<EffectResult> FoundAsync(RequestId id, Person person, string provider, string subject, CancellationToken ct)
    {
        if (!await store.LinkAsync(person.Id, new AccountId(provider, ApproverCheck.NoTenant, subject), ct))
            return await CannotAsync(id, $"The account {provider} has for this e-mail address is not the one it was linked with before. Ask an administrator.", ct);
        await requests.HandleAsync(id, new AccessCommand.Prepared(clock.Now, subject), gesture: null, ct);
        return EffectResult.Finished;
    }

    private async Task<EffectResult> CannotAsync(RequestId id, string why, CancellationToken ct)
    {
        await requests.HandleAsync(id, new AccessCommand.CannotBeGranted(clock.Now, why), gesture: null, ct);
        return EffectResult.Finished;
    }
}
