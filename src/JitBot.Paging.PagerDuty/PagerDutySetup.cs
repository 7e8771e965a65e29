using JitBot.Core;
using JitBot.Core.Settings;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace JitBot.Paging.PagerDuty;

/// <summary>The room that pages by PagerDuty: its settings, every check on them, its registrations.</summary>
public static class PagerDutySetup
{
    /// <summary>The settings section; the room is on if and only if it is present.</summary>
    public const string Section = "Paging:PagerDuty";

    /// <summary>Everything wrong in the section, at once; empty if it is good.</summary>
    public static IReadOnlyList<SettingsFault> Check(IConfigurationSection section)
    {
        PagerDutyOptions.Read(section, out var faults);
        return faults;
    }

    /// <summary>Registers the pager of this room.</summary>
    public static IServiceCollection AddPagerDutyPaging(this IServiceCollection services, IConfigurationSection section)
    {
        var options = PagerDutyOptions.Read(section, out var faults)
            ?? throw new InvalidOperationException(string.Join(Environment.NewLine, faults));
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(options).AddSingleton<PagerDutyPager>();
        services.AddSingleton<IPager>(made => made.GetRequiredService<PagerDutyPager>());
        return services.AddSingleton<ICheckup, PagerDutyCheckup>();
    }
}
