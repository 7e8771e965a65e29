using JitBot.Core.Time;
using NUnit.Framework;

namespace JitBot.Core.Tests.Time;

/// <summary>
/// A million and more random steps, each checked against the sorted-set model: what fires, in which order, how much is left, what is
/// next.
/// </summary>
internal sealed class TimerWheelModelTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 21, 9, 30, 0, TimeSpan.Zero);

    [Test]
    public void The_wheel_agrees_with_a_sorted_set_on_every_one_of_many_random_steps([Range(1, 5)] int seed)
    {
        const int steps = 500_000;
        var walk = new Walk(seed);
        for (int step = 0; step < steps; step++)
        {
            string? difference = walk.Step();
            if (difference is not null)
            {
                Assert.Fail($"seed {seed}, step {step}: {difference}");
            }
        }

        // Otherwise the walk has not been where the wheel is difficult.
        Assert.That(walk.Peak, Is.GreaterThan(5_000), "timers alive at once");
        Assert.That(walk.Fired, Is.GreaterThan(steps / 20), "timers fired");
        Assert.That(walk.Cancelled, Is.GreaterThan(steps / 20), "timers cancelled");
    }

    private sealed class Walk(int seed)
    {
        // As powers of two, in ticks: three years, and what the clock moves by at most in the phases of a walk: 6 ms, 26 s, 7 hours, 1
        // year.
        private const double LongestSpan = 49.7;
        private static readonly double[] paces = [16, 28, 16, 28, 38, 48];

        private readonly Random random = new(seed);
        private readonly TimerWheel wheel = new(Start);
        private readonly WheelModel model = new();
        private readonly DueBatch[] batches = [new(1), new(5), new(100_000)];
        private readonly List<(TimerHandle Handle, DateTimeOffset Due, long Payload)> known = [];
        private DateTimeOffset now = Start;
        private long payloads;
        private double pace = paces[0];
        private int cancelling;

        internal int Fired { get; private set; }

        internal int Cancelled { get; private set; }

        internal int Peak { get; private set; }

        internal string? Step()
        {
            if (random.Next(10_000) == 0)
            {
                (pace, cancelling) = (paces[random.Next(paces.Length)], random.Next(70));
            }

            string? difference = random.Next(100) switch
            {
                < 2 => CancelTwice(),
                < 10 => Advance(),
                int other when other < 10 + cancelling => Cancel(),
                _ => Schedule(),
            };
            Peak = Math.Max(Peak, wheel.Count);
            return difference ?? CompareRest();
        }

        private string? Schedule()
        {
            // A few dues are shared, to have several timers in one millisecond.
            DateTimeOffset due = known.Count > 0 && random.Next(8) == 0 ? known[random.Next(known.Count)].Due : now + AnySpan(LongestSpan);
            TimerHandle handle = wheel.Schedule(due, payloads);
            model.Schedule(due, payloads);
            Remember((handle, due, payloads++));
            return null;
        }

        private string? Cancel()
        {
            if (known.Count == 0)
            {
                return null;
            }

            (TimerHandle handle, DateTimeOffset due, long payload) = AnyKnown();
            bool expected = model.Cancel(due, payload);
            Cancelled += expected ? 1 : 0;
            return wheel.Cancel(handle) == expected ? null : $"cancel of {payload} should have been {expected}";
        }

        private string? CancelTwice()
        {
            if (known.Count == 0)
            {
                return null;
            }

            (TimerHandle handle, DateTimeOffset due, long payload) = AnyKnown();
            model.Cancel(due, payload);
            wheel.Cancel(handle);
            return wheel.Cancel(handle) ? $"{payload} was cancelled twice" : Schedule();
        }

        private string? Advance()
        {
            // One time in six the clock is set back.
            now += AnySpan(pace) * (random.Next(6) == 0 ? -0.5 : 1);
            DueBatch batch = batches[random.Next(batches.Length)];
            List<(long Due, long Payload)> expected = model.Advance(now, batch.Capacity);
            int count = wheel.Advance(now, batch);
            Fired += count;
            List<(long Due, long Payload)> found = [.. batch.Timers.ToArray().Select(timer => (timer.DueUnixMilliseconds, timer.Payload))];
            return count == found.Count && found.SequenceEqual(expected)
                ? null
                : $"fired [{string.Join(' ', found.Take(9))} …] instead of [{string.Join(' ', expected.Take(9))} …] at {now:O}";
        }

        private string? CompareRest()
        {
            if (wheel.Count != model.Count)
            {
                return $"{wheel.Count} timers instead of {model.Count}";
            }

            DateTimeOffset? next = wheel.NextDue;
            bool right = model.Count == 0 ? next is null : next is not null && next <= model.Earliest;
            return right ? null : $"next due is {next:O}, the earliest timer {(model.Count == 0 ? "none" : model.Earliest.ToString("O"))}";
        }

        // Log-uniform, from a tenth of a microsecond, and sometimes into the past.
        private TimeSpan AnySpan(double longest)
        {
            long ticks = (long)Math.Pow(2, random.NextDouble() * longest);
            return TimeSpan.FromTicks(random.Next(10) == 0 ? -ticks / 64 : ticks);
        }

        // Most are forgotten once used, so that most are alive; the others stay to be tried again when another has their place.
        private (TimerHandle Handle, DateTimeOffset Due, long Payload) AnyKnown()
        {
            int place = random.Next(known.Count);
            var timer = known[place];
            if (random.Next(10) > 0)
            {
                known[place] = known[^1];
                known.RemoveAt(known.Count - 1);
            }

            return timer;
        }

        private void Remember((TimerHandle Handle, DateTimeOffset Due, long Payload) timer)
        {
            if (known.Count < 2_000)
            {
                known.Add(timer);
            }
            else
            {
                known[random.Next(known.Count)] = timer;
            }
        }
    }
}
