using JitBot.Core;
using JitBot.Core.Access;
using JitBot.Core.People;

namespace JitBot.Engine.People;

/// <summary>
/// Holds an approver against every directory there is: two accounts with two addresses can be one human being in any of them, also in one that
/// the request is not about, and nobody approves themselves or votes twice.
/// </summary>
public sealed class ApproverCheck(SubjectRegister subjects, ProviderShelf providers)
{
    /// <summary>
    /// The approver, or barred if a directory knows them as the requester or as somebody else who voted or is linked already. An approver whom no
    /// directory knows is nobody else there. Throws when one of them does not answer, so that the gesture is tried again: nothing is decided in
    /// doubt.
    /// </summary>
    public async Task<Actor> DistinctAsync(Actor actor, AccessState state, CancellationToken ct)
    {
        if (actor is not Actor.Known known || state is not AccessState.Pending pending || known.Ties.AreOne(known.Person.Id, pending.Facts.Requester.Id))
            return actor;
        if (!known.Fulfils(pending.Facts.Terms.Approvers))
            return actor;
        foreach (var provider in providers.All)
        {
            if (await WhyNotAsync(known, pending, provider, ct) is { } why)
                return new Actor.Barred(known.Account, why) { Person = known.Person.Ref };
        }

        return actor;
    }

    private async Task<Refusal?> WhyNotAsync(Actor.Known known, AccessState.Pending pending, IAccessProvider provider, CancellationToken ct)
    {
        var own = await subjects.FindAsync(known.Ties.OneWith(known.Person.Id), provider, ct);
        if (own.Count == 0)
            return null;
        if (provider.Name == pending.Facts.Terms.Provider && own.Any(each => each.Subject == pending.Subject))
            return Refusal.OwnRequest;
        if (await AnyIsAsync(own, known.Ties.OneWith(pending.Facts.Requester.Id), provider, ct))
            return Refusal.OwnRequest;
        var voters = pending.Votes.Select(vote => vote.Approver.Id).Where(voter => !known.Ties.AreOne(voter, known.Person.Id));
        return await AnyIsAsync(own, voters.SelectMany(known.Ties.OneWith).Distinct(), provider, ct) || !await TakeAsync(own, provider, ct)
            ? Refusal.AddressTaken
            : null;
    }

    private async Task<bool> AnyIsAsync(IReadOnlyList<RowSubject> own, IEnumerable<PersonId> others, IAccessProvider provider, CancellationToken ct) =>
        (await subjects.FindAsync(others, provider, ct)).Any(other => own.Any(each => each.Subject == other.Subject));

    private async Task<bool> TakeAsync(IReadOnlyList<RowSubject> own, IAccessProvider provider, CancellationToken ct)
    {
        foreach (var each in own)
        {
            if (!await subjects.TakeAsync(each.Row, provider.Name, each.Subject, ct))
                return false;
        }

        return true;
    }
}
