using JitBot.Core.Operations;

namespace JitBot.Core.Tests.Operations;

/// <summary>One message when it begins, few while it lasts, one when it is over; never a flood.</summary>
public class AlertPlanTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 21, 9, 0, 0, TimeSpan.Zero);
    private static readonly Condition Full = new Condition.DiskFull("box");
    private static readonly Condition Clock = new Condition.ClockSuspect("box");

    private readonly List<string> _told = [];
    private OperationsState _state = OperationsState.Start;

    [SetUp]
    public void Forget()
    {
        _told.Clear();
        _state = OperationsState.Start;
    }

    [Test]
    public void A_condition_that_lasts_three_days_is_told_at_once_after_an_hour_and_then_every_day()
    {
        for (var minute = 0; minute < 3 * 24 * 60; minute++)
            Look(minute, Holds(Full, since: 0, seen: minute));
        Look(3 * 24 * 60, Sighting.Well(Full.Key, At(3 * 24 * 60)));
        Assert.That(_told, Is.EqualTo(new[] { "Raised 0", "Repeated 60", "Repeated 1500", "Repeated 2940", "Cleared 4320" }));
    }

    [Test]
    public void A_condition_that_comes_and_goes_is_raised_at_most_twice_an_hour()
    {
        for (var minute = 0; minute < 120; minute++)
            Look(minute, minute % 2 == 0 ? Holds(Full, minute, minute) : Sighting.Well(Full.Key, At(minute)));
        Assert.That(_told.Count(word => word.StartsWith("Raised", StringComparison.Ordinal)), Is.EqualTo(4));
        Assert.That(_told.Count(word => word.StartsWith("Cleared", StringComparison.Ordinal)), Is.EqualTo(4));
    }

    [Test]
    public void A_clock_that_nobody_spoke_for_and_that_somebody_now_speaks_against_is_told_at_once()
    {
        Look(0, Holds(new Condition.ClockSuspect("box", IsUnwitnessed: true), 0, 0));
        Look(1, Holds(new Condition.ClockSuspect("box", IsUnwitnessed: true), 0, 1));
        Look(2, Holds(Clock, 0, 2));
        Look(3, Holds(Clock, 0, 3));
        Assert.That(_told, Is.EqualTo(new[] { "Raised 1", "Repeated 2" }));
    }

    [Test]
    public void A_clock_that_is_confirmed_within_a_minute_troubles_nobody()
    {
        Look(0, Holds(Clock, 0, 0));
        Look(1, Sighting.Well(Clock.Key, At(1)));
        Assert.That(_told, Is.Empty);
        Look(2, Holds(Clock, 2, 2));
        Look(3, Holds(Clock, 2, 3));
        Assert.That(_told, Is.EqualTo(new[] { "Raised 3" }));
    }

    [Test]
    public void What_was_told_before_a_restart_is_not_told_again_but_it_is_told_when_it_is_over()
    {
        Look(0, Holds(Full, 0, 0));
        Look(5); // a new process has seen nothing yet
        Look(6, Holds(Full, 0, 6));
        Look(7, Sighting.Well(Full.Key, At(7)));
        Assert.That(_told, Is.EqualTo(new[] { "Raised 0", "Cleared 7" }));
    }

    [Test]
    public void Evidence_from_before_the_last_word_changes_nothing()
    {
        var refused = new Condition.Refused("Directory", "no");
        Look(10, Holds(refused, 9, 10));
        Look(11, Sighting.Well(refused.Key, At(8))); // another process was let in before
        Assert.That(_told, Is.EqualTo(new[] { "Raised 10" }));
        Look(12, Sighting.Well(refused.Key, At(12)));
        Look(60, Holds(refused, 9, 11)); // another process has heard nothing since
        Assert.That(_told, Is.EqualTo(new[] { "Raised 10", "Cleared 12" }));
    }

    [Test]
    public void An_outage_that_could_not_be_told_is_told_afterwards_unless_it_was_short()
    {
        var outage = new Condition.StoreOut("box", "locked.");
        Look(1, Sighting.Past(outage, At(0), At(0).AddSeconds(59)));
        Assert.That(_told, Is.Empty);
        Look(20, Sighting.Past(outage, At(10), At(20)));
        Look(21, Sighting.Past(outage, At(10), At(20)));
        Assert.That(_told, Is.EqualTo(new[] { "Passed 20" }));
    }

    [Test]
    public void Removals_are_told_when_they_have_failed_for_five_minutes_and_checkpoints_after_fifteen()
    {
        var overdue = new Condition.RemovalsOverdue("Directory", 1, Start, "down.");
        var unsigned = new Condition.Unsigned("box", "no room.");
        for (var minute = 0; minute <= 15; minute++)
            Look(minute, Holds(overdue, 0, minute), Holds(unsigned, 0, minute));
        Assert.That(_told, Is.EqualTo(new[] { "Raised 5", "Raised 15" }));
    }

    private static DateTimeOffset At(int minute) => Start.AddMinutes(minute);

    private static Sighting Holds(Condition condition, int since, int seen) => Sighting.Of(condition, At(since), At(seen));

    private void Look(int minute, params Sighting[] seen)
    {
        foreach (var word in AlertPlan.Next(_state, seen, At(minute)))
        {
            _state = _state.Evolve(word);
            _told.Add($"{word.GetType().Name} {minute}");
        }
    }
}
