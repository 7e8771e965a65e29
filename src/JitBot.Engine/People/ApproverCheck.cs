using JitBot.Core.Access;
using JitBot.Core.People;

namespace JitBot.Engine.People;

/// <summary>Holds an approver against every directory there is, also one that the request is not about: nobody approves themselves or votes twice, with a yes or a no.</summary>
public sealed class ApproverCheck(HumanCheck humans)
{
    /// <summary>
    /// The approver, or barred if a directory knows them as the requester, as whoever asked for them, or as somebody else who voted. Throws when one of them does not
    /// answer. Whoever may not decide anyway is looked up nowhere.
    /// </summary>
    public async Task<Actor> DistinctAsync(Actor actor, AccessState state, CancellationToken ct)
    {
        if (actor is not Actor.Known known || state is not AccessState.Pending pending || pending.Facts.IsOwn(known.Ties, known.Person.Id))
            return actor;
        if (!known.Fulfils(pending.Facts.Terms.Approvers))
            return actor;
        return await humans.ApartAsync(known, [Owners(pending), new NotThem(Refusal.AddressTaken, [.. pending.Votes.Select(vote => vote.Approver.Id).Where(IsAnother(known))])], ct);
    }

    /// <summary>
    /// The same for whoever says no where that takes several: one human being with two addresses is one of them. A no that decides alone, or is the first, is
    /// held against nothing, so that no directory delays it.
    /// </summary>
    public async Task<Actor> DistinctAsync(AccessCommand.Deny deny, AccessState state, CancellationToken ct)
    {
        if (deny.Actor is not Actor.Known known || (state as AccessState.Known)?.Undecided is not { } pending)
            return deny.Actor;
        var others = pending.Objections.Where(no => no.Stage == pending.Waiting.Stage).Select(no => no.Approver.Id).Where(IsAnother(known)).ToList();
        return others.Count > 0 && AccessDecider.Decide(state, deny) is Decision.Accepted { Events.Count: > 0 }
            ? await humans.ApartAsync(known, [Owners(pending), new NotThem(Refusal.AddressTaken, others)], ct)
            : deny.Actor;
    }

    private static NotThem Owners(AccessState.Pending pending) => new(Refusal.OwnRequest, pending.Facts.Owners) { Subject = (pending.Facts.Terms.Provider, pending.Subject) };

    private static Func<PersonId, bool> IsAnother(Actor.Known known) => voter => !known.Ties.AreOne(voter, known.Person.Id);
}
