using JitBot.Core;
using JitBot.Core.Operations;
using JitBot.Core.Settings;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace JitBot.OnCall.Schedule;

/// <summary>The room that reads plain schedules, as JSON or iCalendar, from an address: its settings, every check on them, its registrations.</summary>
public static class ScheduleSetup
{
    /// <summary>The settings section, a list; the room is on if and only if it is present.</summary>
    public const string Section = "Schedules";

    /// <summary>The word before the colon in a rule that names one of the schedules.</summary>
    public const string GroupSource = "schedule";

    /// <summary>What is wrong with a schedule's name as written in a rule, or null; the names are those of the section.</summary>
    public static Func<string, string?> GroupFault(IConfigurationSection section)
    {
        var names = section.GetChildren().Select(child => child["Name"]?.Trim()).Where(name => !string.IsNullOrEmpty(name)).ToList();
        return name => names.Contains(name, StringComparer.OrdinalIgnoreCase)
            ? null
            : $"names a schedule that is not configured; configured under {Section}: {string.Join(", ", names.DefaultIfEmpty("(none)"))}";
    }

    /// <summary>
    /// What says where the schedule of a name is read, by the settings as they are now: a fingerprint of its address, format and time zone; null if there is no such one.
    /// </summary>
    public static Func<string, string?> Fingerprints(IConfigurationSection section)
    {
        var options = ScheduleOptions.Read(section, out _);
        return name => options?.Find(name) is { } one ? Fingerprint.Of(one.Url.AbsoluteUri, one.Format, one.Zone) : null;
    }

    /// <summary>Everything wrong in the section, at once; empty if it is good.</summary>
    public static IReadOnlyList<SettingsFault> Check(IConfigurationSection section)
    {
        ScheduleOptions.Read(section, out var faults);
        return faults;
    }

    /// <summary>Registers the source of this room.</summary>
    public static IServiceCollection AddSchedules(this IServiceCollection services, IConfigurationSection section)
    {
        var options = ScheduleOptions.Read(section, out var faults)
            ?? throw new InvalidOperationException(string.Join(Environment.NewLine, faults));
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<DoorWitness>();
        services.AddSingleton(options).AddSingleton<ScheduleApi>().AddSingleton<ScheduleSource>();
        services.AddSingleton<IGroupSource>(made => made.GetRequiredService<ScheduleSource>());
        return services.AddSingleton<ICheckup, ScheduleCheckup>();
    }
}
