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
    public async Task A_clock_in_doubt_is_told_after_a_minute_and_when_it_is_confirmed_again()
    {
        await using var world = await EngineWorld.OpenAsync();
        world.Clock.SetWall(world.Clock.GetUtcNow().AddHours(3));
        await world.KeepHouseAsync(TimeSpan.FromSeconds(30));
        Assert.That(AlertTests.Told(world), Is.Empty, "a machine that slept is confirmed within seconds");
        Assert.That(await AlertTests.ProblemsAsync(world), Has.One.StartsWith("clock: The clock of box cannot be believed"));
        await world.KeepHouseAsync(TimeSpan.FromSeconds(61));
        await world.KeepHouseAsync(TimeSpan.FromSeconds(10));
        Assert.That(AlertTests.Told(world).Single(), Does.StartWith("The clock of box cannot be believed since").And.Contain("Set the clock right"));
        world.Witness(world.Clock.GetUtcNow());
        await world.KeepHouseAsync(TimeSpan.FromSeconds(10));
        Assert.That(AlertTests.Told(world)[^1], Does.StartWith("The clock of box is confirmed again."));
        Assert.That(await AlertTests.ProblemsAsync(world), Is.Empty);
    }

    [Test]
    public async Task A_clock_that_nobody_has_spoken_for_yet_is_not_blamed()
    {
        await using var world = await EngineWorld.OpenAsync();
        world.Get<Clock.TrustedClock>().Doubt(["Directory"]);
        Assert.That(await AlertTests.ProblemsAsync(world), Has.One.StartsWith("clock: Nobody has told JitBot on box the time"));
    }

    [Test]
    public async Task A_clock_that_was_set_back_while_nothing_ran_is_suspect_from_the_start()
    {
        await using var world = await EngineWorld.OpenAsync();
        var request = await world.AskAsync();
        world.Witness(world.Clock.GetUtcNow());
        await world.KeepHouseAsync(TimeSpan.FromSeconds(10));
        await world.RestartAsync(() => world.Clock.SetWall(world.Clock.GetUtcNow().AddHours(-3)));
        Assert.That(world.Get<Clock.TrustedClock>().MayGrant, Is.False);
        world.Witness(world.Clock.GetUtcNow());
        await world.KeepHouseAsync(TimeSpan.FromSeconds(10));
        Assert.That(world.Get<Clock.TrustedClock>().MayGrant, Is.True, "clock and witnesses together say that the mark was wrong");
        Assert.That(await world.StateAsync(request), Is.InstanceOf<Core.Access.AccessState.Pending>());
    }

    [Test]
    public async Task While_the_clock_is_suspect_nothing_runs_hot()
    {
        await using var world = await EngineWorld.OpenAsync();
        await world.GrantAsync();
        var waiting = await world.AskAsync(EngineWorld.Morgan);
        world.Clock.SetWall(world.Clock.GetUtcNow().AddHours(3));
        world.Get<Clock.TrustedClock>().Look();
        await world.Desk.ApproveAsync(EngineWorld.Avery, waiting, new Approval(world.Clock.GetUtcNow()), world.Gesture(), default);
        await world.DrainAsync(); // would never end if something due were due again at once
        var pending = await world.Store.ListPendingAsync(dueBy: null, default);
        Assert.That(pending.Select(row => row.DueAt), Has.All.GreaterThanOrEqualTo(world.Get<Clock.TrustedClock>().Now.AddSeconds(2)));
    }

    [Test]
    public async Task While_the_clock_is_suspect_nothing_is_granted()
    {
        await using var world = await EngineWorld.OpenAsync();
        var request = await world.AskAsync();
        world.Clock.SetWall(world.Clock.GetUtcNow().AddMinutes(30));
        world.Get<Clock.TrustedClock>().Look();
        await world.Desk.ApproveAsync(EngineWorld.Avery, request, new Approval(world.Clock.GetUtcNow()), world.Gesture(), default);
        await world.DrainAsync();
        Assert.That(world.Provider.IsMember, Is.False);
        world.Witness(world.Clock.GetUtcNow());
        await world.TurnAsync(TimeSpan.FromSeconds(10));
        Assert.That(world.Provider.IsMember, Is.True);
    }
}
