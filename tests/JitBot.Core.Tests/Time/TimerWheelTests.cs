using JitBot.Core.Time;
using NUnit.Framework;

namespace JitBot.Core.Tests.Time;

internal sealed class TimerWheelTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 21, 9, 30, 0, TimeSpan.Zero);
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(1);

    private readonly DueBatch batch = new(1000);

    [Test]
    public void An_empty_wheel_has_nothing_to_do()
    {
        var wheel = new TimerWheel(Start);

        Assert.That(wheel.NextDue, Is.Null);
        Assert.That(wheel.Advance(Start.AddYears(50), batch), Is.Zero);
        Assert.That(wheel.Cancel(default), Is.False);
    }

    [TestCase(0, 0)]
    [TestCase(1, 10_000)]
    [TestCase(9_999, 10_000)]
    [TestCase(10_000, 10_000)]
    [TestCase(10_001, 20_000)]
    public void A_due_between_two_milliseconds_waits_for_the_later_one(long dueTicks, long firesAtTicks)
    {
        var wheel = new TimerWheel(Start);
        wheel.Schedule(Start.AddTicks(dueTicks), 7);

        if (firesAtTicks > 0)
        {
            Assert.That(wheel.Advance(Start.AddTicks(firesAtTicks - 1), batch), Is.Zero);
        }

        Assert.That(wheel.Advance(Start.AddTicks(firesAtTicks), batch), Is.EqualTo(1));
    }

    [Test]
    public void Timers_of_one_millisecond_fire_in_the_order_in_which_they_were_scheduled()
    {
        var wheel = new TimerWheel(Start);
        DateTimeOffset due = Start.AddDays(3);
        for (int payload = 0; payload < 500; payload++)
        {
            // The clock runs on meanwhile, so they come in at every level of the wheel.
            wheel.Schedule(due, payload);
            wheel.Advance(due - (due - Start) * Math.Pow(0.95, payload + 1), batch);
        }

        wheel.Advance(due, batch);

        Assert.That(Payloads(), Is.EqualTo(Enumerable.Range(0, 500)));
    }

    [Test]
    public void A_batch_comes_in_due_order()
    {
        var wheel = new TimerWheel(Start);
        int[] hours = [500, 2, 90_000, 1, 3, 40];
        foreach (int hour in hours)
        {
            wheel.Schedule(Start.AddHours(hour), hour);
        }

        wheel.Advance(Start.AddYears(20), batch);

        Assert.That(Payloads(), Is.EqualTo(hours.Order()));
        Assert.That(batch.Timers[0].DueUnixMilliseconds, Is.EqualTo(Start.AddHours(1).ToUnixTimeMilliseconds()));
    }

    [Test]
    public void A_batch_that_is_full_is_continued_by_the_next_advance()
    {
        var wheel = new TimerWheel(Start);
        var small = new DueBatch(70);
        for (int payload = 0; payload < 200; payload++)
        {
            wheel.Schedule(Start.AddSeconds(5), payload);
        }

        var fired = new List<long>();
        while (wheel.Advance(Start.AddSeconds(6), small) > 0)
        {
            fired.AddRange(small.Timers.ToArray().Select(timer => timer.Payload));
        }

        Assert.That(fired, Is.EqualTo(Enumerable.Range(0, 200)));
    }

    [Test]
    public void A_timer_that_is_already_due_fires_at_the_next_advance_even_if_the_clock_stands()
    {
        var wheel = new TimerWheel(Start);
        wheel.Advance(Start, batch);
        wheel.Schedule(Start, 2);
        wheel.Schedule(Start.AddHours(-1), 1);

        Assert.That(wheel.NextDue, Is.EqualTo(Start.AddHours(-1)));
        wheel.Advance(Start, batch);

        Assert.That(Payloads(), Is.EqualTo(new[] { 1, 2 }));
    }

    [Test]
    public void A_clock_set_back_takes_nothing_back_and_makes_nothing_early()
    {
        var wheel = new TimerWheel(Start);
        wheel.Schedule(Start.AddHours(1), 1);
        wheel.Schedule(Start.AddHours(3), 3);
        wheel.Advance(Start.AddHours(2), batch);
        Assert.That(Payloads(), Is.EqualTo(new[] { 1 }));

        wheel.Schedule(Start.AddMinutes(30), 2);

        Assert.That(wheel.Advance(Start, batch), Is.Zero, "set back by two hours");
        Assert.That(wheel.Advance(Start.AddMinutes(30) - Tick, batch), Is.Zero);
        Assert.That(wheel.Advance(Start.AddMinutes(30), batch), Is.EqualTo(1));
        Assert.That(wheel.Advance(Start.AddHours(3) - Tick, batch), Is.Zero);
        Assert.That(wheel.Advance(Start.AddHours(3), batch), Is.EqualTo(1));
    }

    [Test]
    public void A_clock_that_leaps_ahead_fires_everything_it_passed_at_once()
    {
        var wheel = new TimerWheel(Start);
        for (int day = 1; day <= 900; day++)
        {
            wheel.Schedule(Start.AddDays(day), day);
        }

        Assert.That(wheel.Advance(Start.AddDays(899), batch), Is.EqualTo(899));
        Assert.That(Payloads(), Is.EqualTo(Enumerable.Range(1, 899)));
        Assert.That(wheel.Count, Is.EqualTo(1));
    }

    [Test]
    public void A_handle_cancels_its_own_timer_once_and_no_other()
    {
        var wheel = new TimerWheel(Start);
        TimerHandle first = wheel.Schedule(Start.AddHours(1), 1);
        Assert.That(wheel.Cancel(first), Is.True);
        Assert.That(wheel.Cancel(first), Is.False, "twice");
        wheel.Advance(Start.AddHours(2), batch);
        Assert.That(batch.Count, Is.Zero);

        // The record is free again, and the next timer gets it.
        TimerHandle second = wheel.Schedule(Start.AddHours(3), 2);
        Assert.That(wheel.Cancel(first), Is.False, "stale");
        wheel.Advance(Start.AddHours(3), batch);

        Assert.That(Payloads(), Is.EqualTo(new[] { 2 }));
        Assert.That(wheel.Cancel(second), Is.False, "fired");
    }

    [Test]
    public void A_handle_of_a_larger_wheel_cancels_nothing()
    {
        var larger = new TimerWheel(Start);
        larger.Schedule(Start, 1);
        TimerHandle foreign = larger.Schedule(Start, 2);

        Assert.That(new TimerWheel(Start).Cancel(foreign), Is.False);
    }

    [Test]
    public void Each_side_of_a_level_boundary_fires_on_its_own_millisecond([Values(12, 24, 36, 37)] int bits, [Values(-1, 0, 1)] int side)
    {
        // Once that far from the start, and once across the boundary of the epoch that lies next, which are different slots.
        long span = 1L << bits;
        long epochBoundary = ((Start.ToUnixTimeMilliseconds() / span) + 1) * span;
        DateTimeOffset[] dues = [Start.AddTicks((span + side) * TimeSpan.TicksPerMillisecond), FromUnix(epochBoundary + side)];
        foreach (DateTimeOffset due in dues)
        {
            var wheel = new TimerWheel(Start);
            wheel.Schedule(due, 1);

            Assert.That(wheel.Advance(due - Tick, batch), Is.Zero, $"{due:O} is early");
            Assert.That(wheel.Advance(due, batch), Is.EqualTo(1), $"{due:O} did not fire");
        }
    }

    [Test]
    public void The_ends_of_time_can_be_scheduled()
    {
        var wheel = new TimerWheel(Start);
        wheel.Schedule(DateTimeOffset.MaxValue, 3);
        wheel.Schedule(DateTimeOffset.MinValue, 1);
        wheel.Schedule(Start.AddYears(500), 2);

        Assert.That(wheel.Advance(DateTimeOffset.MinValue, batch), Is.Zero);
        wheel.Advance(DateTimeOffset.MaxValue, batch);

        Assert.That(Payloads(), Is.EqualTo(new[] { 1, 2, 3 }));
    }

    [Test]
    public void Times_of_any_zone_are_compared_as_moments()
    {
        var wheel = new TimerWheel(Start.ToOffset(TimeSpan.FromHours(14)));
        wheel.Schedule(Start.AddSeconds(1).ToOffset(TimeSpan.FromHours(-12)), 1);

        Assert.That(wheel.NextDue, Is.EqualTo(Start.AddSeconds(1)));
        Assert.That(wheel.Advance(Start.AddSeconds(1).ToOffset(TimeSpan.FromHours(5)), batch), Is.EqualTo(1));
    }

    [Test]
    public void A_sleeper_that_wakes_only_when_told_fires_everything_on_time_in_few_wake_ups()
    {
        var random = new Random(11);
        var wheel = new TimerWheel(Start);
        const int timers = 2000;
        for (int payload = 0; payload < timers; payload++)
        {
            wheel.Schedule(Start.AddMilliseconds(random.NextInt64(30L * 24 * 3600 * 1000)), payload);
        }

        int wakeUps = 0;
        int fired = 0;
        while (wheel.NextDue is { } next)
        {
            wakeUps++;
            fired += wheel.Advance(next, batch);
            Assert.That(batch.Timers.ToArray().All(timer => FromUnix(timer.DueUnixMilliseconds) == next), "late or early");
        }

        Assert.That(fired, Is.EqualTo(timers));
        Assert.That(wakeUps, Is.LessThan(timers * 3), "at most three levels, so two wake-ups more than the timer's own");
    }

    [Test]
    public void A_slot_that_is_fired_bit_by_bit_while_it_is_swept_loses_nothing([Range(1, 30)] int seed)
    {
        const int timers = 4_000;
        var random = new Random(seed);
        var wheel = new TimerWheel(Start);
        var model = new WheelModel();
        DateTimeOffset due = Start.AddMilliseconds(5);
        TimerHandle[] handles = [.. Enumerable.Range(0, timers).Select(Schedule)];

        // One millisecond, many blocks. Just enough is cancelled for a sweep to begin; it stands at the first blocks when these are fired.
        const int begins = ((timers / 2) + 1024) * 2 / 3;
        for (int cancels = begins + random.Next(4); wheel.Count > 0; cancels = random.Next(40))
        {
            for (int i = 0; i < cancels && model.Count > 0; i++)
            {
                int payload = random.Next(timers);
                cancels += model.Cancel(due, payload) ? 0 : 1;
                wheel.Cancel(handles[payload]);
            }

            var part = new DueBatch(1 + random.Next(200));
            wheel.Advance(due, part);
            long[] fired = [.. part.Timers.ToArray().Select(timer => timer.Payload)];
            Assert.That(fired, Is.EqualTo(model.Advance(due, part.Capacity).Select(timer => timer.Payload)));
        }

        // Whatever was given back twice would now be handed out twice.
        Assert.That(model.Count, Is.Zero);
        handles = [.. Enumerable.Range(0, 2 * timers).Select(Schedule)];
        Assert.That(handles.All(wheel.Cancel), "each of the next timers is alone with its record");

        TimerHandle Schedule(int payload)
        {
            model.Schedule(due, payload);
            return wheel.Schedule(due, payload);
        }
    }

    private static DateTimeOffset FromUnix(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);

    private long[] Payloads() => [.. batch.Timers.ToArray().Select(timer => timer.Payload)];
}
