using JitBot.Core;
using JitBot.Core.People;

namespace JitBot.Engine.Tests;

/// <summary>A chat in which everybody lives by the same clock.</summary>
internal sealed class ToldZones : IZoneSource
{
    public LocalClock? Clock { get; set; }

    public bool Hangs { get; set; }

    /// <summary>How often it was asked.</summary>
    public int Asked { get; private set; }

    public Task<LocalClock?> FindAsync(PersonId person, CancellationToken ct)
    {
        Asked++;
        return Hangs ? new TaskCompletionSource<LocalClock?>().Task : Task.FromResult(Clock);
    }
}
