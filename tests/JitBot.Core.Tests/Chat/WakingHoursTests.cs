using JitBot.Core.Chat;
using JitBot.Core.People;

namespace JitBot.Core.Tests.Chat;

/// <summary>Who is probably asleep, by the clock they live by; of whom it is not known nothing is said.</summary>
[TestFixture]
public class WakingHoursTests
{
    /// <summary>Noon in UTC on a winter's day, when Zurich is an hour ahead.</summary>
    private static readonly DateTimeOffset Noon = new(2026, 1, 15, 12, 0, 0, TimeSpan.Zero);

    [TestCase(6, 59, false)]
    [TestCase(7, 0, true)]
    [TestCase(22, 59, true)]
    [TestCase(23, 0, false)]
    [TestCase(0, 0, false)]
    public void People_are_up_from_seven_to_eleven_at_night(int hour, int minute, bool isUp) =>
        Assert.That(WakingHours.Hold(new DateTimeOffset(2026, 1, 15, hour, minute, 0, TimeSpan.FromHours(5))), Is.EqualTo(isUp));

    [Test]
    public void What_time_it_is_stands_beside_whoever_is_probably_asleep_and_beside_nobody_else() => Assert.Multiple(() =>
    {
        Assert.That(Beside("America/Los_Angeles"), Is.EqualTo("it is 04:00 there"));
        Assert.That(Beside("Asia/Kathmandu"), Is.Null, "a quarter to six in the evening");
        Assert.That(WakingHours.Beside(null, Noon), Is.Null);
    });

    [Test]
    public void Summer_time_is_the_zones_own()
    {
        var clock = new LocalClock("Europe/Zurich", TimeSpan.FromHours(1));
        Assert.That((clock.At(Noon)!.Value.Hour, clock.At(Noon.AddMonths(6))!.Value.Hour), Is.EqualTo((13, 14)), "whatever was told in winter");
    }

    [Test]
    public void Where_the_machine_does_not_know_the_zone_what_was_told_of_it_serves() => Assert.Multiple(() =>
    {
        Assert.That(Beside("Mars/Olympus", TimeSpan.FromHours(-8)), Is.EqualTo("it is 04:00 there"));
        Assert.That(Beside(null, TimeSpan.FromMinutes(345)), Is.Null);
        Assert.That(Beside("Mars/Olympus"), Is.Null);
        Assert.That(Beside(null, TimeSpan.FromHours(15)), Is.Null, "no place is so far away");
        Assert.That(Beside(null, TimeSpan.FromSeconds(1)), Is.Null);
    });

    [TestCase("../../../dev/zero")]
    [TestCase("/dev/zero")]
    [TestCase("Europe/../Zurich")]
    [TestCase("Europe/Zurich\n")]
    [TestCase("")]
    public void A_zone_is_a_name_and_never_a_path(string name) => Assert.That(new LocalClock(name, null).At(Noon), Is.Null);

    private static string? Beside(string? zone, TimeSpan? offset = null) => WakingHours.Beside(new LocalClock(zone, offset), Noon);
}
