using JitBot.Simulation.Faults;

namespace JitBot.Simulation.Wire;

/// <summary>What can happen to a call on its way to a door; null for what cannot.</summary>
internal sealed record WireFaults(Fault Before, Fault After, Fault? Slow = null, Fault? Throttles = null, Fault? Refuses = null, Fault? Late = null);

/// <summary>A service as it is seen from outside: requests in, answers out, at once.</summary>
internal interface IDoor
{
    WireFaults Faults { get; }

    /// <summary>Whether it takes no calls now.</summary>
    bool IsDown { get; }

    /// <summary>Does what the call asks.</summary>
    HttpResponseMessage Answer(WireCall call);

    /// <summary>Too many calls; asked of doors whose faults have <see cref="WireFaults.Throttles"/>.</summary>
    HttpResponseMessage Throttled(TimeSpan? wait);

    /// <summary>We lack the right.</summary>
    HttpResponseMessage Refused();

    /// <summary>Whether the call changes something, so that it may do so long after it was given up.</summary>
    bool Changes(WireCall call);
}
