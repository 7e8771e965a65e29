using System.Text.RegularExpressions;

namespace JitBot.Core.People;

/// <summary>
/// The clock that somebody lives by, as their chat tells it: a zone of the IANA time zone database, and how far from UTC it was when that was told, for machines that do
/// not know the zone. Either may be missing, and neither was checked.
/// </summary>
public sealed partial record LocalClock(string? Zone, TimeSpan? Offset)
{
    /// <summary>No place is farther from UTC (https://data.iana.org/time-zones/tzdb/australasia: Kiritimati).</summary>
    private static readonly TimeSpan Farthest = TimeSpan.FromHours(14);

    /// <summary>More letters than the name of any zone has; what is longer is not kept.</summary>
    public const int LongestName = 96;

    /// <summary>The moment by that clock; null where it cannot be told.</summary>
    public DateTimeOffset? At(DateTimeOffset moment)
    {
        if (Zone is not null && Name().IsMatch(Zone) && TimeZoneInfo.TryFindSystemTimeZoneById(Zone, out var zone))
            return TimeZoneInfo.ConvertTime(moment, zone);
        return Offset is { } offset && offset.Duration() <= Farthest && offset.Ticks % TimeSpan.TicksPerMinute == 0 ? moment.ToOffset(offset) : null;
    }

    /// <summary>The name comes from a client, and the runtime looks it up as a file: what could be another file's path is no zone.</summary>
    [GeneratedRegex(@"\A[A-Za-z][A-Za-z0-9_+-]{0,31}(/[A-Za-z0-9_+-]{1,31}){0,2}\z", RegexOptions.NonBacktracking)]
    private static partial Regex Name();
}
