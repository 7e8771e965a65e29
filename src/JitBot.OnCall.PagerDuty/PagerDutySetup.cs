using JitBot.Core;
using JitBot.Core.Operations;
using JitBot.Core.Settings;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace JitBot.OnCall.PagerDuty;

/// <summary>The room that asks PagerDuty who is on call: its settings, every check on them, its registrations.</summary>
public static class PagerDutySetup
{
    /// <summary>The settings section; the room is on if and only if it is present.</summary>
    public const string Section = "PagerDuty";

    /// <summary>The word before the colon in a rule that names one of the schedules.</summary>
    public const string GroupSource = "pagerduty-schedule";

    /// <summary>What is wrong with a schedule's id as written in a rule, or null.</summary>
    public static string? GroupFault(string schedule) =>
        PagerDutyId.IsOne(schedule) ? null : "is not the id of a PagerDuty schedule, such as PI7DH85; it stands at the end of the schedule's address";

    /// <summary>What says where every schedule is read, by the settings as they are now: a fingerprint of PagerDuty's address, and never of the token; null if the settings are wrong.</summary>
    public static Func<string, string?> Fingerprints(IConfigurationSection section)
    {
        var fingerprint = PagerDutyOptions.Read(section, out _) is { } options ? Fingerprint.Of(options.BaseUrl.AbsoluteUri) : null;
        return _ => fingerprint;
    }

    /// <summary>Everything wrong in the section, at once; empty if it is good.</summary>
    public static IReadOnlyList<SettingsFault> Check(IConfigurationSection section)
    {
        PagerDutyOptions.Read(section, out var faults);
        return faults;
    }

    /// <summary>Registers the source of this room.</summary>
    public static IServiceCollection AddPagerDuty(this IServiceCollection services, IConfigurationSection section)
    {
        var options = PagerDutyOptions.Read(section, out var faults)
            ?? throw new InvalidOperationException(string.Join(Environment.NewLine, faults));
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<DoorWitness>();
        services.AddSingleton(options).AddSingleton<PagerDutyApi>().AddSingleton<PagerDutySource>();
        services.AddSingleton<IGroupSource>(made => made.GetRequiredService<PagerDutySource>());
        return services.AddSingleton<ICheckup, PagerDutyCheckup>();
    }
}
