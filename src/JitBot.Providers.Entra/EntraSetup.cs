using Azure.Core;
using Azure.Core.Pipeline;
using JitBot.Core;
using JitBot.Core.Operations;
using JitBot.Core.Settings;
using JitBot.Core.Time;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace JitBot.Providers.Entra;

/// <summary>The Entra ID room: its settings, every check on them, its registrations.</summary>
public static class EntraSetup
{
    /// <summary>The settings section; the room is on if and only if it is present.</summary>
    public const string Section = "Entra";

    /// <summary>The word before the colon in a rule that names one of this directory's groups.</summary>
    public const string GroupSource = "entra-group";

    /// <summary>The word behind the colon in a rule that names the requester's manager by this directory.</summary>
    public const string ManagerSource = "entra";

    /// <summary>
    /// The service key of an <see cref="HttpMessageHandler"/> that carries the token requests instead of the usual one: for a token
    /// endpoint whose certificate only this process trusts.
    /// </summary>
    public const string TokenHandler = "Entra:token";

    /// <summary>
    /// The service key of an <see cref="HttpMessageHandler"/> that carries the calls instead of the usual one: for a network inside this process.
    /// </summary>
    public const string Wire = "Entra:wire";

    /// <summary>What is wrong with a group's id as written in a rule, or null.</summary>
    public static string? GroupFault(string group) => EntraId.TryRead(group, out _) ? null : EntraId.NotAGroup;

    /// <summary>Everything wrong in the section, at once; empty if it is good.</summary>
    public static IReadOnlyList<SettingsFault> Check(IConfigurationSection section)
    {
        EntraOptions.Read(section, out var faults);
        return faults;
    }

    /// <summary>Registers the provider and the group source of this room.</summary>
    public static IServiceCollection AddEntra(this IServiceCollection services, IConfigurationSection section)
    {
        var options = EntraOptions.Read(section, out var faults)
            ?? throw new InvalidOperationException(string.Join(Environment.NewLine, faults));
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<DateWitness>();
        services.TryAddSingleton<DoorWitness>();
        services.AddSingleton(options);
        services.AddSingleton(made => new EntraTokens(Credential(made, options), GraphPipeline.ScopeOf(options.GraphBaseUrl)));
        services.AddSingleton(made => new GraphApi(options.GraphBaseUrl, Pipeline(made, options), made.GetRequiredService<TimeProvider>(),
            new GraphQuota(made.GetRequiredService<TimeProvider>(), options.Replicas),
            made.GetRequiredService<DoorWitness>(), made.GetRequiredService<ILogger<GraphApi>>()));
        services.AddSingleton<EntraProvider>();
        services.AddSingleton<EntraGroups>();
        services.AddSingleton<IAccessProvider>(made => made.GetRequiredService<EntraProvider>());
        services.AddSingleton<IGroupSource>(made => made.GetRequiredService<EntraGroups>());
        services.AddSingleton<IManagerSource, EntraManagers>();
        services.AddSingleton<IPresenceSource, EntraPresence>();
        services.AddSingleton<ISessionEnder, EntraSessions>();
        services.AddSingleton<ICheckup, EntraCheckup>();
        if (options.ReadLog)
            services.AddSingleton<IEvidenceSource, EntraEvidence>();
        return services;
    }

    /// <summary>A credential that is registered for the wire comes before the one of the settings: where the network is inside, tokens are too.</summary>
    private static TokenCredential Credential(IServiceProvider made, EntraOptions options) =>
        made.GetKeyedService<TokenCredential>(Wire) ?? EntraCredential.Make(options, made.GetKeyedService<HttpMessageHandler>(TokenHandler));

    private static HttpPipeline Pipeline(IServiceProvider made, EntraOptions options) => GraphPipeline.Build(
        options.GraphBaseUrl,
        made.GetRequiredService<EntraTokens>().Credential,
        made.GetRequiredService<DateWitness>(),
        made.GetKeyedService<HttpMessageHandler>(Wire));
}
