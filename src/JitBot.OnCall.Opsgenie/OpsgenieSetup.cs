using JitBot.Core;
using JitBot.Core.Operations;
using JitBot.Core.Settings;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace JitBot.OnCall.Opsgenie;

/// <summary>The room that asks Opsgenie who is on call: its settings, every check on them, its registrations.</summary>
public static class OpsgenieSetup
{
    /// <summary>The settings section; the room is on if and only if it is present.</summary>
    public const string Section = "Opsgenie";

    /// <summary>The word before the colon in a rule that names one of the schedules.</summary>
    public const string GroupSource = "opsgenie-schedule";

    /// <summary>What is wrong with a schedule's id or name as written in a rule, or null.</summary>
    public static string? GroupFault(string schedule) => OpsgenieSchedule.IsOne(schedule) ? null : "is not the id or the name of an Opsgenie schedule; one with a slash in its name is named by its id";

    /// <summary>What says where every schedule is read, by the settings as they are now: a fingerprint of Opsgenie's address, and never of the token; null if the settings are wrong.</summary>
    public static Func<string, string?> Fingerprints(IConfigurationSection section)
    {
        var fingerprint = OpsgenieOptions.Read(section, out _) is { } options ? Fingerprint.Of(options.BaseUrl.AbsoluteUri) : null;
        return _ => fingerprint;
    }

    /// <summary>Everything wrong in the section, at once; empty if it is good.</summary>
    public static IReadOnlyList<SettingsFault> Check(IConfigurationSection section)
    {
        OpsgenieOptions.Read(section, out var faults);
        return faults;
    }

    /// <summary>Registers the source of this room.</summary>
    public static IServiceCollection AddOpsgenie(this IServiceCollection services, IConfigurationSection section)
    {
        var options = OpsgenieOptions.Read(section, out var faults)
            ?? throw new InvalidOperationException(string.Join(Environment.NewLine, faults));
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<DoorWitness>();
        services.AddSingleton(options).AddSingleton<OpsgenieApi>().AddSingleton<OpsgenieSource>();
        services.AddSingleton<IGroupSource>(made => made.GetRequiredService<OpsgenieSource>());
        return services.AddSingleton<ICheckup, OpsgenieCheckup>();
    }
}
