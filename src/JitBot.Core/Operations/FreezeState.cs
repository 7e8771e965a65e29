using JitBot.Core.People;

namespace JitBot.Core.Operations;

/// <summary>Granting is stopped: by whom, since when, and the hash of why.</summary>
public sealed record Freeze(PersonRef By, DateTimeOffset Since, string? Reason);

/// <summary>An operator's yes to granting again, which waits for another's.</summary>
public sealed record Thaw(PersonRef By, DateTimeOffset At);

/// <summary>The fold of the stream of freezes.</summary>
public sealed record FreezeState
{
    /// <summary>Before any line.</summary>
    public static FreezeState Start { get; } = new();

    /// <summary>The freeze in force, or null.</summary>
    public Freeze? Freeze { get; init; }

    /// <summary>The first yes to its end, or null.</summary>
    public Thaw? Thaw { get; init; }

    /// <summary>The state after an event.</summary>
    public FreezeState Evolve(FreezeEvent happened) => happened switch
    {
        FreezeEvent.Frozen e => this with { Freeze = new Freeze(e.By, e.At, e.Reason), Thaw = null },
        FreezeEvent.ThawAsked e => this with { Thaw = new Thaw(e.By, e.At) },
        FreezeEvent.Thawed => Start,
        FreezeEvent.Refused => this,
        _ => throw new InvalidOperationException($"An event nobody knows: {happened.GetType().Name}."),
    };
}
