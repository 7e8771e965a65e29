using JitBot.Core.Operations;
using JitBot.Engine.Operations;

namespace JitBot.Engine.Tests;

/// <summary>Readiness names providers that were not reached, and lets people click all the same.</summary>
[TestFixture]
public class ReachTests
{
    [Test]
    public async Task A_provider_that_has_not_answered_since_the_start_is_named_until_it_does()
    {
        await using var world = await EngineWorld.OpenAsync();
        world.Get<ReachWatch>().Begin();
        Assert.That(await AlertTests.ProblemsAsync(world), Has.One.StartsWith("provider: Directory has not answered since JitBot started"));
        world.Get<DoorWitness>().LetIn("Directory", "a call");
        Assert.That(await AlertTests.ProblemsAsync(world), Is.Empty);
    }

    [Test]
    public async Task A_provider_whose_last_contact_failed_is_named_with_the_reason_and_stops_nothing()
    {
        await using var world = await EngineWorld.OpenAsync();
        world.Get<DoorWitness>().LetIn("Directory", "a call");
        world.Get<DoorWitness>().Unreached("Directory", "a call", "Nobody listens there.");
        var problem = (await world.Get<Readiness>().LookAsync(default)).Single();
        Assert.That((problem.What, problem.Stops), Is.EqualTo(("provider", false)));
        Assert.That(problem.Why, Does.StartWith("Directory could not be reached when it was last asked").And.Contain("Nobody listens there."));
    }

    [Test]
    public async Task What_is_refused_was_reached_and_is_named_as_refused_alone()
    {
        await using var world = await EngineWorld.OpenAsync();
        world.Get<ReachWatch>().Begin();
        world.Get<DoorWitness>().Refused("Directory", DoorWitness.Everything, "It does not take our token (401).");
        Assert.That(await AlertTests.ProblemsAsync(world), Has.Count.EqualTo(1).And.One.StartsWith("door: Directory refuses JitBot"));
    }

    [Test]
    public async Task A_door_that_refused_us_and_then_was_not_reached_is_not_taken_to_let_us_in()
    {
        await using var world = await EngineWorld.OpenAsync();
        world.Get<DoorWitness>().Refused("Directory", DoorWitness.Everything, "It does not take our token (401).");
        world.Get<DoorWitness>().Unreached("Directory", "a call", "Nobody listens there.");
        Assert.That(await AlertTests.ProblemsAsync(world), Has.Count.EqualTo(2).And.One.StartsWith("door: Directory refuses JitBot").And.One.StartsWith("provider: Directory could not be reached"));
    }

    [Test]
    public async Task Doors_that_no_entitlement_needs_are_not_waited_for()
    {
        await using var world = await EngineWorld.OpenAsync(new ToldProvider("Other"));
        world.Get<ReachWatch>().Begin();
        world.Get<DoorWitness>().LetIn("Directory", "a call");
        world.Get<DoorWitness>().Unreached("Other", "a call", "Nobody listens there.");
        world.Get<DoorWitness>().Unreached("Chat", "post", "Nobody listens there.");
        Assert.That(await AlertTests.ProblemsAsync(world), Is.Empty);
    }

    [Test]
    public async Task A_provider_that_has_not_answered_since_the_start_is_asked_within_a_minute_though_the_clock_is_known()
    {
        await using var world = await EngineWorld.OpenAsync();
        world.Get<ReachWatch>().Begin();
        await world.KeepHouseAsync(TimeSpan.FromMinutes(1));
        Assert.That(world.Provider.Inspections, Is.EqualTo(1));
    }

    [Test]
    public async Task A_provider_that_was_not_reached_is_asked_again_once_a_minute_and_no_more_when_it_was()
    {
        await using var world = await EngineWorld.OpenAsync();
        await world.KeepHouseAsync(TimeSpan.FromMinutes(5));
        Assert.That(world.Provider.Inspections, Is.Zero);
        world.Get<DoorWitness>().Unreached("Directory", "a call", "Nobody listens there.");
        for (var second = 0; second < 120; second += 10)
            await world.KeepHouseAsync(TimeSpan.FromSeconds(10));
        Assert.That(world.Provider.Inspections, Is.EqualTo(2));
        world.Get<DoorWitness>().LetIn("Directory", "a call");
        await world.KeepHouseAsync(TimeSpan.FromMinutes(5));
        Assert.That(world.Provider.Inspections, Is.EqualTo(2));
    }
}
