using Azure.Core;
using JitBot.Core;
using JitBot.Core.Operations;
using JitBot.Core.Settings;
using JitBot.Core.Time;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace JitBot.Chat.Teams;

/// <summary>The Teams room: on if the settings have a section "Teams".</summary>
public static class TeamsSetup
{
    /// <summary>The section's name, and the platform's.</summary>
    public const string Section = "Teams";

    /// <summary>
    /// The service key of an <see cref="HttpMessageHandler"/> that carries the calls to Teams instead of the usual one, and of a
    /// <see cref="TokenCredential"/> that comes before the one of the settings: for a network inside this process.
    /// </summary>
    public const string Wire = "Teams:wire";

    /// <summary>The service key of an <see cref="HttpMessageHandler"/> that carries the questions for Microsoft's keys instead of the usual one.</summary>
    public const string KeyHandler = "Teams:keys";

    /// <summary>
    /// The service key of an <see cref="HttpMessageHandler"/> that carries the token requests instead of the usual one: for a token
    /// endpoint whose certificate only this process trusts.
    /// </summary>
    public const string TokenHandler = "Teams:token";

    // A call that takes longer has been given up by whoever waits for it; the effect is tried again.
    private static readonly TimeSpan CallTimeout = TimeSpan.FromSeconds(10);

    // Whoever brings an activity waits for an answer of ours no longer than some ten seconds, and the keys are asked for twice.
    private static readonly TimeSpan KeyTimeout = TimeSpan.FromSeconds(4);

    // Connections are renewed so that a change of addresses is noticed.
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(5);

    // The members of a large team, or the published keys, stay far below.
    private const long LargestAnswer = 4 * 1024 * 1024;

    /// <summary>What is wrong with a channel's id as written in the settings, or null.</summary>
    public static string? ChannelFault(string channel) => TeamsChannelId.IsChannel(channel) ? null : TeamsChannelId.NotAChannel;

    /// <summary>Everything wrong in the section, at once.</summary>
    public static IReadOnlyList<SettingsFault> Check(IConfigurationSection section) => TeamsOptions.Read(section).Faults;

    /// <summary>Registers the room; the section must have no faults.</summary>
    public static IServiceCollection AddTeams(this IServiceCollection services, IConfigurationSection section)
    {
        var options = TeamsOptions.Read(section).Options
            ?? throw new InvalidOperationException("The section Teams has faults; check it first.");
        services.TryAddSingleton<DateWitness>();
        services.TryAddSingleton<DoorWitness>();
        services.TryAddSingleton<HearingWitness>();
        services.TryAddSingleton<Entropy>();
        services.TryAddSingleton(TimeProvider.System);
        return services
            .AddSingleton(options)
            .AddSingleton<TeamsServiceUrl>()
            .AddSingleton(made => ActivatorUtilities.CreateInstance<TeamsKeys>(made, NewClient(made.GetKeyedService<HttpMessageHandler>(KeyHandler) ?? NewHandler(), KeyTimeout)))
            .AddSingleton<TeamsAuthentication>()
            .AddSingleton(made => new TeamsTokens(Credential(made, options), options.Cloud.Scope))
            .AddSingleton<TeamsPace>()
            .AddSingleton(made => ActivatorUtilities.CreateInstance<TeamsWire>(made, NewClient(Guarded(made), CallTimeout)))
            .AddSingleton<TeamsApi>()
            .AddSingleton<TeamsIdentity>()
            .AddSingleton<TeamsPersonalChats>()
            .AddSingleton(made => new TeamsGraph(Outward(made, options), options))
            .AddSingleton<TeamsInstaller>()
            .AddSingleton<TeamsDirect>()
            .AddSingleton<TeamsPeople>()
            .AddSingleton<TeamsViews>()
            .AddSingleton<TeamsForms>()
            .AddSingleton<TeamsHeard>()
            .AddSingleton<TeamsInvokes>()
            .AddSingleton<TeamsReception>()
            .AddSingleton<TeamsCommands>()
            .AddSingleton<TeamsWhispers>()
            .AddSingleton<TeamsLinks>()
            .AddSingleton<TeamsInteractions>()
            .AddSingleton<IZoneSource, TeamsZones>()
            .AddSingleton<IChatPlatform, TeamsChat>()
            .AddSingleton<TeamsEndpoints>()
            .AddSingleton<TeamsApproverLook>()
            .AddSingleton<TeamsInstallLook>()
            .AddSingleton<ICheckup, TeamsCheckup>();
    }

    /// <summary>Opens the room's door to Teams.</summary>
    public static IEndpointRouteBuilder MapTeams(this IEndpointRouteBuilder routes)
    {
        routes.ServiceProvider.GetRequiredService<TeamsEndpoints>().Map(routes);
        routes.ServiceProvider.GetRequiredService<HearingWitness>().Hears(Section);
        return routes;
    }

    /// <summary>The way to Graph: an address and a token of its own.</summary>
    private static TeamsWire Outward(IServiceProvider made, TeamsOptions options) => ActivatorUtilities.CreateInstance<TeamsWire>(
        made, NewClient(made.GetKeyedService<HttpMessageHandler>(Wire) ?? NewHandler(), CallTimeout), new TeamsTokens(Credential(made, options), TeamsGraph.Scope));

    private static TokenCredential Credential(IServiceProvider made, TeamsOptions options) =>
        made.GetKeyedService<TokenCredential>(Wire) ?? TeamsCredential.Make(options, made.GetKeyedService<HttpMessageHandler>(TokenHandler));

    private static TeamsServiceUrlGuard Guarded(IServiceProvider made) =>
        new(made.GetRequiredService<TeamsServiceUrl>(), made.GetKeyedService<HttpMessageHandler>(Wire) ?? NewHandler());

    /// <summary>It follows no redirect and keeps no cookie: the token goes to the address that was looked at, and nowhere else.</summary>
    internal static SocketsHttpHandler NewHandler() => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        PooledConnectionLifetime = ConnectionLifetime,
    };

    private static HttpClient NewClient(HttpMessageHandler wire, TimeSpan timeout) => new(wire)
    {
        Timeout = timeout,
        MaxResponseContentBufferSize = LargestAnswer,
    };
}
