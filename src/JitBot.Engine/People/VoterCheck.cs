using JitBot.Core;
using JitBot.Core.Access;
using JitBot.Core.Catalogue;
using JitBot.Core.Holdings;
using JitBot.Core.People;

namespace JitBot.Engine.People;

/// <summary>Looks again at everybody who said yes before, when somebody else does: who has left, or lost what they decided by, decides nothing any more.</summary>
public sealed class VoterCheck(IAccessStore store, IdentityLinking identity, ProviderShelf providers, PresenceShelf presence)
{
    /// <summary>Who said yes before, and by which rules they still may. Throws when somebody who has to be asked does not answer: then the gesture waits.</summary>
    public async Task<IReadOnlyList<VoterNow>> LookAsync(Actor actor, AccessState state, CancellationToken ct)
    {
        if (actor is not Actor.Known known || state is not AccessState.Pending pending)
            return [];
        var voters = new List<VoterNow>();
        foreach (var vote in pending.Votes.Where(vote => !known.Ties.AreOne(vote.Approver.Id, known.Person.Id)))
            voters.Add(new VoterNow(vote.Approver.Id, await StillAsync(vote, pending.Facts.Requester.Id, ct)));
        return voters;
    }

    private async Task<IReadOnlyList<Rule>> StillAsync(Vote vote, PersonId requester, CancellationToken ct) =>
        await store.FindAsync(vote.Approver.Id, ct) is { Email.Length: > 0 } person && await IsThereAsync(person, ct)
            ? await identity.StillAsync(person, vote.By, requester, ct)
            : [];

    /// <summary>
    /// Whether no chat and no directory says that an account of theirs is out of use, and every directory that knew the person when they voted still has the same active
    /// account for them. One that never knew them says nothing.
    /// </summary>
    private async Task<bool> IsThereAsync(Person person, CancellationToken ct)
    {
        var accounts = await store.ListAccountsAsync(person.Id, ct);
        foreach (var account in accounts)
        {
            if (!await IsInUseAsync(account, ct))
                return false;
        }

        foreach (var provider in providers.All)
        {
            if (accounts.FirstOrDefault(account => account.Platform == provider.Name) is { } account && !await HasAsync(provider, person.Email, account.Id, ct))
                return false;
        }

        return true;
    }

    private async Task<bool> IsInUseAsync(AccountId account, CancellationToken ct) => await presence.LookSoonAsync(account, ct) switch
    {
        PresenceAnswer.Active or PresenceAnswer.Unknown => true,
        PresenceAnswer.Gone => false,
        PresenceAnswer.NotNow later => throw new NotNowException($"{account.Platform} could not be asked whether somebody who approved is still there: {later.What}"),
        var other => throw new InvalidOperationException($"An answer nobody knows: {other.GetType().Name}."),
    };

    private static async Task<bool> HasAsync(IAccessProvider provider, string email, string subject, CancellationToken ct) => await provider.FindSubjectAsync(email, ct) switch
    {
        SubjectAnswer.Found found => found.Subject == subject,
        SubjectAnswer.NotFound => false,
        SubjectAnswer.NotNow later => throw new NotNowException($"{provider.Name} could not be asked whether somebody who approved is still there: {later.What}"),
        var other => throw new InvalidOperationException($"An answer nobody knows: {other.GetType().Name}."),
    };
}
