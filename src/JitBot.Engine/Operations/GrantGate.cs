using JitBot.Core;
using JitBot.Engine.Clock;

namespace JitBot.Engine.Operations;

/// <summary>
/// Whether anything may be given at a provider now: not without a clock to trust, room to write it down, checkpoints that are written, removals
/// that go through, or on a restored database that nobody has accepted. Taking away asks nobody.
/// </summary>
internal sealed class GrantGate(IAccessStore store, TrustedClock clock, RemovalWatch removals, CheckpointWriter checkpoints, OperationsLog operations)
{
    public bool IsOpen(string provider) =>
        clock.MayGrant && store.HasRoom && operations.State.Recovery is null && !checkpoints.HoldsGrants && !removals.HoldsGrants(provider);
}
