using JitBot.Core.Catalogue;
using JitBot.Core.People;

namespace JitBot.Core.Access;

/// <summary>Who may vote on a pending request, and when the votes suffice. Judged by the terms at asking and the catalogue now; the stricter wins.</summary>
internal static class VoteRules
{
    public static Decision Approve(AccessState.Pending state, AccessCommand.Approve command)
    {
        var actor = (Actor.Known)command.Actor;
        if (WhyNotAnApprover(state, actor) is { } why)
            return AccessDecider.Refuse(command, why);
        if (command.TermsNow is not { } now || !StillTheSame(state.Facts, now, requester => actor.Ties.RightsOf(requester, command.At)))
            return AccessDecider.Refuse(command, Refusal.TermsChanged);
        if (!actor.Fulfils(now.Approvers))
            return AccessDecider.Refuse(command, Refusal.NotAnApprover);
        if (HasVoted(state, actor) || IsOutdated(state, actor, command.MadeAt))
            return Decision.Nothing;
        return Count(state, command, actor, now);
    }

    public static Decision Deny(AccessState.Pending state, AccessCommand.Deny command)
    {
        var actor = (Actor.Known)command.Actor;
        return WhyNotAnApprover(state, actor) is { } why
            ? AccessDecider.Refuse(command, why)
            : AccessDecider.Happened(command, new AccessEvent.Denied(actor.Person.Ref, command.Reason?.Hash));
    }

    public static Decision TakeBack(AccessState.Pending state, AccessCommand.TakeBack command)
    {
        var actor = (Actor.Known)command.Actor;
        if (WhyNotAnApprover(state, actor) is not null || IsOutdated(state, actor, command.MadeAt))
            return Decision.Nothing;
        var votes = state.Votes.Where(vote => actor.Ties.AreLinked(vote.Approver.Id, actor.Person.Id)).ToList();
        return votes.Count == 0
            ? AccessDecider.Happened(command, new AccessEvent.ApprovalTakenBack(actor.Person.Ref, command.MadeAt, HadVoted: false))
            : AccessDecider.Happened(command, [.. votes.Select(vote => new AccessEvent.ApprovalTakenBack(vote.Approver, command.MadeAt, HadVoted: true))]);
    }

    private static Decision Count(AccessState.Pending state, AccessCommand.Approve command, Actor.Known actor, Terms now)
    {
        var by = state.Facts.Terms.Approvers.Union(now.Approvers).Where(rule => actor.Fulfils([rule])).ToList();
        var fallen = state.Votes.Where(vote => HasFallen(vote, actor)).Select(vote => new AccessEvent.ApprovalTakenBack(vote.Approver, command.MadeAt, HadVoted: true));
        var yes = new AccessEvent.Approved(actor.Person.Ref, by, command.MadeAt);
        var standing = CountOthers(state, actor, now);
        return standing + 1 >= Math.Max(state.Facts.Terms.Approvals, now.Approvals)
            ? AccessDecider.Happened(command, [.. fallen, yes, new AccessEvent.GrantBegun(command.At + state.Facts.Length)])
            : AccessDecider.Happened(command, [.. fallen, yes]);
    }

    private static Refusal? WhyNotAnApprover(AccessState.Pending state, Actor.Known actor)
    {
        if (actor.Ties.AreOne(actor.Person.Id, state.Facts.Requester.Id))
            return Refusal.OwnRequest;
        return actor.Fulfils(state.Facts.Terms.Approvers) ? null : Refusal.NotAnApprover;
    }

    /// <summary>
    /// How many other people's votes count. Votes of two accounts that turned out to be one person's are one, and one of the requester's own is
    /// none, even if it was given before that was known.
    /// </summary>
    private static int CountOthers(AccessState.Pending state, Actor.Known actor, Terms now) => actor.Ties.CountPeople(state.Votes
        .Where(vote => Stands(vote, vote.By.Intersect(now.Approvers), actor.Ties))
        .Select(vote => vote.Approver.Id)
        .Where(voter => !actor.Ties.AreOne(voter, state.Facts.Requester.Id) && !actor.Ties.AreOne(voter, actor.Person.Id)));

    /// <summary>The entitlement still means the same resource, and may still be asked for by this person and for this length.</summary>
    private static bool StillTheSame(AccessFacts facts, Terms now, Func<PersonId, IReadOnlyList<PersonId>> rightsOf) =>
        now.Provider == facts.Terms.Provider && now.Resource == facts.Terms.Resource && facts.Length <= now.LongestGrant
        && now.Requesters.Any(rule => StillNames(rule, facts, rightsOf));

    /// <summary>A group counts if it counted at asking; whether the requester is still in it is the directory's to say at the grant.</summary>
    private static bool StillNames(Rule rule, AccessFacts facts, Func<PersonId, IReadOnlyList<PersonId>> rightsOf) => rule switch
    {
        Rule.Everyone => true,
        Rule.Named named => rightsOf(facts.Requester.Id).Contains(named.Person),
        _ => facts.Terms.Requesters.Contains(rule),
    };

    private static bool HasVoted(AccessState.Pending state, Actor.Known actor) =>
        state.Votes.Any(vote => actor.Ties.AreOne(vote.Approver.Id, actor.Person.Id) && !HasFallen(vote, actor));

    /// <summary>A yes of one's own that was given with another row's rights, and fell with the link to it: it makes room for a new one.</summary>
    private static bool HasFallen(Vote vote, Actor.Known actor) =>
        actor.Ties.AreOne(vote.Approver.Id, actor.Person.Id) && !Stands(vote, vote.By, actor.Ties);

    /// <summary>What was given with the rights of another row stands as long as they are linked: whoever has parted has said that it was not theirs.</summary>
    private static bool Stands(Vote vote, IEnumerable<Rule> by, Ties ties) =>
        by.Any(rule => rule is not Rule.Named named || ties.AreLinked(named.Person, vote.Approver.Id));

    private static bool IsOutdated(AccessState.Pending state, Actor.Known actor, DateTimeOffset madeAt) =>
        state.Gestures.Any(gesture => madeAt <= gesture.Value && actor.Ties.AreOne(gesture.Key, actor.Person.Id));
}
