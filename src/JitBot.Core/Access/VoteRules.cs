using JitBot.Core.Catalogue;
using JitBot.Core.Chat;
using JitBot.Core.People;

namespace JitBot.Core.Access;

/// <summary>Who may vote on a pending request, and what comes of it.</summary>
internal static class VoteRules
{
    public static Decision Approve(AccessState.Pending state, AccessCommand.Approve command)
    {
        var actor = (Actor.Known)command.Actor;
        if (WhyNotAnApprover(state, actor) is { } why)
            return AccessDecider.Refuse(command, why);
        if (command.TermsNow is not { } now || !StageJudge.AreComparable(state.Facts, now, requester => actor.Ties.RightsOf(requester, command.At)))
            return AccessDecider.Refuse(command, Refusal.TermsChanged);
        if (!actor.Fulfils(now.Stages[state.Waiting.Stage].ApproversAt(state.Waiting.Tiers)))
            return AccessDecider.Refuse(command, Refusal.NotAnApprover);
        if (Own(state, actor).FirstOrDefault(vote => !HasFallen(vote, actor)) is { } given)
            return given.Stage == state.Waiting.Stage ? Decision.Nothing : AccessDecider.Refuse(command, Refusal.VotedBefore);
        if (IsOutdated(state, actor, command.MadeAt))
            return Decision.Nothing;
        return WhyNotSo(state, command, now) is { } wrong ? AccessDecider.Refuse(command, wrong) : Count(state, command, actor, now);
    }

    public static Decision Deny(AccessState.Pending state, AccessCommand.Deny command)
    {
        var actor = (Actor.Known)command.Actor;
        if (WhyNotAnApprover(state, actor) is { } why)
            return AccessDecider.Refuse(command, why);
        var others = state.Objections.Where(no => no.Stage == state.Waiting.Stage && !actor.Ties.AreOne(no.Approver.Id, actor.Person.Id)).ToList();
        if (actor.Ties.CountPeople(others.Select(no => no.Approver.Id)) + 1 >= DenialsNeeded(state, command, actor.Ties))
            return AccessDecider.Happened(command, new AccessEvent.Denied(actor.Person.Ref, command.Reason?.Hash));
        var own = Own(state, actor).ToList();
        return own.Count == 0 && state.Objections.Any(no => no.Stage == state.Waiting.Stage && no.Approver.Id == actor.Person.Id)
            ? Decision.Nothing
            : AccessDecider.Happened(command, Object(state, command, actor, own));
    }

    /// <summary>Whoever says no now means yes no longer, with whichever of their accounts they said it, and a stage that has too few again decides once more.</summary>
    private static AccessEvent[] Object(AccessState.Pending state, AccessCommand.Deny command, Actor.Known actor, List<Vote> own)
    {
        var back = own.Where(vote => vote.Approver.Id != actor.Person.Id).Select(vote => new AccessEvent.ApprovalTakenBack(vote.Approver, command.MadeAt, HadVoted: true));
        var no = new AccessEvent.Objected(actor.Person.Ref, command.Reason?.Hash) { MadeAt = command.MadeAt };
        var earliest = own.Count == 0 ? state.Waiting.Stage : own.Min(vote => vote.Stage);
        return [.. back, no, .. earliest < state.Waiting.Stage ? Reach(state, earliest, command.At) : []];
    }

    public static Decision TakeBack(AccessState.Pending state, AccessCommand.TakeBack command)
    {
        var actor = (Actor.Known)command.Actor;
        var votes = state.Votes.Where(vote => actor.Ties.AreLinked(vote.Approver.Id, actor.Person.Id)).ToList();
        if ((votes.Count == 0 && WhyNotAnApprover(state, actor) is not null) || IsOutdated(state, actor, command.MadeAt))
            return Decision.Nothing;
        if (votes.Count == 0)
            return AccessDecider.Happened(command, new AccessEvent.ApprovalTakenBack(actor.Person.Ref, command.MadeAt, HadVoted: false));
        // Without it an earlier stage may have too few again, and it decides once more.
        var earliest = votes.Min(vote => vote.Stage);
        AccessEvent[] back = earliest < state.Waiting.Stage ? Reach(state, earliest, command.At) : [];
        return AccessDecider.Happened(command, [.. votes.Select(vote => new AccessEvent.ApprovalTakenBack(vote.Approver, command.MadeAt, HadVoted: true)), .. back]);
    }

    private static Decision Count(AccessState.Pending state, AccessCommand.Approve command, Actor.Known actor, Terms now)
    {
        var stage = state.Waiting.Stage;
        var by = state.Stage.Everybody.Union(now.Stages[stage].Everybody).Where(rule => actor.Fulfils([rule])).ToList();
        var events = new List<AccessEvent>();
        events.AddRange(Own(state, actor).Select(vote => new AccessEvent.ApprovalTakenBack(vote.Approver, command.MadeAt, HadVoted: true)));
        events.AddRange(state.Votes.Except(Own(state, actor)).Where(vote => VoterRules.HasLeft(vote, command.Voters)).Select(vote => new AccessEvent.ApprovalFell(vote.Approver)));
        events.Add(new AccessEvent.Approved(actor.Person.Ref, by, command.MadeAt) { Stage = stage, Reason = command.Reason?.Hash });
        if (command.AtMost is { } length && length < state.Facts.Length)
            events.Add(new AccessEvent.Shortened(actor.Person.Ref, length));
        return AccessDecider.Happened(command, [.. events, .. Next(state, events, command, new StageJudge(state.Facts, now, actor.Ties))]);
    }

    /// <summary>What the votes come to after all that: the grant, another stage's turn, or nothing new.</summary>
    private static AccessEvent[] Next(AccessState.Pending state, IEnumerable<AccessEvent> events, AccessCommand.Approve command, StageJudge judge)
    {
        var after = (AccessState.Pending)events.Select(e => e with { At = command.At }).Aggregate((AccessState)state, AccessEvolver.Evolve);
        return judge.FirstOpen(VoterRules.Counting(after.Votes, command)) switch
        {
            null => [new AccessEvent.GrantBegun(command.At + after.Facts.Length) { IsFrozen = command.IsFrozen }],
            { } open when open != state.Waiting.Stage => Reach(after, open, command.At),
            _ => [],
        };
    }

    /// <summary>Another stage's turn; where nobody of it can be reached, its tiers are called at once.</summary>
    private static AccessEvent[] Reach(AccessState.Pending state, int stage, DateTimeOffset at)
    {
        var reached = new AccessEvent.StageReached(stage);
        return [reached, .. WaitRules.FallThrough(AccessEvolver.Evolve(state, reached with { At = at }), at)];
    }

    private static Refusal? WhyNotAnApprover(AccessState.Pending state, Actor.Known actor)
    {
        if (state.Facts.IsOwn(actor.Ties, actor.Person.Id))
            return Refusal.OwnRequest;
        return actor.Fulfils(state.Stage.ApproversAt(state.Waiting.Tiers)) ? null : Refusal.NotAnApprover;
    }

    private static Refusal? WhyNotSo(AccessState.Pending state, AccessCommand.Approve command, Terms now)
    {
        if (command.AtMost is { } length && (length < Spans.Shortest || length > state.Facts.Length))
            return Refusal.LengthNotLess;
        return (state.Facts.Terms.AsksWhy || now.AsksWhy) && string.IsNullOrWhiteSpace(command.Reason?.Text) ? Refusal.ReasonMissing : null;
    }

    /// <summary>Without terms now there is nothing stricter to be held against.</summary>
    private static int DenialsNeeded(AccessState.Pending state, AccessCommand.Deny command, Ties ties) =>
        new StageJudge(state.Facts, command.TermsNow is { } now && now.Stages.Count == state.Facts.Terms.Stages.Count ? now : state.Facts.Terms, ties)
            .DenialsNeeded(state.Waiting.Stage);

    private static IEnumerable<Vote> Own(AccessState.Pending state, Actor.Known actor) => state.Votes.Where(vote => actor.Ties.AreOne(vote.Approver.Id, actor.Person.Id));

    /// <summary>A yes of one's own that was given with another row's rights, and fell with the link to it: it makes room for a new one.</summary>
    private static bool HasFallen(Vote vote, Actor.Known actor) => !StageJudge.Stands(vote, vote.By, actor.Ties);

    private static bool IsOutdated(AccessState.Pending state, Actor.Known actor, DateTimeOffset madeAt) =>
        state.Gestures.Any(gesture => madeAt <= gesture.Value && actor.Ties.AreOne(gesture.Key, actor.Person.Id));
}
