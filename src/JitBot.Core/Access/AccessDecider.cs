using JitBot.Core.Chat;
using JitBot.Core.Holdings;
using JitBot.Core.People;

namespace JitBot.Core.Access;

/// <summary>What a request says to a command: what has happened, or why not. Total and pure; the moment comes with the command.</summary>
public static class AccessDecider
{
    /// <summary>Decides. A command that changes nothing is accepted with no events.</summary>
    public static Decision Decide(AccessState state, AccessCommand command)
    {
        if (command is AccessCommand.ByPerson { Actor: Actor.Barred barred } attempt)
            return Refuse(attempt, barred.Why);
        return (state, command) switch
        {
            (AccessState.None, AccessCommand.Ask ask) => AskRules.Decide(ask),
            (AccessState.None, AccessCommand.ByPerson c) => Refuse(c, Refusal.UnknownRequest),
            (AccessState.None, _) => Decision.Nothing,
            (AccessState.Known s, AccessCommand.LosePlace c) => WaitRules.LosePlace(s, c),
            (AccessState.Known s, AccessCommand.MissRequester c) => s.Facts.IsUntoldSaid || DepartRules.HasLeft(s) ? Decision.Nothing : Happened(c, new AccessEvent.RequesterUntold(c.Todo)),
            (AccessState.Known, AccessCommand.Ask) => Decision.Nothing,
            (AccessState.Known s, AccessCommand.Review c) => ReviewRules.Decide(s, c),
            (AccessState.Known s, AccessCommand.Revoke c) => RevokeRules.Decide(s, c),
            (AccessState.Known s, AccessCommand.Depart c) => DepartRules.Decide(s, c),
            (AccessState.Active s, AccessCommand.Extend c) => ExtendRules.Ask(s, c),
            (AccessState.Known s, AccessCommand.Extend c) => Refuse(c, IsRequester(s, c) ? Refusal.NothingToExtend : Refusal.NotTheRequester),
            (AccessState.Preparing s, _) => DecidePreparing(s, command),
            (AccessState.Pending s, _) => DecidePending(s, command),
            (AccessState.Granting s, _) => DecideGranting(s, command),
            (AccessState.Active s, _) => DecideActive(s, command),
            (AccessState.Ending s, _) => DecideEnding(s, command),
            (AccessState.Ended s, _) => DecideEnded(s, command),
            (AccessState.Closed s, _) => DecideClosed(s, command),
            _ => throw new InvalidOperationException($"{state.GetType().Name} has no answer to {command.GetType().Name}."),
        };
    }

    private static Decision DecidePreparing(AccessState.Preparing state, AccessCommand command) => command switch
    {
        AccessCommand.Prepared c => Happened(c, [new AccessEvent.Prepared(c.Subject), .. AfterPrepared(state.Facts, c)]),
        AccessCommand.CannotBeGranted c => Happened(c, new AccessEvent.CouldNotBeGranted(c.Why)),
        AccessCommand.Wake c when c.At >= state.Facts.LapsesAt => Happened(c, new AccessEvent.Lapsed()),
        AccessCommand.Withdraw c => Withdraw(state, c),
        AccessCommand.Return c => Refuse(c, Refusal.NothingToReturn),
        AccessCommand.ByPerson c => Refuse(c, Refusal.UnknownRequest),
        _ => Decision.Nothing,
    };

    private static Decision DecidePending(AccessState.Pending state, AccessCommand command) => command switch
    {
        AccessCommand.Approve c => VoteRules.Approve(state, c),
        AccessCommand.Escalate c => EmergencyRules.Escalate(state, c),
        AccessCommand.Deny c => VoteRules.Deny(state, c),
        AccessCommand.TakeBack c => VoteRules.TakeBack(state, c),
        AccessCommand.Wake c => WaitRules.Wake(state, c),
        AccessCommand.Withdraw c => Withdraw(state, c),
        AccessCommand.Return c => Refuse(c, Refusal.NothingToReturn),
        _ => Decision.Nothing,
    };

    private static Decision DecideGranting(AccessState.Granting state, AccessCommand command) => command switch
    {
        AccessCommand.Hear { News: HoldingNews.Confirmed news } c => Happened(c, new AccessEvent.GrantConfirmed(news.Standing, news.Since + state.Facts.Length)),
        AccessCommand.Hear { News: HoldingNews.Failed news } c => Happened(c, new AccessEvent.GrantFailed(news.Why)),
        AccessCommand.TakeBack c => UndoRules.TakeBack(state.Votes, c),
        AccessCommand.Wake c when c.At >= state.NotAfter => Happened(c, new AccessEvent.RevocationBegun(EndCause.NeverConfirmed) { WasFrozen = state.WasFrozen }),
        AccessCommand.Withdraw or AccessCommand.Return => ByRequester(state, (AccessCommand.ByPerson)command, new AccessEvent.RevocationBegun(EndCause.Returned)),
        AccessCommand.Escalate c => Refuse(c, Refusal.AlreadyDecided),
        AccessCommand.Approve or AccessCommand.Deny => Refuse((AccessCommand.ByPerson)command, Refusal.AlreadyDecided),
        _ => Decision.Nothing,
    };

    private static Decision DecideActive(AccessState.Active state, AccessCommand command) => command switch
    {
        AccessCommand.TakeBack c => ExtendRules.IsAbout(state, c) ? ExtendRules.Vote(state, c) : UndoRules.TakeBack(state, c),
        AccessCommand.Wake c when c.At >= state.EndsAt => Happened(c, new AccessEvent.RevocationBegun(EndCause.Expired) { MoreWasUndecided = state.Asking is not null }),
        AccessCommand.Wake c when c.At >= state.WarnsAt => Happened(c, new AccessEvent.Warned()),
        AccessCommand.Wake c when ReviewRules.Overdue(state, c.At).ToList() is { Count: > 0 } overdue => Happened(c, [.. overdue]),
        AccessCommand.Wake c => Happened(c, [.. WaitRules.Urge(state.Asking, c.At, state.EndsAt)]),
        AccessCommand.Escalate c => Refuse(c, Refusal.AlreadyDecided),
        AccessCommand.Withdraw or AccessCommand.Return => ByRequester(state, (AccessCommand.ByPerson)command, new AccessEvent.RevocationBegun(EndCause.Returned)),
        AccessCommand.Approve or AccessCommand.Deny => ExtendRules.Vote(state, (AccessCommand.ByPerson)command),
        _ => Decision.Nothing,
    };

    private static Decision DecideEnding(AccessState.Ending state, AccessCommand command) => command switch
    {
        AccessCommand.Wake c => Happened(c, [.. ReviewRules.Overdue(state, c.At)]),
        AccessCommand.Escalate c => Refuse(c, Refusal.AlreadyDecided),
        AccessCommand.Hear { News: HoldingNews.Delayed news } c => state.DelayTold ? Decision.Nothing : Happened(c, new AccessEvent.RevocationDelayed(news.What)),
        AccessCommand.Hear { News: HoldingNews.Gone news } c => Happened(c, new AccessEvent.Ended(news.How)),
        AccessCommand.Approve or AccessCommand.Deny => Refuse((AccessCommand.ByPerson)command, Refusal.AlreadyDecided),
        AccessCommand.Withdraw or AccessCommand.Return => ByRequester(state, (AccessCommand.ByPerson)command),
        _ => Decision.Nothing,
    };

    private static Decision DecideEnded(AccessState.Ended state, AccessCommand command) => command switch
    {
        AccessCommand.Wake c => Happened(c, [.. ReviewRules.Overdue(state, c.At)]),
        AccessCommand.Hear { News: HoldingNews.Reappeared news } c when !state.ReappearanceTold => Happened(c, new AccessEvent.Reappeared(news.RemovedAgain)),
        AccessCommand.ReadEvidence c when state.WantsEvidence => Happened(c, new AccessEvent.EvidenceRead(c.From, c.Until, c.Evidence)),
        AccessCommand.MissEvidence c when state.WantsEvidence => Happened(c, new AccessEvent.EvidenceMissed(c.Why)),
        AccessCommand.SignedOut c when SignOutRules.IsDue(state) => Happened(c, new AccessEvent.SignedOut()),
        AccessCommand.MissSignOut c when SignOutRules.IsDue(state) => Happened(c, new AccessEvent.SignOutMissed(c.Why)),
        _ => DecideOver(state, command),
    };

    private static Decision DecideClosed(AccessState.Closed state, AccessCommand command) => DecideOver(state, command);

    private static Decision DecideOver(AccessState.Known state, AccessCommand command) => command switch
    {
        AccessCommand.Escalate c => Refuse(c, IsRequester(state, c) ? Refusal.AlreadyDecided : Refusal.NotTheRequester),
        AccessCommand.Approve or AccessCommand.Deny => Refuse((AccessCommand.ByPerson)command, Refusal.AlreadyDecided),
        AccessCommand.Withdraw c => IsRequester(state, c) || HasAskedFor(state, c) ? Refuse(c, Refusal.AlreadyDecided) : Refuse(c, Refusal.NotTheRequester),
        AccessCommand.Return c => IsRequester(state, c) ? Refuse(c, Refusal.NothingToReturn) : Refuse(c, Refusal.NotTheRequester),
        _ => Decision.Nothing,
    };

    private static IEnumerable<AccessEvent> AfterPrepared(AccessFacts facts, AccessCommand.Prepared command) =>
        facts.Emergency is null ? AutoRules.After(facts, command) : EmergencyRules.AfterPrepared(facts, command);

    /// <summary>What waits is taken back by whoever gets it, or whoever asked for it for them.</summary>
    private static Decision Withdraw(AccessState.Known state, AccessCommand.Withdraw command) => IsRequester(state, command) || !HasAskedFor(state, command)
        ? ByRequester(state, command, new AccessEvent.Withdrawn())
        : Happened(command, new AccessEvent.Withdrawn { By = state.Facts.AskedBy });

    private static Decision ByRequester(AccessState.Known state, AccessCommand.ByPerson command, params AccessEvent[] events) =>
        IsRequester(state, command) ? Happened(command, events) : Refuse(command, Refusal.NotTheRequester);

    private static bool IsRequester(AccessState.Known state, AccessCommand.ByPerson command) =>
        command.Actor is Actor.Known known && known.Ties.AreLinked(known.Person.Id, state.Facts.Requester.Id);

    private static bool HasAskedFor(AccessState.Known state, AccessCommand.ByPerson command) =>
        state.Facts.AskedBy is { } by && command.Actor is Actor.Known known && known.Ties.AreLinked(known.Person.Id, by.Id);

    internal static Decision Happened(AccessCommand command, params AccessEvent[] events) =>
        new Decision.Accepted([.. events.Select(e => e with { At = command.At })]);

    internal static Decision Refuse(AccessCommand.ByPerson attempt, Refusal why, string? about = null)
    {
        var person = attempt.Actor is Actor.Known known ? known.Person.Ref : (attempt.Actor as Actor.Barred)?.Person;
        var line = new AccessEvent.Refused(attempt.GetType().Name, attempt.Actor.Account, person, why) { About = about, At = attempt.At };
        return new Decision.Refused(why, line);
    }
}
