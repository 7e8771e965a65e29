using JitBot.Core.Effects;
using JitBot.Core.Store;
using JitBot.Engine.Effects;

namespace JitBot.Engine.Tests;

/// <summary>Who gets the next free hand: revocations before all else, the oldest first, and no door at another's expense.</summary>
[TestFixture]
public class HandsTests
{
    private const string North = "North";
    private const string South = "South";

    [Test]
    public async Task Revocations_find_free_hands_however_many_notices_wait()
    {
        await using var world = await EngineWorld.OpenAsync();
        var (wakes, hands, now) = (world.Get<WakeClock>(), new Hands(), world.Clock.GetUtcNow());
        wakes.Watch(Rows(1, 100, Lane.Notice, now));
        wakes.Watch(Rows(1000, 1, Lane.Grant, now), North);
        wakes.Watch(Rows(1001, 1, Lane.Revocation, now), North);
        var first = Ids(wakes.Take(hands));
        Assert.That(first.Take(2), Is.EqualTo(new long[] { 1001, 1000 }));
        Assert.That(first, Has.Count.EqualTo(2 + WorkerLimits.Share(Lane.Notice)));
    }

    [Test]
    public async Task A_door_that_hangs_takes_no_hand_from_another()
    {
        await using var world = await EngineWorld.OpenAsync();
        var (wakes, hands, now) = (world.Get<WakeClock>(), new Hands(), world.Clock.GetUtcNow());
        wakes.Watch(Rows(1, 100, Lane.Revocation, now), North);
        Assert.That(wakes.Take(hands), Has.Count.EqualTo(WorkerLimits.Share(Lane.Revocation)));
        Assert.That(hands.TryBegin(North, Lane.Revocation), Is.False, "all of North's hands hang");
        Assert.That(wakes.Take(hands), Is.Empty);
        wakes.Watch(Rows(1000, 1, Lane.Revocation, now), South);
        wakes.Watch(Rows(1001, 1, Lane.Revocation, now));
        Assert.That(Ids(wakes.Take(hands)), Is.EquivalentTo(new long[] { 1000, 1001 }));
    }

    [Test]
    public async Task Grants_leave_hands_to_removals_at_the_same_door()
    {
        await using var world = await EngineWorld.OpenAsync();
        var (wakes, hands, now) = (world.Get<WakeClock>(), new Hands(), world.Clock.GetUtcNow());
        wakes.Watch(Rows(1, 100, Lane.Grant, now), North);
        Assert.That(wakes.Take(hands), Has.Count.EqualTo(WorkerLimits.Share(Lane.Grant)));
        wakes.Watch(Rows(1000, 1, Lane.Revocation, now), North);
        Assert.That(Ids(wakes.Take(hands)), Is.EqualTo(new long[] { 1000 }));
    }

    [Test]
    public async Task The_oldest_goes_first_in_whatever_order_it_is_found()
    {
        await using var world = await EngineWorld.OpenAsync();
        var (wakes, now) = (world.Get<WakeClock>(), world.Clock.GetUtcNow());
        wakes.Watch([.. Enumerable.Range(1, 5).Select(id => new EffectRow(id, Lane.Revocation, now.AddSeconds(-id)))]);
        wakes.Watch([new EffectRow(3, Lane.Revocation, now.AddSeconds(-3))]);
        Assert.That(Ids(wakes.Take(new Hands())), Is.EqualTo(new long[] { 5, 4, 3, 2, 1 }));
    }

    [Test]
    public async Task Nobody_is_told_anything_while_an_end_waits_that_needs_nobody_but_us()
    {
        await using var world = await EngineWorld.OpenAsync();
        var (wakes, hands, now) = (world.Get<WakeClock>(), new Hands(), world.Clock.GetUtcNow());
        wakes.Watch(Rows(1, 1, Lane.Notice, now));
        wakes.Watch(Rows(100, 20, Lane.Revocation, now));
        foreach (var taken in wakes.Take(hands))
        {
            Assert.That(taken.Id, Is.Not.EqualTo(1));
            hands.End(taken.Door);
        }

        Assert.That(Ids(wakes.Take(hands)), Does.Contain(1));
    }

    private static List<long> Ids(IReadOnlyList<ReadyEffect> taken) => [.. taken.Select(one => one.Id)];

    private static List<EffectRow> Rows(long first, int count, Lane lane, DateTimeOffset due) =>
        [.. Enumerable.Range(0, count).Select(i => new EffectRow(first + i, lane, due))];
}
