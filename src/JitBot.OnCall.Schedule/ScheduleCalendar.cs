using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using JitBot.Core.OnCall;
using NodaTime;

namespace JitBot.OnCall.Schedule;

/// <summary>
/// Reads who is on call out of an iCalendar file (RFC 5545): whoever an event names that is under way, with recurrences, exceptions and overrides. Time zones
/// are those of the IANA database by their TZID, or Windows' by theirs; a time without a zone, and an event of whole days, is in the calendar's
/// X-WR-TIMEZONE or in the one of the settings. Evaluation is the library's; what it may cost is bounded here.
/// </summary>
internal static class ScheduleCalendar
{
    /// <summary>Parsing takes a millisecond for three of them: somebody waits for the answer.</summary>
    private const int MostEvents = 2_000;

    /// <summary>A daily rule of ten years takes a millisecond to be gone through.</summary>
    private const int MostRecurring = 200;

    /// <summary>More events than this are never near one moment.</summary>
    private const int MostNear = 1_000;

    /// <summary>No zone is further from UTC: the library takes times without a zone for UTC.</summary>
    private static readonly TimeSpan Furthest = TimeSpan.FromDays(1);

    /// <summary>How often shifts recur. What recurs more often is no shift, and going through it takes for ever.</summary>
    private static readonly FrequencyType[] Frequencies = [FrequencyType.Daily, FrequencyType.Weekly, FrequencyType.Monthly, FrequencyType.Yearly];

    /// <summary>Who is on call now, or why the file cannot be read. <paramref name="usual"/> is the zone of the settings.</summary>
    public static OnCallAnswer Read(string text, string? usual, DateTimeOffset now, CancellationToken ct)
    {
        try
        {
            return Calendar.Load(text) is { } calendar ? Judge(calendar, usual, now, ct) : new OnCallAnswer.Refused("holds no calendar");
        }
        catch (Exception odd) when (odd is not OperationCanceledException)
        {
            // The library throws exceptions of many kinds at what it cannot read, and their texts quote the file.
            return new OnCallAnswer.Refused("is not a calendar that can be read (RFC 5545)");
        }
    }

    private static OnCallAnswer Judge(Calendar calendar, string? usual, DateTimeOffset now, CancellationToken ct)
    {
        if (TooMuch(calendar) is { } much)
            return new OnCallAnswer.Refused(much);
        var zone = ZoneOf(calendar, usual);
        var people = new List<OnCallPerson>();
        foreach (var (shift, start, end) in Near(calendar, now))
        {
            ct.ThrowIfCancellationRequested();
            if (start.IsFloating && zone is null)
                return new OnCallAnswer.Refused("has times without a time zone; give the schedule a TimeZone in the settings");
            var until = Moment(end, zone);
            if (Moment(start, zone) <= now && now < until)
                people.AddRange(Addresses(shift).Select(address => new OnCallPerson(address.ToLowerInvariant(), address, null, until)));
        }

        return ScheduleRoster.Of(people);
    }

    private static string? TooMuch(Calendar calendar)
    {
        if (calendar.Events.Count > MostEvents)
            return $"has more than {MostEvents} events";
#pragma warning disable CS0618 // one event may have several rules, and files with rules for exceptions are about: all of them cost time
        var rules = calendar.Events.SelectMany(shift => shift.RecurrenceRules.Concat(shift.ExceptionRules)).ToList();
#pragma warning restore CS0618
        if (rules.Count > MostRecurring)
            return $"has more than {MostRecurring} recurring events";
        return rules.Any(rule => !Frequencies.Contains(rule.Frequency) || rule.ByMinute.Count > 1 || rule.BySecond.Count > 1)
            ? "has an event that recurs more often than by the hour"
            : null;
    }

    private static DateTimeZone? ZoneOf(Calendar calendar, string? usual) =>
        (usual ?? calendar.Properties.Get<string>("X-WR-TIMEZONE")) is { } named ? DateTimeZoneProviders.Tzdb.GetZoneOrNull(named) : null;

    /// <summary>The occurrences that may be under way now, by their true times or by those the library takes for them.</summary>
    private static IEnumerable<(CalendarEvent Shift, CalDateTime Start, CalDateTime End)> Near(Calendar calendar, DateTimeOffset now) => calendar
        .GetOccurrences<CalendarEvent>(new CalDateTime((now - Furthest).UtcDateTime, CalDateTime.UtcTzId))
        .TakeWhile(occurrence => occurrence.Period.StartTime.AsUtc <= (now + Furthest).UtcDateTime)
        .Take(MostNear)
        .Where(occurrence => occurrence.Source is CalendarEvent shift && !Is(shift.Status, EventStatus.Cancelled) && occurrence.Period.EffectiveEndTime is not null)
        .Select(occurrence => ((CalendarEvent)occurrence.Source, occurrence.Period.StartTime, occurrence.Period.EffectiveEndTime!));

    private static DateTimeOffset Moment(CalDateTime time, DateTimeZone? zone) => time.IsFloating
        ? zone!.AtLeniently(LocalDateTime.FromDateTime(time.Value)).ToDateTimeOffset()
        : new DateTimeOffset(time.AsUtc, TimeSpan.Zero);

    /// <summary>
    /// Whom an event names: those invited who have not declined, else the addresses in its title, else its organiser. A calendar's owner organises
    /// everybody's shifts, so the organiser counts only where nobody else is named.
    /// </summary>
    private static List<string> Addresses(CalendarEvent shift)
    {
        var invited = shift.Attendees.Where(attendee => IsPerson(attendee.Type)).ToList();
        if (invited.Count > 0)
            return [.. invited.Where(attendee => !Is(attendee.ParticipationStatus, EventParticipationStatus.Declined)).Select(attendee => Mail(attendee.Value)).OfType<string>()];
        var titled = ScheduleRoster.AddressesIn(shift.Summary ?? "").ToList();
        return titled.Count > 0 ? titled : [.. new[] { Mail(shift.Organizer?.Value) }.OfType<string>()];
    }

    /// <summary>Rooms and resources are invited too (RFC 5545, 3.2.3).</summary>
    private static bool IsPerson(string? type) => string.IsNullOrEmpty(type) || Is(type, "INDIVIDUAL");

    private static string? Mail(Uri? named) =>
        named is { Scheme: "mailto" } && Uri.UnescapeDataString(named.GetComponents(UriComponents.UserInfo | UriComponents.Host, UriFormat.UriEscaped)) is var address
        && ScheduleRoster.IsAddress(address) ? address : null;

    private static bool Is(string? said, string word) => string.Equals(said, word, StringComparison.OrdinalIgnoreCase);
}
