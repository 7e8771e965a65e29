using JitBot.Core.Effects;

namespace JitBot.Core.Access;

/// <summary>
/// Which events change home pages: the requester's, and those of who may decide while there is, or was, something to decide. Whose they are, and
/// whether anybody keeps one, is found out when the effect is run. Its key is the request's own: were it a person's, the transactions of all
/// requests that one person may decide would wait for the same row.
/// </summary>
internal static class HomeChanges
{
    /// <summary>The effect that finds them, if there is one.</summary>
    public static IEnumerable<Effect> After(RequestId id, AccessState.Known state, AccessEvent happened) => happened switch
    {
        AccessEvent.Refused or AccessEvent.Warned or AccessEvent.PlaceLost or AccessEvent.RequesterUntold or AccessEvent.SignedOut or AccessEvent.SignOutMissed or AccessEvent.Reappeared => [],
        _ => [new Effect.Homes(id, OfDeciders: IsAboutDeciding(state, happened))],
    };

    private static bool IsAboutDeciding(AccessState.Known state, AccessEvent happened) => happened
        is AccessEvent.Prepared or AccessEvent.Approved or AccessEvent.ApprovalTakenBack or AccessEvent.Denied or AccessEvent.Withdrawn
        or AccessEvent.Lapsed or AccessEvent.Voided or AccessEvent.GrantBegun or AccessEvent.StageReached or AccessEvent.TierCalled
        or AccessEvent.ApprovalFell or AccessEvent.Objected && state is not AccessState.Closed { Announced: false };
}
