using JitBot.Core.Catalogue;
using JitBot.Core.Effects;

namespace JitBot.Core.Access;

/// <summary>
/// Whose home pages an event changes: the requester's, and those of who may decide while there is, or was, something to decide. Whether
/// anybody keeps such a page is found out when the effect is run; till then the same one again is the same one.
/// </summary>
internal static class HomeChanges
{
    /// <summary>The effects that bring them in line.</summary>
    public static IEnumerable<Effect> After(AccessState.Known state, AccessEvent happened) => happened switch
    {
        AccessEvent.Refused or AccessEvent.PlaceLost or AccessEvent.Reappeared => [],
        _ when IsAboutDeciding(state, happened) => state.Facts.Terms.Approvers.Select(Approver).Prepend(Requester(state)),
        _ => [Requester(state)],
    };

    private static bool IsAboutDeciding(AccessState.Known state, AccessEvent happened) => happened
        is AccessEvent.Prepared or AccessEvent.Approved or AccessEvent.ApprovalTakenBack or AccessEvent.Denied or AccessEvent.Withdrawn
        or AccessEvent.Lapsed or AccessEvent.GrantBegun && state is not AccessState.Closed { Announced: false };

    private static Effect.Home Requester(AccessState.Known state) => new Effect.Home(state.Facts.Requester.Id, IsAwaited: false);

    private static Effect Approver(Rule rule) =>
        rule is Rule.Named named ? new Effect.Home(named.Person, IsAwaited: false) : new Effect.Homes(rule);
}
