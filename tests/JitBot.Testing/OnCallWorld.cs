using JitBot.Core;
using JitBot.Core.Checkup;
using JitBot.Core.Operations;

namespace JitBot.Testing;

/// <summary>An on-call source and the service behind it: the hole that a room fills to inherit <see cref="OnCallContract"/>.</summary>
public abstract class OnCallWorld(StoppedClock clock) : GroupWorld(clock)
{
    /// <summary>The source under test.</summary>
    public abstract IOnCallSource OnCall { get; }

    /// <inheritdoc />
    public override IGroupSource Source => OnCall;

    /// <summary>What the room says of its door.</summary>
    public DoorWitness Doors { get; } = new();

    /// <summary>Everything the room logs.</summary>
    public abstract string Logged { get; }

    /// <summary>Every request that reached the service, as "METHOD target".</summary>
    public abstract IReadOnlyList<string> Requests { get; }

    /// <summary>Answers break off in the middle from now on, or no more.</summary>
    public abstract void Garble(bool on);

    /// <summary>The service takes our credential no more.</summary>
    public abstract void Revoke();

    /// <summary>The service is back at its old address.</summary>
    public abstract Task ComeBackAsync();

    /// <summary>Whether the service says when to come back; one that does not is asked again at once.</summary>
    public virtual bool SaysWhenToComeBack => true;

    /// <summary>The room's checkup.</summary>
    public abstract ICheckup Checkup { get; }

    /// <summary>What it finds where a policy names the group.</summary>
    public async Task<List<Finding>> LookAsync()
    {
        var found = new List<Finding>();
        await foreach (var finding in Checkup.LookAsync(new NamedInSettings([], [], [], [new NamedGroup(Source.Source, Group, "policy production")]), default))
            found.Add(finding);
        return found;
    }
}
