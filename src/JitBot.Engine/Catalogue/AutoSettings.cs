using System.Globalization;
using JitBot.Core.Catalogue;
using JitBot.Core.Settings;

namespace JitBot.Engine.Catalogue;

/// <summary>Reads the rules by which nobody needs to be asked.</summary>
internal static class AutoSettings
{
    private const string Hours = "HH:mm";

    public static List<AutoDraft> Read(SettingsReader reader, string at, CatalogueDoors doors) =>
        [.. reader.ListOfSections($"{at}:AutoApprovals").Select(auto => Auto(reader, auto, doors))];

    private static AutoDraft Auto(SettingsReader reader, string at, CatalogueDoors doors)
    {
        if (reader.Optional($"{at}:AtMost") is null)
            reader.Fault($"{at}:AtMost", "is missing; give the longest time that is approved without asking anybody, as 01:00:00");
        return new AutoDraft(
            RuleSettings.Read(reader, $"{at}:For", doors, "who needs to ask nobody: a schedule or a group, person:<e-mail> or everyone"),
            RuleSettings.Span(reader, $"{at}:AtMost", TimeSpan.Zero),
            [.. reader.ListOfSections($"{at}:Windows").Select(window => Window(reader, window))]);
    }

    private static WeeklyWindow Window(SettingsReader reader, string at)
    {
        var zone = reader.Required($"{at}:Zone", "give a zone of the IANA time zone database, as Europe/Berlin") ?? "";
        if (zone.Length > 0 && !TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _))
            reader.Fault($"{at}:Zone", $"names {zone}, which this machine does not know; give a zone of the IANA time zone database, as Europe/Berlin");
        return new WeeklyWindow(zone, Days(reader, $"{at}:Days"), Hour(reader, $"{at}:From"), Hour(reader, $"{at}:Until"));
    }

    private static List<DayOfWeek> Days(SettingsReader reader, string at)
    {
        var days = new List<DayOfWeek>();
        foreach (var key in reader.ListOfValues(at))
        {
            var name = reader.OneOf(key, Enum.GetNames<DayOfWeek>());
            if (name is not null)
                days.Add(Enum.Parse<DayOfWeek>(name));
        }

        if (days.Count == 0)
            reader.Fault(at, "is empty; name at least one day, as Monday");
        return [.. days.Distinct()];
    }

    private static TimeOnly Hour(SettingsReader reader, string key)
    {
        if (reader.Required(key, "give an hour of the day, as 09:00") is not { } text)
            return default;
        if (TimeOnly.TryParseExact(text, Hours, CultureInfo.InvariantCulture, DateTimeStyles.None, out var hour))
            return hour;
        reader.Fault(key, "must be an hour of the day from 00:00 to 23:59, as 09:00; hours that end before they begin go on after midnight");
        return default;
    }
}
