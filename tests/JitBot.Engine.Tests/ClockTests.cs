namespace JitBot.Engine.Tests;

/// <summary>A clock that jumps is noticed, and what depends on it waits for a witness.</summary>
[TestFixture]
public class ClockTests
{
    [Test]
    public async Task After_a_jump_forward_access_ends_only_when_a_witness_agrees()
    {
        await using var world = await EngineWorld.OpenAsync();
        await world.GrantAsync();
        world.Clock.SetWall(world.Clock.GetUtcNow().AddHours(3));
        await world.TurnAsync(TimeSpan.FromSeconds(1));
        Assert.That(world.Provider.IsMember, Is.True);
        world.Witness(world.Clock.GetUtcNow());
        await world.TurnAsync(TimeSpan.FromSeconds(10));
        Assert.That(world.Provider.IsMember, Is.False);
    }

    [Test]
    public async Task After_a_jump_forward_that_witnesses_deny_access_stays()
    {
        await using var world = await EngineWorld.OpenAsync();
        await world.GrantAsync();
        var truth = world.Clock.GetUtcNow();
        world.Clock.SetWall(truth.AddHours(3));
        world.Get<Clock.TrustedClock>().Look();
        world.Witness(truth);
        await world.TurnAsync(TimeSpan.FromMinutes(9));
        Assert.That(world.Provider.IsMember, Is.True);
    }

    [Test]
    public async Task With_no_witness_at_all_access_ends_after_five_minutes()
    {
        await using var world = await EngineWorld.OpenAsync();
        await world.GrantAsync();
        world.Clock.SetWall(world.Clock.GetUtcNow().AddHours(3));
        await world.TurnAsync(TimeSpan.FromSeconds(1));
        await world.TurnAsync(TimeSpan.FromMinutes(5));
        await world.TurnAsync(TimeSpan.FromSeconds(10));
        Assert.That(world.Provider.IsMember, Is.False);
    }

    [Test]
    public async Task While_the_clock_is_suspect_nothing_is_granted()
    {
        await using var world = await EngineWorld.OpenAsync();
        var request = await world.AskAsync();
        world.Clock.SetWall(world.Clock.GetUtcNow().AddMinutes(30));
        world.Get<Clock.TrustedClock>().Look();
        await world.Desk.ApproveAsync(EngineWorld.Avery, request, world.Clock.GetUtcNow(), world.Gesture(), default);
        await world.DrainAsync();
        Assert.That(world.Provider.IsMember, Is.False);
        world.Witness(world.Clock.GetUtcNow());
        await world.TurnAsync(TimeSpan.FromSeconds(10));
        Assert.That(world.Provider.IsMember, Is.True);
    }
}
