using JitBot.Core.Time;
using NUnit.Framework;

namespace JitBot.Core.Tests.Time;

/// <summary>What the wheel costs: nothing allocated once it has grown, memory bounded whatever is cancelled, ten million timers.</summary>
internal sealed class TimerWheelMemoryTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 21, 9, 30, 0, TimeSpan.Zero);

    private readonly DueBatch batch = new(4096);

    [Test]
    public void Once_grown_nothing_is_allocated_by_schedule_cancel_or_advance()
    {
        var wheel = new TimerWheel(Start);
        var handles = new TimerHandle[50_000];
        DateTimeOffset now = Churn(wheel, handles, Start, rounds: 4);

        // Half as many timers as the wheel has grown for, so that no luck of the draw needs another block.
        long before = GC.GetAllocatedBytesForCurrentThread();
        Churn(wheel, handles.AsSpan(0, handles.Length / 2), now, rounds: 4);

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
    }

    [Test]
    public void Cancel_storms_reuse_the_memory_of_what_they_cancelled()
    {
        const int alive = 20_000;
        const int storm = 2_000_000;
        var wheel = new TimerWheel(Start);
        for (int payload = 0; payload < alive; payload++)
        {
            wheel.Schedule(Start.AddSeconds(payload), payload);
        }

        // Nothing of this ever falls due, so nothing but the sweep can give the memory back.
        var random = new Random(5);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < storm; i++)
        {
            wheel.Cancel(wheel.Schedule(Start.AddSeconds(1 + random.Next(2_000_000)), -1));
        }

        long perAlive = (GC.GetAllocatedBytesForCurrentThread() - before) / alive;
        Assert.That(perAlive, Is.LessThan(100), "bytes per timer alive");
        Assert.That(Drain(wheel, Start.AddDays(1)), Is.EqualTo((alive, Sum(alive))));
    }

    [Test]
    public void Cancel_storms_among_late_timers_reuse_the_memory_too()
    {
        var wheel = new TimerWheel(Start);
        wheel.Schedule(Start.AddHours(-1), 7);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 200_000; i++)
        {
            wheel.Cancel(wheel.Schedule(Start.AddMinutes(-1), -1));
        }

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(1_000_000));
        Assert.That(Drain(wheel, Start), Is.EqualTo((1, 7L)));
    }

    [Test]
    public void Cancelling_nearly_all_of_many_leaves_the_rest_in_order()
    {
        const int timers = 300_000;
        var wheel = new TimerWheel(Start);
        var handles = new TimerHandle[timers];
        for (int payload = 0; payload < timers; payload++)
        {
            handles[payload] = wheel.Schedule(Start.AddSeconds(payload / 1000), payload);
        }

        // Every seventh stays; the sweep pours the slots together while they are still being cancelled.
        for (int payload = 0; payload < timers; payload++)
        {
            Assert.That(payload % 7 == 0 || wheel.Cancel(handles[payload]));
        }

        var left = new List<long>();
        while (wheel.Advance(Start.AddHours(1), batch) > 0)
        {
            left.AddRange(batch.Timers.ToArray().Select(timer => timer.Payload));
        }

        Assert.That(left, Is.EqualTo(Enumerable.Range(0, timers).Where(payload => payload % 7 == 0)));
    }

    [Test]
    public void Ten_million_timers_are_scheduled_and_every_one_fires_never_early()
    {
        const int timers = 10_000_000;
        const long span = 30L * 24 * 3600 * 1000;
        const long scatter = 1_000_000_007; // a prime, so that the dues fall all over the 30 days
        var wheel = new TimerWheel(Start);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int payload = 0; payload < timers; payload++)
        {
            wheel.Schedule(Start.AddTicks(payload * scatter % span * TimeSpan.TicksPerMillisecond), payload);
        }

        Assert.That((GC.GetAllocatedBytesForCurrentThread() - before) / timers, Is.LessThanOrEqualTo(40), "bytes per timer");
        (int Count, long Sum) total = default;
        for (int step = 1; step <= 100; step++)
        {
            (int count, long sum) = Drain(wheel, Start.AddMilliseconds(span * step / 100));
            total = (total.Count + count, total.Sum + sum);
            Assert.That(wheel.Count, Is.EqualTo(timers - total.Count));
        }

        Assert.That(total, Is.EqualTo((timers, Sum(timers))));
    }

    private static long Sum(long count) => count * (count - 1) / 2;

    // Tells how many fired and the sum of their payloads, having seen that none was early and none out of order.
    private (int Count, long Sum) Drain(TimerWheel wheel, DateTimeOffset now)
    {
        (int count, long sum, long last) = (0, 0, 0);
        long present = now.ToUnixTimeMilliseconds();
        bool inOrder = true;
        while (wheel.Advance(now, batch) > 0)
        {
            foreach (DueTimer timer in batch.Timers)
            {
                inOrder &= timer.DueUnixMilliseconds >= last && timer.DueUnixMilliseconds <= present;
                last = timer.DueUnixMilliseconds;
                sum += timer.Payload;
                count++;
            }
        }

        Assert.That(inOrder, "early or out of order");
        return (count, sum);
    }

    // Schedules, cancels some, advances in small and large steps and once back; ends with an empty wheel.
    private DateTimeOffset Churn(TimerWheel wheel, Span<TimerHandle> handles, DateTimeOffset now, int rounds)
    {
        for (int round = 0; round < rounds; round++)
        {
            for (int i = 0; i < handles.Length; i++)
            {
                handles[i] = wheel.Schedule(now.AddTicks((i - 100L) * (i % 977) * 1_000_003), i);
            }

            for (int i = 0; i < handles.Length; i += 1 + (i % 3))
            {
                wheel.Cancel(handles[i]);
            }

            wheel.Advance(now.AddHours(-1), batch);
            while (wheel.NextDue is { } next)
            {
                now = next > now ? next.AddMinutes(3) : now.AddMinutes(1);
                while (wheel.Advance(now, batch) == batch.Capacity)
                {
                }
            }
        }

        return now;
    }
}
