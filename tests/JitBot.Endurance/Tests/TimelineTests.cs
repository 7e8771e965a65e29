using JitBot.Endurance.Stage;
using NUnit.Framework;

namespace JitBot.Endurance.Tests;

[TestFixture]
internal sealed class TimelineTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    [Test]
    public void A_moment_a_winding_jumped_over_came_when_it_was_wound()
    {
        var timeline = new Timeline();
        timeline.Wound(Noon, TimeSpan.FromHours(1));
        timeline.Wound(Noon.AddMinutes(1), TimeSpan.FromHours(1));
        Assert.Multiple(() =>
        {
            Assert.That(timeline.RealOf(Noon.AddSeconds(-1)), Is.EqualTo(Noon.AddSeconds(-1)));
            Assert.That(timeline.RealOf(Noon.AddMinutes(30)), Is.EqualTo(Noon));
            Assert.That(timeline.RealOf(Noon.AddHours(1).AddSeconds(30)), Is.EqualTo(Noon.AddSeconds(30)));
            Assert.That(timeline.RealOf(Noon.AddHours(1.5)), Is.EqualTo(Noon.AddMinutes(1)));
            Assert.That(timeline.RealOf(Noon.AddHours(2).AddMinutes(2)), Is.EqualTo(Noon.AddMinutes(2)));
        });
    }

    [Test]
    public void Only_time_while_a_host_is_up_counts()
    {
        var timeline = new Timeline();
        timeline.CameUp(Noon);
        timeline.CameUp(Noon.AddSeconds(1));
        timeline.WentDown(Noon.AddSeconds(2));
        timeline.WentDown(Noon.AddSeconds(3));
        timeline.CameUp(Noon.AddSeconds(10));
        Assert.Multiple(() =>
        {
            Assert.That(timeline.UpBetween(Noon.AddSeconds(-1), Noon.AddSeconds(12)), Is.EqualTo(TimeSpan.FromSeconds(5)));
            Assert.That(timeline.WasDownBetween(Noon, Noon.AddSeconds(3)), Is.False);
            Assert.That(timeline.WasDownBetween(Noon, Noon.AddSeconds(11)), Is.True);
        });
    }
}
