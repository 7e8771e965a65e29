using JitBot.Core;
using JitBot.Core.Operations;
using JitBot.Core.Settings;
using JitBot.Core.Time;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace JitBot.Chat.Slack;

/// <summary>The Slack room: on if the settings have a section "Slack".</summary>
public static class SlackSetup
{
    /// <summary>The section's name.</summary>
    public const string Section = "Slack";

    /// <summary>The word before the colon in rules for user groups: <c>slack-usergroup:S0123456789</c>.</summary>
    public const string GroupSource = "slack-usergroup";

    /// <summary>The key that turns token rotation on; for a program to say what is wrong with it where it cannot be had.</summary>
    public const string RotationKey = Section + ":RefreshToken";

    /// <summary>
    /// The service key of an <see cref="HttpMessageHandler"/> that carries the calls instead of the usual one: for a network inside this process.
    /// </summary>
    public const string Wire = "Slack:wire";

    internal const string DefaultApi = "https://slack.com/api/";

    // A call that takes longer has been given up by whoever waits for it; the effect is tried again.
    private static readonly TimeSpan CallTimeout = TimeSpan.FromSeconds(10);

    // Connections are renewed so that a change of Slack's addresses is noticed.
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(5);

    // A page of 200 messages with their blocks stays far below.
    private const long LargestAnswer = 16 * 1024 * 1024;

    /// <summary>Everything wrong in the section, at once.</summary>
    public static IReadOnlyList<SettingsFault> Check(IConfigurationSection section) => SlackOptions.Read(section).Faults;

    /// <summary>What is wrong with the id of a user group as written in a rule, or null.</summary>
    public static string? GroupFault(string group) => SlackGroups.WhatIsWrong(group);

    /// <summary>What is wrong with a channel's id as written in the settings, or null.</summary>
    public static string? ChannelFault(string channel) => SlackChannelId.IsChannel(channel) ? null : SlackChannelId.NotAChannel;

    /// <summary>Whether the bot's token is to be renewed, which one process alone can do, and which takes a folder of its own.</summary>
    public static bool RenewsTokens(IConfigurationSection section) => !string.IsNullOrWhiteSpace(section[nameof(SlackTokensOptions.RefreshToken)]);

    /// <summary>Registers the room; the section must have no faults. Tokens that are renewed are kept in the folder.</summary>
    public static IServiceCollection AddSlack(this IServiceCollection services, IConfigurationSection section, string? folder = null) =>
        Add(services, section, folder, renews: true);

    /// <summary>The same for a process beside the one that serves: it takes the token that is kept, and renews none.</summary>
    public static IServiceCollection AddSlackForReading(this IServiceCollection services, IConfigurationSection section, string? folder = null) =>
        Add(services, section, folder, renews: false);

    private static IServiceCollection Add(IServiceCollection services, IConfigurationSection section, string? folder, bool renews)
    {
        var options = SlackOptions.Read(section).Options
            ?? throw new InvalidOperationException("The section Slack has faults; check it first.");
        services.TryAddSingleton<DateWitness>();
        services.TryAddSingleton<DoorWitness>();
        services.TryAddSingleton<HearingWitness>();
        services.TryAddSingleton<Entropy>();
        services.TryAddSingleton(TimeProvider.System);
        if (options.IsSocketMode)
            AddSocket(services);
        SlackTokensSetup.Add(services, options, folder, renews);
        return services
            .AddSingleton(options)
            .AddSingleton<SlackPace>()
            .AddSingleton(provider => ActivatorUtilities.CreateInstance<SlackWire>(provider, NewClient(provider.GetKeyedService<HttpMessageHandler>(Wire))))
            .AddSingleton<SlackApi>()
            .AddSingleton<SlackSignature>()
            .AddSingleton<SlackIdentity>()
            .AddSingleton<SlackLookBack>()
            .AddSingleton<SlackPeople>()
            .AddSingleton<SlackWhispers>()
            .AddSingleton<SlackHomes>()
            .AddSingleton<SlackInteractions>()
            .AddSingleton<SlackForms>()
            .AddSingleton<SlackReception>()
            .AddSingleton<SlackCommandsHeard>()
            .AddSingleton<SlackCommands>()
            .AddSingleton<SlackAnswering>()
            .AddSingleton<SlackEndpoints>()
            .AddSingleton<ICheckup, SlackCheckup>()
            .AddSingleton<IGroupSource, SlackGroups>()
            .AddSingleton<IPresenceSource, SlackPresence>()
            .AddSingleton<IZoneSource, SlackZones>()
            .AddSingleton<IChatPlatform, SlackChat>();
    }

    private static void AddSocket(IServiceCollection services) => services
        .AddSingleton<SlackSocketDesk>()
        .AddSingleton<SlackSocketBoard>()
        .AddSingleton<SlackSocketDialer>()
        .AddTransient<SlackSocketKeeper>()
        .AddHostedService<SlackSocketService>();

    /// <summary>A client that follows no redirect and keeps no cookie: the token goes to the configured address alone.</summary>
    internal static HttpClient NewClient(HttpMessageHandler? wire = null) => new(wire ?? new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        PooledConnectionLifetime = ConnectionLifetime,
    })
    {
        Timeout = wire is null ? CallTimeout : Timeout.InfiniteTimeSpan, // whoever carries the calls gives them up
        MaxResponseContentBufferSize = LargestAnswer,
    };

    /// <summary>Opens the room's doors to Slack; none in Socket Mode, where we go to Slack.</summary>
    public static IEndpointRouteBuilder MapSlack(this IEndpointRouteBuilder routes)
    {
        if (routes.ServiceProvider.GetRequiredService<SlackOptions>().IsSocketMode)
            return routes;
        routes.ServiceProvider.GetRequiredService<SlackEndpoints>().Map(routes);
        routes.ServiceProvider.GetRequiredService<HearingWitness>().Hears(SlackChat.PlatformName);
        return routes;
    }
}
