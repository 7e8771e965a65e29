using JitBot.Simulation.Chat;
using JitBot.Simulation.CrashPoints;
using JitBot.Simulation.Faults;
using JitBot.Simulation.People;
using JitBot.Simulation.Running;

namespace JitBot.Simulation.Interleaving;

/// <summary>What came of one story: the world's figures, and when each call of the first deed came.</summary>
internal sealed record Told(WorldFigures Figures, IReadOnlyList<TimeSpan> Calls, IReadOnlyList<string> Timeline);

/// <summary>
/// Tells of two deeds: the first begins, and before its call of a given number the second is handled as a whole; then the first goes on. Afterwards the world heals,
/// runs to its end, and every promise is looked at.
/// </summary>
internal static class InterleavedRun
{
    private const ulong Seed = 20261129;
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);

    /// <summary>No process is down for longer than some seconds; an hour after the story nothing may be overdue.</summary>
    private static readonly TimeSpan Overdue = TimeSpan.FromHours(1);

    /// <summary>After so long without a call the first deed is handled, and what followed from it; looks that are due much later are not its own.</summary>
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(5);

    /// <summary>So long the first is held for the second, which may itself wait for what is held. Below the budget of a call.</summary>
    private static readonly TimeSpan LongestHold = TimeSpan.FromSeconds(20);

    /// <summary>So long before the time is up the first begins where nothing is held.</summary>
    private static readonly TimeSpan WellBefore = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan JustBefore = TimeSpan.FromMilliseconds(10);

    /// <summary>The first as a whole and then the second: the plain order, in which the calls are counted.</summary>
    public static Told Plainly(Interleaved plan, bool keepsText = false) => Tell(plan, 0, WellBefore, keepsText);

    /// <summary>The second comes before call <paramref name="at"/> of the first, counted from 1, of those that the plain order has.</summary>
    public static Told At(Interleaved plan, int at, IReadOnlyList<TimeSpan> calls, bool keepsText = false) => Tell(plan, at, calls[at - 1] + JustBefore, keepsText);

    private static Told Tell(Interleaved plan, int at, TimeSpan before, bool keepsText)
    {
        var world = new SimWorld(new WorldPlan(Seed)
        {
            Nodes = plan.OnTwo ? 2 : 1,
            Menu = FaultMenu.Nothing,
            Scripted = true,
            OverdueNoLonger = Overdue,
            EndsWhenDone = true,
            KeepsText = keepsText,
        });
        IReadOnlyList<TimeSpan> calls = [];
        var figures = world.Run(_ => calls = Tell(plan, at, before, new Script(world)));
        foreach (var lost in world.People.Gestures.Where(gesture => !gesture.IsAnswered && gesture.Verb != GestureVerb.Unfreeze))
            figures.Violations.Add($"no gesture lost: {lost.Key} {lost.Verb} was never answered");
        return new Told(figures, calls, world.Trace.Lines);
    }

    private static List<TimeSpan> Tell(Interleaved plan, int at, TimeSpan before, Script script)
    {
        var world = script.World;
        var card = Prepare(plan, script);
        if (card is null)
        {
            world.Violation("story", "it never came so far that the two deeds can be");
            return [];
        }

        var deeds = new Deeds(script, card, plan);
        if (plan.First == Deed.Expire)
            script.Wait(deeds.EndsAt - world.Now - JustBefore);
        else if (plan.Second == Deed.Expire)
            script.Wait(deeds.EndsAt - world.Now - before);
        var turnstile = world.Turnstile = new Turnstile(world, at);
        var isFirstDone = deeds.Begin(plan.First, world.Nodes[0], isFirst: true, held: null);
        while (turnstile.Holder is null && world.Now - turnstile.LastAt < Quiet)
            world.Scheduler.RunUntil(world.Now + Tick, () => turnstile.Holder is not null);
        var holder = turnstile.Holder;
        if (holder is null)
            script.WaitFor(isFirstDone);
        var to = plan.OnTwo ? world.Nodes.First(node => node != (holder ?? world.Nodes[0])) : world.Nodes[0];
        var calls = turnstile.Passed.ToList();
        var isSecondDone = deeds.Begin(plan.Second, to, isFirst: false, holder);
        if (holder is not null)
            world.Scheduler.RunUntil(world.Now + LongestHold, isSecondDone);
        turnstile.Open();
        script.WaitFor(() => isFirstDone() && isSecondDone());
        return calls;
    }

    private static SimMessage? Prepare(Interleaved plan, Script script)
    {
        var expires = plan.First == Deed.Expire || plan.Second == Deed.Expire;
        var length = expires ? TimeSpan.FromMinutes(5) : TimeSpan.FromHours(1);
        var card = plan.Setting == Setting.Pending ? script.Ask("riley", "alpha-a", length) : script.Grant("riley", "alpha-a", length);
        if (plan.Setting == Setting.Extending)
            script.Decide("riley", GestureVerb.Extend, card);
        script.Wait(Quiet);
        return card;
    }
}
