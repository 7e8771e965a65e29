using System.Globalization;
using JitBot.Core.Catalogue;

namespace JitBot.Core.Tests.Catalogue;

/// <summary>Hours of the week, by the clocks of a zone.</summary>
[TestFixture]
public class WeeklyWindowTests
{
    private static readonly WeeklyWindow Office = new("Europe/Berlin", [DayOfWeek.Monday, DayOfWeek.Friday], new TimeOnly(9, 0), new TimeOnly(17, 0));
    private static readonly WeeklyWindow Night = new("Europe/Berlin", [DayOfWeek.Friday], new TimeOnly(22, 0), new TimeOnly(6, 0));

    [TestCase("2026-01-05T07:59:59Z", false, TestName = "In winter Berlin is an hour ahead, before nine")]
    [TestCase("2026-01-05T08:00:00Z", true, TestName = "In winter Berlin is an hour ahead, nine")]
    [TestCase("2026-07-06T07:00:00Z", true, TestName = "In summer Berlin is two hours ahead")]
    [TestCase("2026-01-05T16:00:00Z", false, TestName = "The last moment is not within")]
    [TestCase("2026-01-06T10:00:00Z", false, TestName = "Another day of the week")]
    public void Hours_are_those_of_the_zone(string at, bool holds) => Assert.That(Office.Holds(Moment(at)), Is.EqualTo(holds));

    [TestCase("2026-01-09T21:00:00Z", true, TestName = "Friday ten in the evening")]
    [TestCase("2026-01-10T04:59:00Z", true, TestName = "Saturday before six belongs to Friday's night")]
    [TestCase("2026-01-10T05:00:00Z", false, TestName = "Saturday six")]
    [TestCase("2026-01-10T21:30:00Z", false, TestName = "Saturday evening")]
    [TestCase("2026-01-09T02:00:00Z", false, TestName = "Friday before six belongs to Thursday's night")]
    public void Hours_that_go_on_after_midnight_belong_to_the_day_before(string at, bool holds) => Assert.That(Night.Holds(Moment(at)), Is.EqualTo(holds));

    [Test]
    public void Equal_hours_are_the_whole_day() =>
        Assert.That((Night with { From = default, Until = default }).Holds(Moment("2026-01-09T12:00:00Z")), Is.True);

    [Test]
    public void A_zone_that_this_machine_does_not_know_allows_nothing() =>
        Assert.That((Office with { Zone = "Europe/Atlantis" }).Holds(Moment("2026-01-05T10:00:00Z")), Is.False);

    private static DateTimeOffset Moment(string at) => DateTimeOffset.Parse(at, CultureInfo.InvariantCulture);
}
