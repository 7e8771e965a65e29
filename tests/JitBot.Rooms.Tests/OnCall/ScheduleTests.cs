using JitBot.Core.OnCall;
using JitBot.OnCall.Schedule;
using JitBot.Testing;
using Microsoft.Extensions.Configuration;
using NUnit.Framework;

namespace JitBot.Rooms.Tests.OnCall;

/// <summary>The room of plain schedules: what it shares with every on-call source, in both formats.</summary>
[TestFixture(false)]
[TestFixture(true)]
internal sealed class ScheduleTests(bool asCalendar) : OnCallContract
{
    private ScheduleWorld _world = null!;

    protected override async Task<GroupWorld> StartWorldAsync() => _world = await ScheduleWorld.StartAsync(asCalendar);

    [Test]
    public async Task A_shift_begins_with_its_start_and_ends_before_its_end()
    {
        _world.Clock.SetWall(At("2026-03-02T07:59:59Z"));
        Assert.That(await ContainsAsync(Avery), Is.False);
        _world.Clock.SetWall(At("2026-03-02T08:00:00Z"));
        Assert.That(await ContainsAsync(Avery), Is.True);
        _world.Clock.SetWall(At("2026-03-09T07:59:59Z"));
        Assert.That(await ContainsAsync(Avery), Is.True);
        _world.Clock.SetWall(At("2026-03-09T08:00:00Z"));
        Assert.That(await ContainsAsync(Avery), Is.False);
    }

    [Test]
    public async Task A_text_without_end_is_not_read()
    {
        _world.Publish(new string(' ', 3 * 1024 * 1024));
        Assert.That(await WhyAsync(), Does.Contain("longer than 2 MiB"));
    }

    [TestCase("<html><body>Please sign in</body></html>", "is neither JSON nor iCalendar")]
    [TestCase("", "is neither JSON nor iCalendar")]
    public async Task What_is_no_schedule_is_named(string text, string why)
    {
        _world.Publish(text);
        Assert.That(await WhyAsync(), Does.Contain(why));
    }

    [Test]
    public async Task A_byte_order_mark_is_no_fault()
    {
        _world.Fill(Avery);
        _world.Publish($"\uFEFF{(asCalendar ? ScheduleWorld.Calendar() : """{ "onCall": [] }""")}");
        Assert.That(await _world.OnCall.ListAsync(_world.Group, default), Is.TypeOf<OnCallAnswer.Told>());
    }

    [Test]
    public void Every_fault_of_the_settings_is_named_at_once_and_no_secret_with_it()
    {
        Assert.That(Faults(("0:Name", "payments"), ("0:Url", "https://calendar.example.com/secret-1?key=secret-2"), ("0:Format", "icalendar"), ("0:TimeZone", "Europe/Berlin")), Is.Empty);
        var faults = Faults(
            ("0:Name", "pay ments"), ("0:Url", "http://calendar.example.com/secret-1"), ("0:Format", "xml"), ("0:TimeZone", "Berlin"),
            ("1:Url", "https://me:secret-2@example.com/"), ("1:Key", "secret-3"));
        Assert.That(faults.Select(fault => fault.Split(": ")[0]), Is.EqualTo(new[]
        {
            "Schedules:0:Name", "Schedules:0:Url", "Schedules:0:Format", "Schedules:0:TimeZone", "Schedules:1:Name", "Schedules:1:Url", "Schedules:1:Key",
        }));
        Assert.That(string.Join('\n', faults), Does.Not.Contain("secret-"));
        Assert.That(Faults(("0:Name", "a"), ("0:Url", "https://example.com/"), ("1:Name", "A"), ("1:Url", "https://example.com/")).Single(), Does.Contain("names must differ"));
    }

    [Test]
    public void A_rule_may_name_what_is_configured_and_nothing_else()
    {
        var fault = ScheduleSetup.GroupFault(Section(("0:Name", "payments"), ("0:Url", "https://example.com/secret-1")));
        Assert.That(fault("Payments"), Is.Null);
        Assert.That(fault("night"), Is.EqualTo("names a schedule that is not configured; configured under Schedules: payments"));
    }

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private async Task<string> WhyAsync() => ((OnCallAnswer.Refused)await _world.OnCall.ListAsync(_world.Group, default)).Why;

    private static string[] Faults(params (string Key, string Value)[] settings) => [.. ScheduleSetup.Check(Section(settings)).Select(fault => fault.ToString())];

    private static IConfigurationSection Section(params (string Key, string Value)[] settings) => new ConfigurationBuilder()
        .AddInMemoryCollection(settings.ToDictionary(each => $"Schedules:{each.Key}", each => (string?)each.Value)).Build().GetSection(ScheduleSetup.Section);
}
