using JitBot.Core.Effects;

namespace JitBot.Engine.Effects;

/// <summary>What a process of JitBot is there for.</summary>
internal sealed record Mandate(bool RevokesOnly, Func<string, bool> MayGrant)
{
    /// <summary>Looks at whatever <see cref="MayGrant"/> goes by and other processes may have changed.</summary>
    public Func<CancellationToken, Task> LookAsync { get; init; } = _ => Task.CompletedTask;

    /// <summary>Whether effects of this lane are its work; what is not stays queued for another process.</summary>
    public bool Covers(Lane lane) => !RevokesOnly || lane == Lane.Revocation;
}
