using JitBot.Core;
using JitBot.Core.Operations;
using JitBot.Core.Settings;
using JitBot.Core.Time;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace JitBot.Providers.Okta;

/// <summary>The Okta room: its settings, every check on them, its registrations.</summary>
public static class OktaSetup
{
    /// <summary>The settings section; the room is on if and only if it is present.</summary>
    public const string Section = "Okta";

    /// <summary>The word before the colon in a rule that names one of this directory's groups.</summary>
    public const string GroupSource = "okta-group";

    /// <summary>The word behind the colon in a rule that names the requester's manager by this directory.</summary>
    public const string ManagerSource = "okta";

    /// <summary>
    /// The service key of an <see cref="HttpMessageHandler"/> that carries the calls instead of the usual one: for a network inside this process.
    /// </summary>
    public const string Wire = "Okta:wire";

    /// <summary>What is wrong with a group's id as written in a rule, or null.</summary>
    public static string? GroupFault(string group) => OktaId.IsGroup(group) ? null : OktaId.NotAGroup;

    /// <summary>Everything wrong in the section, at once; empty if it is good.</summary>
    public static IReadOnlyList<SettingsFault> Check(IConfigurationSection section)
    {
        OktaOptions.Read(section, out var faults);
        return faults;
    }

    /// <summary>Registers the provider and the group source of this room.</summary>
    public static IServiceCollection AddOkta(this IServiceCollection services, IConfigurationSection section)
    {
        var options = OktaOptions.Read(section, out var faults)
            ?? throw new InvalidOperationException(string.Join(Environment.NewLine, faults));
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<DateWitness>();
        services.TryAddSingleton<DoorWitness>();
        services.TryAddSingleton<Entropy>();
        services.AddSingleton(options);
        services.AddSingleton<OktaExchange>();
        services.AddSingleton<OktaApi>();
        services.AddSingleton<OktaProvider>();
        services.AddSingleton<OktaGroups>();
        services.AddSingleton<IAccessProvider>(made => made.GetRequiredService<OktaProvider>());
        services.AddSingleton<IGroupSource>(made => made.GetRequiredService<OktaGroups>());
        services.AddSingleton<IManagerSource, OktaManagers>();
        services.AddSingleton<IPresenceSource, OktaPresence>();
        services.AddSingleton<ISessionEnder, OktaSessions>();
        services.AddSingleton<ICheckup, OktaCheckup>();
        if (options.ReadLog)
            services.AddSingleton<IEvidenceSource, OktaEvidence>();
        return services;
    }
}
