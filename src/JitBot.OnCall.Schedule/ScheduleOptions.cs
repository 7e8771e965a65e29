using System.Text.RegularExpressions;
using JitBot.Core.Settings;
using Microsoft.Extensions.Configuration;
using NodaTime;

namespace JitBot.OnCall.Schedule;

/// <summary>The section's settings, checked: a list of schedules.</summary>
internal sealed partial class ScheduleOptions
{
    /// <summary>What is written for iCalendar (RFC 5545).</summary>
    public const string ICalendar = "icalendar";

    /// <summary>What is written for the format of our own.</summary>
    public const string Json = "json";

    /// <summary>All schedules; no two have one name.</summary>
    public required IReadOnlyList<ScheduleOption> All { get; init; }

    /// <summary>The schedule of this name, whatever its case, or null.</summary>
    public ScheduleOption? Find(string name) => All.FirstOrDefault(one => one.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>The options, or null with everything that is wrong.</summary>
    public static ScheduleOptions? Read(IConfigurationSection section, out IReadOnlyList<SettingsFault> faults)
    {
        var reader = new SettingsReader(section.Path, section.AsEnumerable(makePathsRelative: true));
        var all = section.GetChildren().Select(child => One(reader, child.Key)).ToList();
        foreach (var twice in all.Where(one => one.Name.Length > 0).GroupBy(one => one.Name, StringComparer.OrdinalIgnoreCase).Where(same => same.Count() > 1))
            reader.Fault("Name", $"{twice.Key} is given to more than one schedule; names must differ");
        faults = reader.Faults();
        return faults.Count == 0 ? new ScheduleOptions { All = all } : null;
    }

    private static ScheduleOption One(SettingsReader reader, string at)
    {
        var name = reader.Required($"{at}:Name", "give the name by which rules call it, as schedule:NAME");
        if (name is not null && !Named().IsMatch(name))
            reader.Fault($"{at}:Name", "must be letters, digits, dots, dashes and underscores, 64 at most");
        var url = reader.Url($"{at}:Url", "give the https address of the schedule");
        var format = reader.OneOf($"{at}:Format", Json, ICalendar);
        var zone = reader.Optional($"{at}:TimeZone");
        if (zone is not null && DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone) is null)
            reader.Fault($"{at}:TimeZone", "is not a time zone of the IANA database, such as Europe/Berlin");
        return new ScheduleOption(name ?? "", url ?? new Uri("https://not.given/"), format, zone);
    }

    [GeneratedRegex(@"\A[A-Za-z0-9._-]{1,64}\z")]
    private static partial Regex Named();
}

/// <summary>
/// One schedule. Its address may be a secret and is never shown. Without a format the content tells it; the zone is for times that name none.
/// A class and not a record: its text must not hold the address.
/// </summary>
internal sealed class ScheduleOption(string name, Uri url, string? format, string? zone)
{
    /// <summary>By which rules call it.</summary>
    public string Name => name;

    /// <summary>Where it is fetched. May be a secret.</summary>
    public Uri Url => url;

    /// <summary><see cref="ScheduleOptions.Json"/> or <see cref="ScheduleOptions.ICalendar"/>; null where the content tells it.</summary>
    public string? Format => format;

    /// <summary>The IANA time zone of times that name none; null where none is given.</summary>
    public string? Zone => zone;
}
