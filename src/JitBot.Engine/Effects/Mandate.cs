using JitBot.Core.Effects;

namespace JitBot.Engine.Effects;

/// <summary>What a process of JitBot is there for.</summary>
internal sealed record Mandate(bool RevokesOnly, Func<string, bool> MayGrant)
{
    /// <summary>Whether effects of this lane are its work; what is not stays queued for another process.</summary>
    public bool Covers(Lane lane) => !RevokesOnly || lane == Lane.Revocation;
}
