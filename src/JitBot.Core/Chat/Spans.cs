using System.Globalization;
using System.Text.RegularExpressions;

namespace JitBot.Core.Chat;

/// <summary>Lengths of time as people write and read them.</summary>
public static partial class Spans
{
    /// <summary>The shortest grant that can be asked for: below a minute nobody can use what they were given.</summary>
    public static readonly TimeSpan Shortest = TimeSpan.FromMinutes(1);

    /// <summary>The longest that is understood at all; policies set tighter limits.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(365);

    /// <summary>What is offered where people choose from a short list, in its order.</summary>
    public static readonly IReadOnlyList<TimeSpan> Usual =
    [
        TimeSpan.FromMinutes(15), TimeSpan.FromMinutes(30), TimeSpan.FromHours(1), TimeSpan.FromHours(2), TimeSpan.FromHours(4), TimeSpan.FromHours(8),
        TimeSpan.FromDays(1), TimeSpan.FromDays(3), TimeSpan.FromDays(7),
    ];

    /// <summary>"4 hours", "1 hour 30 minutes", "45 seconds".</summary>
    public static string InWords(TimeSpan span)
    {
        var parts = new List<string>();
        Add(parts, (int)span.TotalDays, "day");
        Add(parts, span.Hours, "hour");
        Add(parts, span.Minutes, "minute");
        if (parts.Count == 0)
            parts.Add(Count(Math.Max(0, span.Seconds), "second"));
        return string.Join(' ', parts);
    }

    /// <summary>
    /// Reads <c>30m</c>, <c>2h</c>, <c>1h30m</c>, <c>1d</c>, <c>90min</c>, <c>2hours</c>, <c>00:30:00</c>, <c>24:00:00</c> (one day) or
    /// <c>2.12:00:00</c>; null when it is none of these or not between <see cref="Shortest"/> and <see cref="Longest"/>.
    /// </summary>
    public static TimeSpan? Read(string typed)
    {
        var text = typed.Trim();
        if (Colons().Match(text) is not { Success: true } match)
            match = Units().Match(text);
        var span = TimeSpan.FromDays(Number(match.Groups["d"]))
            + TimeSpan.FromHours(Number(match.Groups["h"]))
            + TimeSpan.FromMinutes(Number(match.Groups["m"]))
            + TimeSpan.FromSeconds(Number(match.Groups["s"]));
        return match.Success && span >= Shortest && span <= Longest ? span : null;
    }

    private static int Number(Group group) => group.Success ? int.Parse(group.Value, CultureInfo.InvariantCulture) : 0;

    private static void Add(List<string> parts, int count, string unit)
    {
        if (count > 0)
            parts.Add(Count(count, unit));
    }

    private static string Count(int count, string unit) => string.Create(CultureInfo.InvariantCulture, $"{count} {unit}{(count == 1 ? "" : "s")}");

    // At most three digits a unit: enough for a year in days, and no overflow to think about.
    [GeneratedRegex(
        @"\A(?:(?<d>[0-9]{1,3})d(?:ays?)?)?(?:(?<h>[0-9]{1,3})h(?:ours?|rs?)?)?(?:(?<m>[0-9]{1,3})m(?:in(?:ute)?s?)?)?\z",
        RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Units();

    // Not TimeSpan.Parse, to which 24:00:00 is twenty-four days.
    [GeneratedRegex(@"\A(?:(?<d>[0-9]{1,3})\.)?(?<h>[0-9]{1,2}):(?<m>[0-5][0-9])(?::(?<s>[0-5][0-9]))?\z", RegexOptions.NonBacktracking)]
    private static partial Regex Colons();
}
