using JitBot.Core;
using JitBot.Core.Access;
using JitBot.Core.Holdings;
using JitBot.Core.People;

namespace JitBot.Engine.People;

/// <summary>
/// Holds an approver against the directory the request is about: two accounts with two addresses can be one human being there, and nobody
/// approves themselves or votes twice.
/// </summary>
public sealed class ApproverCheck(IAccessStore store, ProviderShelf providers)
{
    /// <summary>A subject is kept like an account; a directory has no tenants of its own.</summary>
    internal const string NoTenant = "";

    /// <summary>
    /// The approver, or barred if the directory knows them as the requester or as somebody else who is linked already. An approver whom the
    /// directory does not know at all is nobody else there. Throws when the directory does not answer, so that the gesture is tried again.
    /// </summary>
    public async Task<Actor> DistinctAsync(Actor actor, AccessState state, CancellationToken ct)
    {
        if (actor is not Actor.Known known || state is not AccessState.Pending pending || known.Person.Id == pending.Facts.Requester.Id)
            return actor;
        if (providers.Find(pending.Facts.Terms.Provider) is not { } provider)
            return actor;
        var linked = (await store.ListAccountsAsync(known.Person.Id, ct)).FirstOrDefault(account => account.Platform == provider.Name);
        if (linked is not null)
            return linked.Id == pending.Subject ? new Actor.Barred(known.Account, Refusal.OwnRequest) : actor;
        return await provider.FindSubjectAsync(known.Person.Email, ct) switch
        {
            SubjectAnswer.Found found when found.Subject == pending.Subject => new Actor.Barred(known.Account, Refusal.OwnRequest),
            SubjectAnswer.Found found => await store.LinkAsync(known.Person.Id, new AccountId(provider.Name, NoTenant, found.Subject), ct)
                ? actor
                : new Actor.Barred(known.Account, Refusal.AddressTaken),
            SubjectAnswer.NotFound => actor,
            SubjectAnswer.NotNow later => throw new NotNowException($"{provider.Name} could not be asked who the approver is: {later.What}"),
            var other => throw new InvalidOperationException($"An answer nobody knows: {other.GetType().Name}."),
        };
    }
}
