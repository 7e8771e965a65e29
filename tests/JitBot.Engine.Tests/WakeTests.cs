using JitBot.Core.Effects;
using JitBot.Engine.Effects;

namespace JitBot.Engine.Tests;

/// <summary>An end of access that is due survives every way in which the clock can be wrong about it.</summary>
[TestFixture]
public class WakeTests
{
    [Test]
    public async Task A_jump_that_is_corrected_does_not_delay_the_end()
    {
        await using var world = await EngineWorld.OpenAsync();
        await world.GrantAsync();
        var truth = world.Clock.GetUtcNow();
        world.Clock.SetWall(truth.AddDays(365));
        await world.TurnAsync(TimeSpan.FromSeconds(1));
        world.Clock.SetWall(truth.AddSeconds(1));
        world.Witness(truth.AddSeconds(1));
        await world.TurnAsync(TimeSpan.FromMinutes(61));
        Assert.That(world.Provider.IsMember, Is.False);
    }

    [Test]
    public async Task A_step_back_between_claim_and_run_does_not_lose_the_end()
    {
        await using var world = await EngineWorld.OpenAsync();
        await world.GrantAsync();
        var row = (await world.Store.ListPendingAsync(null, default)).Single(row => row.Lane == Lane.Revocation);
        world.Clock.Advance(TimeSpan.FromHours(1));
        var worker = world.Get<EffectWorker>();
        var claimed = await worker.ClaimAsync([row.Id], default);
        world.Clock.SetWall(world.Clock.GetUtcNow().AddMilliseconds(-20));
        await worker.RunAsync(claimed.Single(), default);
        await world.TurnAsync(TimeSpan.FromMilliseconds(20));
        Assert.That(world.Provider.IsMember, Is.False);
    }
}
