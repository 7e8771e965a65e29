using System.Text.Json.Serialization;

namespace JitBot.Core.Catalogue;

/// <summary>
/// Some hours on some days of the week, in a zone of the IANA time zone database. Hours that end before they begin go on after midnight and belong to the day on which they began.
/// </summary>
public sealed record WeeklyWindow(string Zone, IReadOnlyList<DayOfWeek> Days, TimeOnly From, TimeOnly Until)
{
    /// <summary>Whether hours of the day that are equal mean the whole day.</summary>
    [JsonIgnore]
    public bool IsWholeDay => From == Until;

    /// <summary>
    /// Whether the moment lies within. False when this machine does not know the zone: what cannot be told allows nothing.
    /// </summary>
    public bool Holds(DateTimeOffset at)
    {
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(Zone, out var zone))
            return false;
        var there = TimeZoneInfo.ConvertTime(at, zone);
        var time = TimeOnly.FromTimeSpan(there.TimeOfDay);
        var (today, yesterday) = (there.DayOfWeek, there.AddDays(-1).DayOfWeek);
        if (IsWholeDay)
            return Days.Contains(today);
        return From < Until
            ? Days.Contains(today) && time >= From && time < Until
            : (Days.Contains(today) && time >= From) || (Days.Contains(yesterday) && time < Until);
    }
}
