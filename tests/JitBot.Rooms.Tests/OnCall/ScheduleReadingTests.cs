using System.Globalization;
using JitBot.Core.OnCall;
using NUnit.Framework;

namespace JitBot.Rooms.Tests.OnCall;

/// <summary>What a schedule's text means: zones, the two nights of the year, recurrences, exceptions, whom an event names, and texts made to cost time.</summary>
[TestFixture]
internal sealed class ScheduleReadingTests
{
    private ScheduleWorld _world = null!;

    [SetUp]
    public async Task StartAsync() => _world = await ScheduleWorld.StartAsync(asCalendar: true);

    [TearDown]
    public async Task StopAsync() => await _world.DisposeAsync();

    [TestCase("2026-03-02T09:00:00+01:00", "2026-03-02T08:00:00Z")]
    [TestCase("2026-03-02T09:00+01:00", "2026-03-02T08:00:00Z")]
    [TestCase("2026-03-02T08:00:00Z", "2026-03-02T08:00:00Z")]
    [TestCase("2026-03-02T09:00", "2026-03-02T08:00:00Z")]
    [TestCase("2026-07-02T09:00:00", "2026-07-02T07:00:00Z")]
    [TestCase("2026-03-29T02:30", "2026-03-29T01:30:00Z")] // skipped: an hour later by the wall
    [TestCase("2026-10-25T02:30", "2026-10-25T00:30:00Z")] // comes twice: the first
    public async Task A_time_is_read_with_its_offset_or_by_the_zone(string start, string moment)
    {
        _world.Publish($$"""{ "zone": "Europe/Berlin", "onCall": [ { "start": "{{start}}", "end": "2027-01-01T00:00", "person": "avery@example.com", "name": "Avery" } ] }""");
        Assert.That(await OnCallAsync(At(moment).AddSeconds(-1)), Is.Empty);
        Assert.That(await OnCallAsync(At(moment)), Is.EqualTo(new[] { "avery@example.com" }));
    }

    [TestCase("""{ "onCall": [ { "start": "2026-03-02T09:00", "end": "2026-03-03T09:00", "person": "avery@example.com" } ] }""", "the first, whose times cannot be read")]
    [TestCase("""{ "zone": "Berlin", "onCall": [] }""", "names a \"zone\" that is not in the IANA database")]
    [TestCase("""{ "onCall": [ { "start": "2026-03-02T09:00Z", "end": "2026-03-03T09:00Z", "person": "Avery" } ] }""", "whose \"person\" is not an e-mail address")]
    [TestCase("""{ "onCall": [ { "start": "2026-03-04T09:00Z", "end": "2026-03-03T09:00Z", "person": "avery@example.com" } ] }""", "that ends before it starts")]
    [TestCase("""{ "onCall": [ { "start": "2026-03-04T09:00Z", "person": "avery@example.com" } ] }""", "without \"start\", \"end\" or \"person\"")]
    [TestCase("""{ "onCall": [ null ] }""", "without \"start\", \"end\" or \"person\"")]
    [TestCase("""{ "shifts": [] }""", "has no list \"onCall\"")]
    [TestCase("""{ "onCall": "avery" }""", "is not JSON of the kind that is described")]
    public async Task What_is_wrong_with_a_file_is_named_and_nobody_is_on_call_by_it(string text, string why)
    {
        _world.Publish(text);
        Assert.That(((OnCallAnswer.Refused)await _world.OnCall.ListAsync("payments", default)).Why, Does.Contain(why));
    }

    [TestCase("2026-03-02T08:00:00Z", "avery")] // a week from each second Monday at nine in Berlin
    [TestCase("2026-03-09T08:00:00Z", "")]
    [TestCase("2026-03-30T07:00:00Z", "")] // the exception
    [TestCase("2026-04-13T07:00:00Z", "avery")] // in summer it is nine an hour earlier
    [TestCase("2026-04-13T06:59:00Z", "")]
    [TestCase("2026-03-16T09:00:00Z", "")] // overridden: from ten, and by somebody else
    [TestCase("2026-03-16T09:30:00Z", "")]
    [TestCase("2026-03-16T10:00:00Z", "morgan")]
    [TestCase("2026-05-11T07:00:00Z", "")] // until
    public async Task Recurrences_exceptions_and_overrides_are_heeded(string now, string who)
    {
        Publish(
            "BEGIN:VEVENT\nUID:1\nDTSTART;TZID=Europe/Berlin:20260105T090000\nDTEND;TZID=Europe/Berlin:20260112T090000\n"
            + "RRULE:FREQ=WEEKLY;INTERVAL=2;UNTIL=20260501T000000Z\nEXDATE;TZID=Europe/Berlin:20260330T090000\nSUMMARY:x\nATTENDEE:mailto:avery@example.com\nEND:VEVENT",
            "BEGIN:VEVENT\nUID:1\nRECURRENCE-ID;TZID=Europe/Berlin:20260316T090000\nDTSTART;TZID=Europe/Berlin:20260316T110000\nDTEND;TZID=Europe/Berlin:20260323T090000\n"
            + "SUMMARY:x\nATTENDEE:mailto:morgan@example.com\nEND:VEVENT");
        Assert.That(await OnCallAsync(At(now)), Is.EqualTo(who.Length == 0 ? [] : new[] { $"{who}@example.com" }));
    }

    [TestCase("2026-03-02T18:00:00Z", true)]
    [TestCase("2026-03-03T18:00:00Z", false)]
    [TestCase("2026-03-04T18:00:00Z", true)]
    [TestCase("2026-03-11T18:00:00Z", false)] // the fourth is the last
    public async Task Days_of_the_week_and_counts_are_heeded(string now, bool isOn)
    {
        Publish("BEGIN:VEVENT\nUID:1\nDTSTART:20260302T170000Z\nDURATION:PT2H\nRRULE:FREQ=WEEKLY;BYDAY=MO,WE;COUNT=3\nSUMMARY:avery@example.com\nEND:VEVENT");
        Assert.That(await OnCallAsync(At(now)), isOn ? Has.Exactly(1).Items : Is.Empty);
    }

    [TestCase("ATTENDEE;PARTSTAT=ACCEPTED:mailto:avery@example.com\nORGANIZER:mailto:boss@example.com", "avery@example.com")]
    [TestCase("ATTENDEE;PARTSTAT=DECLINED:mailto:avery@example.com\nORGANIZER:mailto:boss@example.com", "")]
    [TestCase("ATTENDEE;CUTYPE=ROOM:mailto:room@example.com\nATTENDEE:MAILTO:avery@example.com", "avery@example.com")]
    [TestCase("ATTENDEE:mailto:avery@example.com\nATTENDEE:mailto:morgan@example.com", "avery@example.com,morgan@example.com")]
    [TestCase("SUMMARY:On call: avery@example.com (primary)\nORGANIZER:mailto:boss@example.com", "avery@example.com")]
    [TestCase("ORGANIZER:mailto:boss@example.com", "boss@example.com")]
    [TestCase("ATTENDEE:mailto:avery@example.com\nSTATUS:CANCELLED", "")]
    [TestCase("ATTENDEE:tel:+491234567", "")]
    [TestCase("ATTENDEE:mailto:avery@example.com?subject=x", "avery@example.com")]
    [TestCase("SUMMARY:Avery", "")]
    public async Task An_event_names_whom_it_invites_else_whom_its_title_names_else_its_organiser(string properties, string who)
    {
        Publish($"BEGIN:VEVENT\nUID:1\nDTSTART:20260302T080000Z\nDTEND:20260303T080000Z\n{properties}\nEND:VEVENT");
        Assert.That(await OnCallAsync(At("2026-03-02T09:00:00Z")), Is.EqualTo(who.Split(',', StringSplitOptions.RemoveEmptyEntries)));
    }

    [Test]
    public async Task Whole_days_and_times_without_a_zone_are_the_calendars_own_or_the_settings()
    {
        const string day = "BEGIN:VEVENT\nUID:1\nDTSTART;VALUE=DATE:20260302\nDTEND;VALUE=DATE:20260303\nSUMMARY:avery@example.com\nEND:VEVENT";
        Publish(day);
        Assert.That(((OnCallAnswer.Refused)await _world.OnCall.ListAsync("payments", default)).Why, Does.Contain("give the schedule a TimeZone"));
        Assert.That(await OnCallAsync(At("2026-03-01T23:00:00Z"), "berlin"), Has.Exactly(1).Items);
        Assert.That(await OnCallAsync(At("2026-03-01T22:59:00Z"), "berlin"), Is.Empty);
        Assert.That(await OnCallAsync(At("2026-03-02T23:00:00Z"), "berlin"), Is.Empty);
        Publish("X-WR-TIMEZONE:America/New_York", day);
        Assert.That(await OnCallAsync(At("2026-03-02T05:00:00Z")), Has.Exactly(1).Items);
        Assert.That(await OnCallAsync(At("2026-03-02T04:59:00Z")), Is.Empty);
        Publish("BEGIN:VEVENT\nUID:1\nDTSTART:20260302T220000\nDURATION:PT12H\nSUMMARY:avery@example.com\nEND:VEVENT");
        Assert.That(await OnCallAsync(At("2026-03-03T08:59:00Z"), "berlin"), Has.Exactly(1).Items);
        Assert.That(await OnCallAsync(At("2026-03-03T09:00:00Z"), "berlin"), Is.Empty);
    }

    [TestCase("FREQ=SECONDLY")]
    [TestCase("FREQ=MINUTELY")]
    [TestCase("FREQ=HOURLY")]
    [TestCase("FREQ=DAILY;BYMINUTE=1,2,3")]
    [TestCase("FREQ=OFTEN")]
    [TestCase("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=31")]
    public async Task A_rule_that_would_take_for_ever_or_means_nothing_is_refused(string rule)
    {
        Publish($"BEGIN:VEVENT\nUID:1\nDTSTART:19700101T000000Z\nDURATION:PT1S\nRRULE:{rule}\nSUMMARY:avery@example.com\nEND:VEVENT");
        Assert.That(await _world.OnCall.ListAsync("payments", default), Is.TypeOf<OnCallAnswer.Refused>());
    }

    [TestCase("BEGIN:VEVENT\nUID:1\nDTSTART;TZID=Nowhere/Land:20260302T080000\nDURATION:P1D\nSUMMARY:avery@example.com\nEND:VEVENT")]
    [TestCase("BEGIN:VEVENT\nUID:1\nDTSTART:20260302T080000Z\nDTEND:20260301T080000Z\nSUMMARY:avery@example.com\nEND:VEVENT")]
    [TestCase("BEGIN:VEVENT\nUID:1\nDTSTART:yesterday\nSUMMARY:avery@example.com\nEND:VEVENT")]
    public async Task A_calendar_that_cannot_be_read_has_nobody_on_call(string shift)
    {
        Publish(shift);
        Assert.That(await OnCallOrNobodyAsync(), Is.Empty);
    }

    [Test]
    public async Task More_events_than_anybody_needs_are_refused()
    {
        Publish([.. Enumerable.Range(0, 2_001).Select(i => $"BEGIN:VEVENT\nUID:{i}\nDTSTART:20260302T080000Z\nDURATION:P1D\nEND:VEVENT")]);
        Assert.That(((OnCallAnswer.Refused)await _world.OnCall.ListAsync("payments", default)).Why, Does.Contain("more than 2000 events"));
    }

    private void Publish(params string[] components) => _world.Publish(ScheduleWorld.Calendar(components));

    private async Task<IEnumerable<string>> OnCallAsync(DateTimeOffset now, string schedule = "payments")
    {
        _world.Clock.SetWall(now);
        var answer = await _world.OnCall.ListAsync(schedule, default);
        Assert.That(answer, Is.TypeOf<OnCallAnswer.Told>(), $"{answer}");
        return ((OnCallAnswer.Told)answer).Roster.People.Select(person => person.Email);
    }

    private async Task<IEnumerable<string>> OnCallOrNobodyAsync()
    {
        _world.Clock.SetWall(At("2026-03-02T09:00:00Z"));
        return await _world.OnCall.ListAsync("payments", default) is OnCallAnswer.Told told ? told.Roster.People.Select(person => person.Email) : [];
    }

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
