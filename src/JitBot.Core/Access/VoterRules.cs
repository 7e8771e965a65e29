using JitBot.Core.Catalogue;

namespace JitBot.Core.Access;

/// <summary>Whoever has voted is looked at again when it is decided: they may have left, or lost what they decided by.</summary>
internal static class VoterRules
{
    /// <summary>Whoever voted within this time was looked at then: two people who vote at the same moment do not see each other.</summary>
    private static readonly TimeSpan LookLasts = TimeSpan.FromMinutes(1);

    /// <summary>Whether it was seen that they may not decide any more.</summary>
    public static bool HasLeft(Vote vote, IReadOnlyList<VoterNow> voters) =>
        voters.Any(voter => voter.Person == vote.Approver.Id) && !StillMay(vote, voters);

    /// <summary>The votes that count, each by the rules that name its giver still: all of one that was given just now, none of whoever has left.</summary>
    public static IEnumerable<Vote> Counting(IEnumerable<Vote> votes, AccessCommand.Approve command) => votes
        .Select(vote => command.At - vote.At <= LookLasts ? vote : vote with { By = Held(vote, command.Voters) })
        .Where(vote => vote.By.Count > 0);

    private static bool StillMay(Vote vote, IReadOnlyList<VoterNow> voters) => Held(vote, voters).Count > 0;

    private static List<Rule> Held(Vote vote, IReadOnlyList<VoterNow> voters) =>
        [.. voters.Where(voter => voter.Person == vote.Approver.Id).SelectMany(voter => voter.By).Intersect(vote.By)];
}
