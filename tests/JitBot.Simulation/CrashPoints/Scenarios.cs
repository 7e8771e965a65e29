using JitBot.Core.Chat;
using JitBot.Simulation.Faults;
using JitBot.Simulation.People;

namespace JitBot.Simulation.CrashPoints;

/// <summary>A story that is told once undisturbed, and then again with a process dying at each of its points.</summary>
internal sealed record Scenario(string Name, Action<Script> Tell, int Nodes = 1)
{
    public override string ToString() => Name;
}

/// <summary>The stories.</summary>
internal static class Scenarios
{
    private static readonly TimeSpan Minutes5 = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Minutes30 = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    public static IReadOnlyList<Scenario> All { get; } =
    [
        new("granted and expired, add tells", s => s.WaitForEnd(s.Grant("riley", "alpha-a", Minutes5))),
        new("granted and expired, add does not tell", s => s.WaitForEnd(s.Grant("riley", "beta-b", Minutes5))),
        new("approved by reaction", s => s.Approve("blake", s.Ask("morgan", "alpha-a", Minutes5), byReaction: true)),
        new("approved by a group's member", s => s.Approve("morgan", s.Ask("sam", "beta-c", Minutes5))),
        new("approved by two", ByTwo),
        new("denied", s => s.Decide("avery", GestureVerb.Deny, s.Ask("riley", "alpha-a", Hour))),
        new("denied by reaction", s => s.Decide("avery", GestureVerb.Deny, s.Ask("riley", "beta-b", Hour), byReaction: true)),
        new("withdrawn before the decision", s => s.Decide("riley", GestureVerb.Withdraw, s.Ask("riley", "alpha-a", Hour))),
        new("withdrawn when approved", WithdrawnWhenApproved),
        new("returned early", s => s.Decide("riley", GestureVerb.Return, s.Grant("riley", "alpha-a", Hour))),
        new("taken away by an approver", s => s.Decide("blake", GestureVerb.Revoke, s.Grant("riley", "alpha-a", Hour))),
        new("taken away by an operator", s => s.Decide("sam", GestureVerb.Revoke, s.Grant("riley", "beta-b", Hour))),
        new("lapsed", s => s.WaitForEnd(s.Ask("riley", "alpha-a", Hour))),
        new("standing, add tells", s => Standing(s, first: true)),
        new("standing, add does not tell", s => Standing(s, first: false)),
        new("overlapping, the first ends first", s => Overlap(s, Minutes5, Minutes30)),
        new("overlapping, the second ends first", s => Overlap(s, Minutes30, Minutes5)),
        new("overlapping, one is returned", OverlapReturned),
        new("strangers and the requester try to decide", WrongPeople),
        new("a vote taken back and given again", TakenBack),
        new("the provider refuses the add", s => Troubled(s, Fault.ProviderRefuses, "Add")),
        new("the provider refuses the removal", s => Troubled(s, Fault.ProviderRefuses, "Remove")),
        new("the add's answer is lost", s => Troubled(s, Fault.ProviderLosesAnswer, "Add")),
        new("the add itself is lost", s => Troubled(s, Fault.ProviderLosesCall, "Add")),
        new("the add lands late", LateAdd),
        new("the removal's answer is lost", s => Troubled(s, Fault.ProviderLosesAnswer, "Remove")),
        new("the removal lands late", s => Troubled(s, Fault.ProviderActsLate, "Remove")),
        new("the provider throttles", s => Troubled(s, Fault.ProviderThrottles, "Remove", times: 3)),
        new("the provider is down when the time is up", DownAtTheEnd),
        new("the provider is down at asking", DownAtAsking),
        new("the card is deleted", CardDeleted),
        new("the chat is down", s => ChatDown(s)),
        new("the disk is full at the approval", NoRoom),
        new("removed by an administrator while in force", s => Outside(s, added: false)),
        new("added by an administrator after the end", s => Outside(s, added: true)),
        new("the policy changes between asking and approving", PolicyChanges),
        new("asked to stop amid the grant", Stopped),
        new("two processes, one grant", s => s.WaitForEnd(s.Grant("riley", "alpha-a", Minutes5)), Nodes: 2),
        new("two processes, two approvals", ByTwo, Nodes: 2),
        new("asked again while the removal is under way", AskedAgain),
    ];

    private static void ByTwo(Script s)
    {
        var card = s.Ask("riley", "alpha-a-by-two", Minutes5);
        s.Approve("avery", card);
        s.Approve("blake", card, byReaction: true);
        s.WaitForEnd(card);
    }

    private static void WithdrawnWhenApproved(Script s)
    {
        s.World.Next(Fault.ProviderThrottles, "Add", times: 2);
        var card = s.Ask("riley", "alpha-a", Hour);
        s.Approve("avery", card);
        s.Decide("riley", GestureVerb.Withdraw, card);
        s.WaitForEnd(card);
    }

    private static void Standing(Script s, bool first)
    {
        s.Admin(first ? s.Alpha : s.Beta, first ? "group-a" : "group-b", "s-riley", added: true);
        s.WaitForEnd(s.Grant("riley", first ? "alpha-a" : "beta-b", Minutes5));
    }

    private static void Overlap(Script s, TimeSpan first, TimeSpan second)
    {
        var one = s.Grant("riley", "alpha-a", first);
        var two = s.Ask("riley", "alpha-a-by-two", second);
        s.Approve("avery", two);
        s.Approve("morgan", two);
        s.WaitForEnd(one);
        s.WaitForEnd(two);
    }

    private static void OverlapReturned(Script s)
    {
        var one = s.Grant("riley", "alpha-a", Hour);
        var two = s.Ask("riley", "alpha-a-by-two", Minutes5);
        s.Approve("avery", two);
        s.Approve("morgan", two);
        s.WaitFor(() => two is null or { Phase: >= Phase.Active });
        s.Decide("riley", GestureVerb.Return, one);
        s.WaitForEnd(two);
    }

    private static void WrongPeople(Script s)
    {
        var card = s.Ask("riley", "alpha-a", Minutes5);
        foreach (var who in new[] { "gus", "riley", "riley.alt", "sam" })
            s.Approve(who, card);
        s.Approve("avery", card);
        s.WaitForEnd(card);
    }

    private static void TakenBack(Script s)
    {
        var card = s.Ask("riley", "alpha-a-by-two", Minutes5);
        s.Approve("avery", card, byReaction: true);
        s.Decide("avery", GestureVerb.TakeBack, card, byReaction: true);
        s.Approve("blake", card);
        s.Wait(TimeSpan.FromSeconds(1));
        s.Approve("avery", card, byReaction: true);
        s.WaitForEnd(card);
    }

    private static void Troubled(Script s, Fault fault, string call, int times = 1)
    {
        s.World.Next(fault, call, times);
        s.WaitForEnd(s.Grant("riley", "beta-b", Minutes5));
    }

    private static void LateAdd(Script s)
    {
        s.World.Next(Fault.ProviderActsLate, "Add");
        var card = s.Ask("riley", "alpha-a", Hour);
        s.Approve("avery", card);
        s.Decide("riley", GestureVerb.Return, card);
        s.WaitForEnd(card);
    }

    private static void DownAtTheEnd(Script s)
    {
        var card = s.Grant("riley", "alpha-a", Minutes5);
        s.Alpha.DownUntil = s.World.Now + Minutes30;
        s.WaitForEnd(card);
    }

    private static void DownAtAsking(Script s)
    {
        s.Alpha.DownUntil = s.World.Now + Minutes5;
        s.WaitForEnd(s.Grant("riley", "alpha-a", Minutes5));
    }

    private static void CardDeleted(Script s)
    {
        var card = s.Ask("riley", "alpha-a", Minutes5);
        if (card is not null)
            card.IsDeleted = true;
        s.Approve("avery", card);
        s.Wait(Hour);
    }

    private static void ChatDown(Script s)
    {
        var card = s.Ask("riley", "alpha-a", Minutes5);
        s.World.Next(Fault.ChatFailsBefore, "update", times: 3);
        s.World.Next(Fault.ChatFailsAfter, "notify", times: 2);
        s.Approve("avery", card);
        s.WaitForEnd(card);
    }

    private static void NoRoom(Script s)
    {
        var card = s.Ask("riley", "alpha-a", Hour);
        s.World.Database.HasRoom = false;
        s.Approve("avery", card);
        s.Wait(Minutes5);
        s.World.Database.HasRoom = true;
        s.WaitForEnd(card);
    }

    private static void Outside(Script s, bool added)
    {
        var card = s.Grant("riley", "alpha-a", Minutes5);
        if (added)
            s.WaitForEnd(card);
        s.Admin(s.Alpha, "group-a", "s-riley", added);
        s.WaitForEnd(card);
        s.Wait(Hour);
    }

    private static void PolicyChanges(Script s)
    {
        var card = s.Ask("riley", "alpha-a", Hour);
        s.World.EditTo(edition: 1);
        s.Wait(TimeSpan.FromMinutes(1));
        s.Approve("avery", card);
        s.Approve("blake", card);
        s.WaitForEnd(card);
    }

    private static void Stopped(Script s)
    {
        var card = s.Ask("riley", "alpha-a", Minutes5);
        s.World.Next(Fault.ProviderSlow, "Add");
        s.World.At(s.World.Now + TimeSpan.FromMilliseconds(600), "rollout", s.World.Nodes[0].Stop);
        s.Approve("avery", card);
        s.WaitForEnd(card);
    }

    private static void AskedAgain(Script s)
    {
        s.World.Next(Fault.ProviderLosesAnswer, "Remove");
        var one = s.Grant("riley", "alpha-a", Hour);
        s.Decide("riley", GestureVerb.Return, one);
        var two = s.Grant("riley", "alpha-a", Minutes5);
        s.WaitForEnd(one);
        s.WaitForEnd(two);
    }
}
