using JitBot.Core.Chat;
using JitBot.Simulation.Chat;
using JitBot.Simulation.CrashPoints;
using JitBot.Simulation.People;
using JitBot.Simulation.Running;

namespace JitBot.Simulation.Interleaving;

/// <summary>What can come to a request at any time.</summary>
internal enum Deed
{
    Approve,
    Deny,
    Withdraw,
    Extend,
    Return,
    Revoke,
    Expire,
    PolicyEdit,
    Deactivate,
    Freeze,
}

/// <summary>Does the deeds of one story. Whoever does the first is another than whoever does the second, if two people may.</summary>
internal sealed class Deeds(Script script, SimMessage card, Interleaved plan)
{
    /// <summary>The edition in which what was asked for takes two approvals.</summary>
    private const int Stricter = 1;

    /// <summary>When the access ends, as it was when the story came so far.</summary>
    public DateTimeOffset EndsAt { get; } = script.World.Checker.EndOf(card.Request);

    /// <summary>
    /// Begins a deed at a process, and returns what tells when it is done as a whole. Nobody does anything for time to be up: whoever calls has chosen the moment.
    /// </summary>
    /// <param name="held">The process of which a call is held meanwhile, if any: it cannot stop.</param>
    public Func<bool> Begin(Deed deed, SimNode to, bool isFirst, SimNode? held)
    {
        script.World.Post.To = to;
        switch (deed)
        {
            case Deed.Expire:
                return () => script.World.Now > EndsAt && script.World.Database.Requests[card.Request].Phase >= Phase.Ending;
            case Deed.PolicyEdit:
                return Edit(to, held);
            case Deed.Deactivate:
                var word = script.World.People.Deactivate(script.World.People.Named(Doer(isFirst ? plan.Second : plan.First, isFirst: !isFirst)), isTold: true)!;
                return () => word.IsAnswered;
        }

        var who = script.World.People.Named(Doer(deed, isFirst));
        var gesture = deed == Deed.Freeze ? script.World.People.Freeze(who, GestureVerb.Freeze) : script.World.People.Decide(who, VerbOf(deed), card, byReaction: false);
        return () => gesture.IsAnswered;
    }

    private Func<bool> Edit(SimNode to, SimNode? held)
    {
        var world = script.World;
        world.Edit(Stricter);
        to.Stop();
        foreach (var (other, i) in world.Nodes.Where(node => node != to).Select((node, i) => (node, i)))
            world.At(world.Now + TimeSpan.FromSeconds(8 * (i + 1)), "rollout", other.Stop);
        return () => to == held || (to.IsOpen && to.Edition == Stricter);
    }

    /// <summary>Who does it; where nobody does, the requester, for whoever is deactivated.</summary>
    private static string Doer(Deed deed, bool isFirst) => deed switch
    {
        Deed.Approve or Deed.Deny => isFirst ? "avery" : "blake",
        Deed.Revoke or Deed.Freeze => isFirst ? "sam" : "blake",
        _ => "riley",
    };

    private static GestureVerb VerbOf(Deed deed) => deed switch
    {
        Deed.Approve => GestureVerb.Approve,
        Deed.Deny => GestureVerb.Deny,
        Deed.Withdraw => GestureVerb.Withdraw,
        Deed.Extend => GestureVerb.Extend,
        Deed.Return => GestureVerb.Return,
        Deed.Revoke => GestureVerb.Revoke,
        _ => throw new InvalidOperationException($"No gesture: {deed}."),
    };
}
