using JitBot.Core;
using JitBot.Testing;
using NUnit.Framework;

namespace JitBot.Simulation.Store;

/// <summary>The model keeps the same contract as the real stores, or the simulator would prove nothing about them.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class SimStoreTests : StoreContract
{
    private readonly SimDatabase _database = new();

    protected override IAccessStore MakeStore() => new SimStore(_database, new DirectWire(), shared: true) { SealsEveryLine = true };
}
