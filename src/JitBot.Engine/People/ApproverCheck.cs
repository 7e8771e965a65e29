using JitBot.Core.Access;
using JitBot.Core.People;

namespace JitBot.Engine.People;

/// <summary>Holds an approver against every directory there is, also one that the request is not about: nobody approves themselves or votes twice.</summary>
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
        var requester = new NotThem(Refusal.OwnRequest, pending.Facts.Owners) { Subject = (pending.Facts.Terms.Provider, pending.Subject) };
        var voters = pending.Votes.Select(vote => vote.Approver.Id).Where(voter => !known.Ties.AreOne(voter, known.Person.Id));
        return await humans.ApartAsync(known, [requester, new NotThem(Refusal.AddressTaken, [.. voters])], ct);
    }
}
