using JitBot.Core.People;

namespace JitBot.Core.Access;

/// <summary>
/// What becomes of a request whose requester has left: what waits is void, what was granted ends. Only the account that asked and the one that was, or would be, granted
/// to count: what one of several linked accounts loses is no matter of the others.
/// </summary>
public static class DepartRules
{
    /// <summary>A directory has no tenants of its own.</summary>
    private const string NoTenant = "";

    /// <summary>The accounts that must be in use for this request to go on; none when it is over, or being ended.</summary>
    public static IReadOnlyList<AccountId> Watched(AccessState state) => state switch
    {
        AccessState.Preparing s => [s.Facts.Account],
        AccessState.Pending s => [s.Facts.Account, SubjectOf(s.Facts, s.Subject)],
        AccessState.Granting s => [s.Facts.Account, SubjectOf(s.Facts, s.Holding.Subject)],
        AccessState.Active s => [s.Facts.Account, SubjectOf(s.Facts, s.Holding.Subject)],
        _ => [],
    };

    /// <summary>Whether it gives access, or is giving it; what only waits can wait for its look, too.</summary>
    public static bool HasAccess(AccessState state) => state is AccessState.Granting or AccessState.Active;

    internal static Decision Decide(AccessState.Known state, AccessCommand.Depart command)
    {
        if (!Watched(state).Contains(command.Seen.Account))
            return Decision.Nothing;
        return AccessDecider.Happened(command, HasAccess(state)
            ? new AccessEvent.RevocationBegun(EndCause.Deactivated) { Seen = command.Seen }
            : new AccessEvent.Voided(command.Seen));
    }

    /// <summary>Whether it ended because the requester has left: then nobody needs to be told that they cannot be told.</summary>
    internal static bool HasLeft(AccessState.Known state) => state
        is AccessState.Ending { Cause: EndCause.Deactivated } or AccessState.Ended { Cause: EndCause.Deactivated } or AccessState.Closed { Outcome: Chat.Phase.Void };

    private static AccountId SubjectOf(AccessFacts facts, string subject) => new(facts.Terms.Provider, NoTenant, subject);
}
