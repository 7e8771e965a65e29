using Azure.Core;
using JitBot.Chat.Slack;
using JitBot.Chat.Teams;
using JitBot.Core;
using JitBot.Providers.Entra;
using JitBot.Providers.Okta;
using JitBot.Simulation.Chat;
using JitBot.Simulation.Running;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace JitBot.Simulation.Wire;

/// <summary>The real clients of Slack, Entra ID and Okta in a simulated process, registered as the host registers them, over a simulated network.</summary>
internal static class RealRooms
{
    private static readonly IConfiguration Settings = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
    {
        ["Slack:BotToken"] = "xoxb-simulated",
        ["Slack:SigningSecret"] = "0123456789abcdef0123456789abcdef",
        ["Teams:AppId"] = "33333333-0000-4000-8000-000000000000",
        ["Teams:TenantId"] = TeamsDoor.Tenant,
        ["Teams:ClientSecret"] = "simulated",
        ["Entra:TenantId"] = "11111111-0000-4000-8000-000000000000",
        ["Entra:ClientId"] = "22222222-0000-4000-8000-000000000000",
        ["Entra:ClientSecret"] = "simulated",
        ["Okta:BaseUrl"] = "https://example.okta.com/",
        ["Okta:ApiToken"] = "simulated",
    }).Build();

    public static void Add(IServiceCollection services, SimWorld world, SimNode node)
    {
        var (graph, okta, slack) = (world.Doors.Graph, world.Doors.Okta, world.Doors.Slack);
        services.AddKeyedSingleton<TokenCredential>(EntraSetup.Wire, new Credential());
        services.AddKeyedSingleton<HttpMessageHandler>(EntraSetup.Wire, new SimNetwork(world, node, graph));
        services.AddKeyedSingleton<HttpMessageHandler>(OktaSetup.Wire, new SimNetwork(world, node, okta));
        services.AddKeyedSingleton<HttpMessageHandler>(SlackSetup.Wire, new SimNetwork(world, node, slack));
        services.AddEntra(Settings.GetSection(EntraSetup.Section));
        Wrap<IAccessProvider>(services, real => new RealProvider(world, node, graph, real));
        Wrap<IPresenceSource>(services, real => new RealPresence(graph.Directory.Name, graph.People.Of, real));
        services.AddOkta(Settings.GetSection(OktaSetup.Section));
        Wrap<IAccessProvider>(services, real => new RealProvider(world, node, okta, real));
        Wrap<IPresenceSource>(services, real => new RealPresence(okta.Directory.Name, okta.People.Of, real));
        services.AddSlack(Settings.GetSection(SlackSetup.Section));
        Wrap<IPresenceSource>(services, real => new RealPresence(SimChat.PlatformName, account => account, real));
        Wrap<IChatPlatform>(services, real => new RealChat(world, real, new SimChat(world, node)));
    }

    /// <summary>The real client of Teams, whatever the others are.</summary>
    public static void AddTeams(IServiceCollection services, SimWorld world, SimNode node)
    {
        services.AddKeyedSingleton<TokenCredential>(TeamsSetup.Wire, new Credential());
        services.AddKeyedSingleton<HttpMessageHandler>(TeamsSetup.Wire, new SimNetwork(world, node, world.Doors.Teams));
        services.AddTeams(Settings.GetSection(TeamsSetup.Section));
        Wrap<IChatPlatform>(services, real => new RealTeams(world, node, real));
    }

    /// <summary>Puts something around what was registered last.</summary>
    private static void Wrap<T>(IServiceCollection services, Func<T, T> around)
        where T : class
    {
        var real = services.Last(each => each.ServiceType == typeof(T));
        services.Remove(real);
        services.AddSingleton(made => around((T)(real.ImplementationFactory?.Invoke(made) ?? ActivatorUtilities.CreateInstance(made, real.ImplementationType!))));
    }

    /// <summary>A token that never ends: how one is got is no part of what is simulated.</summary>
    private sealed class Credential : TokenCredential
    {
        private static readonly AccessToken Token = new("simulated", DateTimeOffset.MaxValue);

        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) => Token;

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) => new(Token);
    }
}
