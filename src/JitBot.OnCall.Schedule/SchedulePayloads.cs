using System.Globalization;
using System.Text.Json;
using JitBot.Core.OnCall;
using NodaTime;
using NodaTime.Text;

namespace JitBot.OnCall.Schedule;

/// <summary>
/// The format of our own: <c>{ "zone": "Europe/Berlin", "onCall": [ { "start": "2026-11-30T09:00", "end": "2026-12-07T09:00", "person": "avery@example.com", "name": "Avery" } ] }</c>.
/// A time with an offset, or Z, is that moment; one without is on the wall of the zone, where an hour that comes twice means the first of them, and one
/// that is skipped the moment after. A shift begins with its start and ends before its end. Other keys are left alone.
/// </summary>
internal sealed record ScheduleFile(string? Zone, IReadOnlyList<ScheduleShift?>? OnCall);

/// <summary>One person's shift.</summary>
internal sealed record ScheduleShift(string? Start, string? End, string? Person, string? Name);

/// <summary>Reads who is on call out of such a file.</summary>
internal static class ScheduleJson
{
    /// <summary>Three people in shifts of eight hours for three years; a file with more is made by mistake.</summary>
    private const int MostShifts = 10_000;

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    private static readonly LocalDateTimePattern[] Walls =
        [LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm"), LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm:ss")];

    /// <summary>Who is on call now, or why the file cannot be read. <paramref name="usual"/> is the zone of the settings, for a file that names none.</summary>
    public static OnCallAnswer Read(string text, string? usual, DateTimeOffset now)
    {
        ScheduleFile? file;
        try
        {
            file = JsonSerializer.Deserialize<ScheduleFile>(text, Options);
        }
        catch (JsonException)
        {
            return new OnCallAnswer.Refused("is not JSON of the kind that is described");
        }

        if (file?.OnCall is not { Count: <= MostShifts } shifts)
            return new OnCallAnswer.Refused(file?.OnCall is null ? "has no list \"onCall\"" : $"has more than {MostShifts} shifts");
        var zone = (file.Zone ?? usual) is { } named ? DateTimeZoneProviders.Tzdb.GetZoneOrNull(named) : null;
        if (file.Zone is not null && zone is null)
            return new OnCallAnswer.Refused("names a \"zone\" that is not in the IANA database");
        var people = new List<OnCallPerson>();
        foreach (var (shift, place) in shifts.Select((shift, index) => (shift, index + 1)))
        {
            if (Wrong(shift, zone, out var start, out var end) is { } wrong)
                return new OnCallAnswer.Refused($"has a shift, the {Ordinal(place)}, {wrong}");
            if (start <= now && now < end)
                people.Add(new OnCallPerson(shift!.Person!.ToLowerInvariant(), shift.Person!, shift.Name, end));
        }

        return ScheduleRoster.Of(people);
    }

    private static string? Wrong(ScheduleShift? shift, DateTimeZone? zone, out DateTimeOffset start, out DateTimeOffset end)
    {
        start = end = default;
        if (shift is not { Start: { } from, End: { } to, Person: { } person })
            return "without \"start\", \"end\" or \"person\"";
        if (!ScheduleRoster.IsAddress(person))
            return "whose \"person\" is not an e-mail address";
        if (Moment(from, zone) is not { } begins || Moment(to, zone) is not { } ends)
            return $"whose times cannot be read: write them as 2026-11-30T09:00:00+01:00, or without an offset beside a \"zone\"";
        (start, end) = (begins, ends);
        return start < end ? null : "that ends before it starts";
    }

    private static DateTimeOffset? Moment(string text, DateTimeZone? zone)
    {
        if (OffsetDateTimePattern.ExtendedIso.Parse(text) is { Success: true, Value: var exact })
            return exact.ToDateTimeOffset();
        if (OffsetDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mmo<Z+HH:mm>").Parse(text) is { Success: true, Value: var rough })
            return rough.ToDateTimeOffset();
        var onWall = Walls.Select(wall => wall.Parse(text)).FirstOrDefault(read => read.Success);
        return zone is null || onWall is null ? null : zone.AtLeniently(onWall.Value).ToDateTimeOffset();
    }

    private static string Ordinal(int place) => place switch
    {
        1 => "first",
        2 => "second",
        3 => "third",
        _ => string.Create(CultureInfo.InvariantCulture, $"{place}th"),
    };
}
