using JitBot.Core.Access;
using JitBot.Core.Chat;
using JitBot.Core.Effects;

namespace JitBot.Engine.Tests;

/// <summary>Whoever has access is told before it ends, once, and only while it is true.</summary>
[TestFixture]
public class WarningTests
{
    [TestCase(4, null)]
    [TestCase(5, 75)]
    [TestCase(20, 300)]
    [TestCase(60, 600)]
    [TestCase(480, 600)]
    public void The_warning_comes_ten_minutes_before_the_end_or_when_a_quarter_is_left(int minutes, int? seconds) => Assert.That(
        WarnLimits.For(WarnLimits.Before, TimeSpan.FromMinutes(minutes)), Is.EqualTo(seconds is null ? (TimeSpan?)null : TimeSpan.FromSeconds(seconds.Value)));

    [Test]
    public void What_was_asked_for_before_there_were_warnings_ends_without_one() => Assert.That(WarnLimits.For(null, TimeSpan.FromHours(1)), Is.Null);

    [Test]
    public async Task It_is_told_once_ten_minutes_before_the_end_whatever_is_restarted_and_the_end_comes_in_time()
    {
        await using var world = await EngineWorld.OpenAsync();
        await world.GrantAsync();
        await world.TurnAsync(TimeSpan.FromMinutes(49));
        Assert.That(Warnings(world), Is.Empty);
        await world.RestartAsync();
        await world.TurnAsync(TimeSpan.FromMinutes(1));
        await world.RestartAsync();
        await world.TurnAsync(TimeSpan.FromMinutes(9));
        var warning = Warnings(world).Single();
        Assert.That(warning.Words.ToPlainText(), Does.StartWith("Your access to database ends"));
        Assert.That(warning.ReturnHandle, Is.Not.Null);
        Assert.That(world.Provider.IsMember, Is.True);
        await world.TurnAsync(TimeSpan.FromMinutes(1));
        Assert.That(world.Provider.IsMember, Is.False);
    }

    [Test]
    public async Task What_was_given_back_is_not_warned_of()
    {
        await using var world = await EngineWorld.OpenAsync();
        await world.Desk.ReturnAsync(EngineWorld.Riley, await world.GrantAsync(), world.Gesture(), default);
        await world.TurnAsync(TimeSpan.FromMinutes(61));
        Assert.That(Warnings(world), Is.Empty);
    }

    [Test]
    public async Task What_was_there_before_does_not_end_and_is_not_warned_of()
    {
        await using var world = await EngineWorld.OpenAsync();
        world.Provider.IsMember = true;
        await world.GrantAsync();
        await world.TurnAsync(TimeSpan.FromMinutes(55));
        Assert.That(Warnings(world), Is.Empty);
    }

    [Test]
    public async Task A_warning_that_comes_after_the_end_is_not_told()
    {
        await using var world = await EngineWorld.OpenAsync();
        await world.GrantAsync();
        world.Chat.Instead = call => call == "notify" ? new ChatAnswer.NotNow("down") : null;
        await world.TurnAsync(TimeSpan.FromMinutes(51));
        world.Chat.Instead = _ => null;
        world.Clock.Advance(TimeSpan.FromMinutes(20));
        world.Get<Clock.TrustedClock>().Look();
        await world.TurnAsync(TimeSpan.FromMinutes(1));
        Assert.That(Warnings(world), Is.Empty);
    }

    private static IEnumerable<Notice> Warnings(EngineWorld world) => world.Chat.Notices.Where(notice => notice.Kind == nameof(NoticeKind.EndsSoon));
}
