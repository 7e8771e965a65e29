using JitBot.Core.Chat;
using JitBot.Core.Holdings;
using JitBot.Simulation.Chat;
using JitBot.Simulation.Directory;
using JitBot.Simulation.People;
using JitBot.Simulation.Running;

namespace JitBot.Simulation.CrashPoints;

/// <summary>What a scripted story is told with. Everybody has patience: a process may have died, and what is waited for comes later.</summary>
internal sealed class Script(SimWorld world)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(30);

    public SimWorld World => world;

    public SimDirectory Alpha => world.Directories[0];

    public SimDirectory Beta => world.Directories[1];

    public void Wait(TimeSpan span) => world.Scheduler.RunUntil(world.Now + span);

    public void WaitFor(Func<bool> holds) => world.Scheduler.RunUntil(world.Now + Patience, holds);

    /// <summary>Somebody asks, again until a card is there, and the card is returned; null if none ever comes.</summary>
    public SimMessage? Ask(string who, string entitlement, TimeSpan length)
    {
        var before = world.Messages.All.Count;
        SimMessage? Card() => world.Messages.All.Skip(before).FirstOrDefault(message => message.Kind == "card");
        var gesture = world.People.Ask(world.People.Named(who), entitlement, length);
        WaitFor(() => Card() is not null || gesture.Outcome is Engine.Outcome.Refused);
        return Card();
    }

    public void Decide(string who, GestureVerb verb, SimMessage? card, bool byReaction = false)
    {
        if (card is null)
            return;
        var gesture = world.People.Decide(world.People.Named(who), verb, card, byReaction);
        WaitFor(() => gesture.Outcome is not null);
    }

    public void Approve(string who, SimMessage? card, bool byReaction = false) => Decide(who, GestureVerb.Approve, card, byReaction);

    /// <summary>Asks and gets an approval of Avery's; returns when the card says that it is in force, or patience is over.</summary>
    public SimMessage? Grant(string who, string entitlement, TimeSpan length)
    {
        var card = Ask(who, entitlement, length);
        Approve("avery", card);
        WaitFor(() => card is null or { Phase: >= Phase.Active });
        return card;
    }

    /// <summary>Waits until the card says that it is over.</summary>
    public void WaitForEnd(SimMessage? card) => world.Scheduler.RunUntil(world.Now + TimeSpan.FromDays(1), () => card is null or { Phase: >= Phase.Ended });

    /// <summary>An administrator adds or removes somebody.</summary>
    public void Admin(SimDirectory directory, string group, string subject, bool added) =>
        directory.Change(world.Now, new HoldingKey(directory.Name, group, subject), added, attempt: null);
}
