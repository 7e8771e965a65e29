using JitBot.Core.Effects;
using JitBot.Core.Store;
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
    public async Task What_is_told_of_others_is_sifted_for_nonsense_and_bounded_in_number()
    {
        await using var world = await EngineWorld.OpenAsync();
        var now = world.Clock.GetUtcNow();
        var hearsay = new Hearsay();
        EffectRow[] nonsense =
        [
            new(1, (Lane)255, now), new(0, Lane.Notice, now), new(-1, Lane.Notice, now), new(long.MaxValue, Lane.Notice, now),
            new(1, Lane.Revocation, now + WorkerLimits.OthersAhead + TimeSpan.FromSeconds(1)),
        ];
        Assert.That(hearsay.Sift(nonsense, now), Is.Empty);
        world.Get<WakeClock>().WatchForOthers(nonsense);
        await world.TurnAsync(TimeSpan.FromHours(2));

        EffectRow[] flood = [.. Enumerable.Range(1, WorkerLimits.MostOthersAMinute + 5).Select(id => new EffectRow(id, Lane.Revocation, now))];
        Assert.That(hearsay.Sift(flood, now), Has.Count.EqualTo(WorkerLimits.MostOthersAMinute));
        Assert.That(hearsay.Sift(flood, now.AddSeconds(59)), Is.Empty);
        Assert.That(hearsay.Sift(flood, now.AddSeconds(60)), Is.Not.Empty);
    }

    [Test]
    public async Task What_is_looked_at_before_its_moment_does_not_hold_up_what_falls_due_meanwhile()
    {
        await using var world = await EngineWorld.OpenAsync();
        var (wakes, now) = (world.Get<WakeClock>(), world.Clock.GetUtcNow());
        wakes.Hurry([.. Enumerable.Range(1, 100).Select(id => new EffectRow(id, Lane.Revocation, now.AddHours(id)))]);
        wakes.Watch([new(500, Lane.Revocation, now), new(501, Lane.Revocation, now.AddSeconds(-1))]);

        Assert.That(wakes.Take(new Hands()).Take(4).Select(one => one.Id), Is.EqualTo(new long[] { 501, 500, 1, 2 }));
    }

    [Test]
    public void A_turn_that_throws_ends_neither_the_thread_nor_the_process()
    {
        using var stop = new CancellationTokenSource();
        using var again = new CountdownEvent(2);
        EngineThread.Start(() => throw new InvalidOperationException("a mistake"), _ =>
        {
            if (!again.IsSet)
                again.Signal();
        }, stop.Token);
        Assert.That(again.Wait(TimeSpan.FromSeconds(30)), Is.True, "the next turn comes");
        stop.Cancel();
    }

    [Test]
    public void A_thread_that_is_woken_turns_without_sleeping_to_the_end()
    {
        using var stop = new CancellationTokenSource();
        using var turned = new CountdownEvent(2);
        var thread = EngineThread.Start(() =>
        {
            if (!turned.IsSet)
                turned.Signal();
            return TimeSpan.MaxValue;
        }, failed => Assert.Fail(failed.Message), TimeSpan.FromHours(1), stop.Token);
        thread.Wake();
        Assert.That(turned.Wait(TimeSpan.FromSeconds(30)), Is.True, "the second turn comes");
        stop.Cancel();
    }

    [Test]
    public async Task A_moment_is_told_of_when_it_is_the_next_one()
    {
        await using var world = await EngineWorld.OpenAsync();
        var (wakes, now, told) = (world.Get<WakeClock>(), world.Clock.GetUtcNow(), 0);
        wakes.Sooner += () => told++;
        wakes.Watch([new EffectRow(1, Lane.Notice, now.AddMilliseconds(40))]);
        wakes.Watch([new EffectRow(2, Lane.Notice, now.AddMilliseconds(30))]);
        Assert.That(told, Is.EqualTo(2));
        wakes.Watch([new EffectRow(3, Lane.Notice, now.AddMilliseconds(35)), new EffectRow(4, Lane.Notice, now)]);
        Assert.That(told, Is.EqualTo(2), "who turns the wheel at thirty need not be woken for this");
    }

    [TestCase(0.0, 1, TestName = "What is due at once is turned for without spinning")]
    [TestCase(36.2, 37, TestName = "Whole milliseconds, rounded up")]
    [TestCase(37.0, 37, TestName = "No longer than until the next due")]
    [TestCase(5_000.0, 100, TestName = "The clock is looked at every tenth of a second")]
    [TestCase(-3.0, 1, TestName = "A clock that stepped makes no sleep of nothing")]
    public void The_clock_thread_sleeps_until_the_next_due(double nothingDueFor, int milliseconds) =>
        Assert.That(EngineThread.Rest(TimeSpan.FromMilliseconds(nothingDueFor)).TotalMilliseconds, Is.EqualTo(milliseconds));

    [Test]
    public async Task A_turn_tells_how_long_nothing_will_be_due()
    {
        await using var world = await EngineWorld.OpenAsync();
        Assert.That(world.Get<EngineLoop>().Turn(), Is.EqualTo(TimeSpan.MaxValue));
        world.Get<WakeClock>().Watch([new EffectRow(1, Lane.Revocation, world.Clock.GetUtcNow().AddMilliseconds(40))]);
        Assert.That(world.Get<EngineLoop>().Turn(), Is.EqualTo(TimeSpan.FromMilliseconds(40)));
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
