using JitBot.Storage.Postgres;
using JitBot.Testing;
using NUnit.Framework;

namespace JitBot.Rooms.Tests.Postgres;

/// <summary>All processes go by the database's clock.</summary>
public class PostgresClockTests
{
    private static readonly DateTimeOffset Machine = new(2026, 11, 21, 9, 0, 0, TimeSpan.Zero);

    [Test]
    public void The_difference_to_the_database_is_added_and_a_wound_clock_stays_wound()
    {
        var wound = new StoppedClock(Machine.AddDays(3));
        var clock = new PostgresClock(wound);
        clock.Measured(Machine, Machine.AddSeconds(-20.5), Machine.AddSeconds(1));
        Assert.That(clock.Difference, Is.EqualTo(TimeSpan.FromSeconds(-21)));
        Assert.That(clock.GetUtcNow(), Is.EqualTo(wound.GetUtcNow().AddSeconds(-21)));
    }

    [Test]
    public void What_the_round_trip_cannot_tell_from_the_difference_known_changes_nothing()
    {
        var clock = new PostgresClock(new StoppedClock());
        clock.Measured(Machine, Machine.AddMilliseconds(3), Machine.AddMilliseconds(10));
        Assert.That(clock.Difference, Is.EqualTo(TimeSpan.Zero));
        clock.Measured(Machine, Machine.AddMilliseconds(30), Machine.AddMilliseconds(10));
        Assert.That(clock.Difference, Is.EqualTo(TimeSpan.FromMilliseconds(25)));
        clock.Measured(Machine, Machine.AddMilliseconds(21), Machine.AddMilliseconds(10));
        Assert.That(clock.Difference, Is.EqualTo(TimeSpan.FromMilliseconds(16)));
    }

    [Test]
    public void A_machine_clock_that_was_set_back_during_the_round_trip_measures_nothing()
    {
        var clock = new PostgresClock(new StoppedClock());
        clock.Measured(Machine, Machine.AddHours(1), Machine.AddHours(-1));
        Assert.That(clock.Difference, Is.EqualTo(TimeSpan.Zero));
    }
}
