using JitBot.Core.Catalogue;
using JitBot.Core.Chat;
using JitBot.Core.People;
using JitBot.Core.Store;

namespace JitBot.Core.Access;

/// <summary>What belongs on a person's home page.</summary>
public static class HomePicture
{
    /// <summary>Whether a request in this phase is not over.</summary>
    public static bool IsOpen(Phase phase) => phase is Phase.Preparing or Phase.Pending or Phase.Granting or Phase.Active or Phase.Ending;

    /// <summary>Whether the rules name the owner of the page, in person or by a group they were seen to be in when they opened it.</summary>
    public static bool Names(IEnumerable<Rule> rules, Home home, Ties ties, DateTimeOffset at) => rules.Any(rule => rule switch
    {
        Rule.Everyone => true,
        Rule.Named named => ties.ShareRights(named.Person, home.Person, at),
        Rule.Member member => home.Groups.Contains(member),
        Rule.ManagerOf => false, // it depends on each request; the card asks them
        _ => throw new InvalidOperationException($"A rule nobody knows: {rule}."),
    });

    /// <summary>
    /// Whether a request waits for the owner of the page: it is undecided, they did not ask for it, have not said yes yet, and may decide by the
    /// terms at asking and by those in force now. What they click is judged again.
    /// </summary>
    public static bool WaitsFor(AccessState state, Terms? now, Home home, Ties ties, DateTimeOffset at) =>
        state is AccessState.Pending pending && now is not null
        && !pending.Facts.IsOwn(ties, home.Person)
        && !pending.Votes.Any(vote => ties.AreOne(vote.Approver.Id, home.Person))
        && Names(WaitRules.Asked(pending), home, ties, at) && Names(now.Approvers, home, ties, at);

    /// <summary>When a request in force ends; null for one that is not in force, or whose membership was there before and stays.</summary>
    public static DateTimeOffset? EndsAt(AccessState state) => state is AccessState.Active { Standing: false } active ? active.EndsAt : null;
}
