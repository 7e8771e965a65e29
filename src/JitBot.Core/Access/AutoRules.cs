using JitBot.Core.Catalogue;
using JitBot.Core.People;

namespace JitBot.Core.Access;

/// <summary>
/// Whether nobody needs to be asked. The terms at asking and the catalogue now must both say so; a rule that cannot be told, and a no that people gave lately, allow nothing.
/// For what somebody else asked for people are always asked: the rules spare whoever asks.
/// </summary>
internal static class AutoRules
{
    /// <summary>The events behind <see cref="AccessEvent.Prepared"/>, if nobody needs to be asked.</summary>
    public static IEnumerable<AccessEvent> After(AccessFacts facts, AccessCommand.Prepared command)
    {
        if (facts.AskedBy is not null || command.Auto is not { WasDenied: false, TermsNow: { } now } look)
            return [];
        if (!StageJudge.AreComparable(facts, now, requester => look.Requester.Ties.RightsOf(requester, command.At)) || !look.Requester.Fulfils(now.Requesters))
            return [];
        var then = facts.Terms.AutoApprovals.FirstOrDefault(auto => Allows(auto, facts, look, command.At));
        return then is not null && now.AutoApprovals.Any(auto => Allows(auto, facts, look, command.At))
            ? [new AccessEvent.AutoApproved(then), new AccessEvent.GrantBegun(command.At + facts.Length) { IsFrozen = command.IsFrozen }]
            : [];
    }

    /// <summary>Whether this rule spares this person the asking now, for so long.</summary>
    public static bool Fits(AutoApproval auto, TimeSpan length, Actor.Known requester, DateTimeOffset at) =>
        length <= auto.AtMost && requester.Fulfils(auto.For) && (auto.Windows.Count == 0 || auto.Windows.Any(window => window.Holds(at)));

    private static bool Allows(AutoApproval auto, AccessFacts facts, AutoLook look, DateTimeOffset at) => Fits(auto, facts.Length, look.Requester, at);
}
