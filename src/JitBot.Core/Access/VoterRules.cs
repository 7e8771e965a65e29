namespace JitBot.Core.Access;

/// <summary>Whoever has voted is looked at again when it is decided: they may have left, or lost what they decided by.</summary>
internal static class VoterRules
{
    /// <summary>Whoever voted within this time was looked at then: two people who vote at the same moment do not see each other.</summary>
    private static readonly TimeSpan LookLasts = TimeSpan.FromMinutes(1);

    /// <summary>Whether it was seen that they may not decide any more.</summary>
    public static bool HasLeft(Vote vote, IReadOnlyList<VoterNow> voters) =>
        voters.Any(voter => voter.Person == vote.Approver.Id) && !StillMay(vote, voters);

    /// <summary>Whether it counts: it was given just now, or by somebody who may still decide.</summary>
    public static bool Counts(Vote vote, AccessCommand.Approve command) => command.At - vote.At <= LookLasts || StillMay(vote, command.Voters);

    private static bool StillMay(Vote vote, IReadOnlyList<VoterNow> voters) => voters.Any(voter => voter.Person == vote.Approver.Id && voter.By.Intersect(vote.By).Any());
}
