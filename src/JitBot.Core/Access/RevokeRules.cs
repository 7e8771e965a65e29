using JitBot.Core.People;

namespace JitBot.Core.Access;

/// <summary>
/// Who may take somebody's access away: whoever the terms at asking or the catalogue now name as an approver, and every operator. Taking away is
/// easy: nobody has to be free of any tie for it, and what the requester takes away is given back.
/// </summary>
internal static class RevokeRules
{
    /// <summary>Access is taken away, or given back if it is the requester who takes it; what is ending already ends once.</summary>
    public static Decision Decide(AccessState.Known state, AccessCommand.Revoke command)
    {
        var actor = (Actor.Known)command.Actor;
        if (actor.Ties.AreLinked(actor.Person.Id, state.Facts.Requester.Id))
            return Judge(state, command, new AccessEvent.RevocationBegun(EndCause.Returned));
        return May(state.Facts, command, actor)
            ? Judge(state, command, new AccessEvent.RevocationBegun(EndCause.Revoked) { By = actor.Person.Ref, Reason = command.Reason?.Hash })
            : AccessDecider.Refuse(command, Refusal.MayNotRevoke);
    }

    private static Decision Judge(AccessState.Known state, AccessCommand.Revoke command, AccessEvent end) => state switch
    {
        AccessState.Granting or AccessState.Active => AccessDecider.Happened(command, end),
        AccessState.Ending => Decision.Nothing,
        AccessState.Preparing or AccessState.Pending => AccessDecider.Refuse(command, Refusal.NotGrantedYet),
        _ => AccessDecider.Refuse(command, Refusal.NothingToRevoke),
    };

    private static bool May(AccessFacts facts, AccessCommand.Revoke command, Actor.Known actor) =>
        actor.Fulfils(facts.Terms.Approvers) || actor.Fulfils(command.Operators) || (command.TermsNow is { } now && actor.Fulfils(now.Approvers));
}
