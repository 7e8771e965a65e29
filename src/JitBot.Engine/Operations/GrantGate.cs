using JitBot.Core;
using JitBot.Engine.Clock;

namespace JitBot.Engine.Operations;

/// <summary>
/// Whether anything may be given at a provider now: not without a clock to trust, room to write it down, checkpoints that are written, removals
/// that go through, on a restored database that nobody has accepted, or while operators have frozen it. Taking away asks nobody.
/// </summary>
internal sealed class GrantGate(
    IAccessStore store, TrustedClock clock, RemovalWatch removals, CheckpointWriter checkpoints, OperationsLog operations, FreezeLog freezes)
{
    public bool IsOpen(string provider) =>
        clock.MayGrant && store.HasRoom && operations.State.Recovery is null && freezes.State.Freeze is null && !checkpoints.HoldsGrants && !removals.HoldsGrants(provider);

    /// <summary>Reads what other processes were told: before each add, so that no freeze is overlooked.</summary>
    public Task LookAsync(CancellationToken ct) => freezes.RefreshAsync(ct);
}
