using JitBot.Chat.Teams;
using JitBot.Core;
using JitBot.Engine;
using JitBot.Engine.Catalogue;
using JitBot.Engine.Operations;
using JitBot.Engine.People;
using JitBot.Rooms.Tests.Sqlite;
using JitBot.Sandbox.LookAlikes;
using JitBot.Sandbox.LookAlikes.Graph;
using JitBot.Sandbox.LookAlikes.Teams;
using JitBot.Storage.Sqlite;
using JitBot.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using LookAlike = JitBot.Sandbox.LookAlikes.Teams.TeamsLookAlike;

namespace JitBot.Rooms.Tests.Teams;

/// <summary>
/// The room with a real engine and store behind it and Teams' look-alike before it; the work is done when a test says so.
/// </summary>
internal sealed class TeamsHouse(StoppedClock clock) : IAsyncDisposable
{
    private const string Tenant = "5b6e1f0a-0000-4c1d-9e2f-a1b2c3d4e5f6";

    /// <summary>Teams takes seven messages a second in a conversation; no gesture leads to more than this many times that.</summary>
    private const int MostTurns = 6;

    private readonly TemporaryDirectory _folder = new();
    private TokenLookAlike _tokens = null!;
    private WebApplication _app = null!;
    private bool _installs;

    public StoppedClock Clock { get; } = clock;

    public TeamsWorld World { get; private set; } = null!;

    public GraphLookAlike Graph { get; private set; } = null!;

    public LookAlike Teams => World.Teams;

    public TeamsOrganisation Organisation => Teams.Organisation;

    public IServiceProvider Services => _app.Services;

    /// <summary>Where the bot listens.</summary>
    public Uri Address => new(_app.Urls.Single());

    /// <summary>The messages in the approvers' channel.</summary>
    public IReadOnlyList<TeamsMessage> Posts => [.. Organisation.Messages.In(World.Approvals).Where(message => message.IsFromBot)];

    /// <summary>The only card.</summary>
    public TeamsMessage Card => Posts.Single(message => !message.IsReply);

    public JitEngine Engine => Services.GetRequiredService<JitEngine>();

    /// <summary>Opens one; the app is installed for people if <paramref name="installs"/>.</summary>
    public static Task<TeamsHouse> OpenAsync(StoppedClock? clock = null, Action<IServiceCollection>? adjust = null, bool installs = false) =>
        OpenAsync(clock ?? new StoppedClock(), [], adjust, installs);

    /// <summary>A house with other settings besides.</summary>
    public static Task<TeamsHouse> OpenAsync(IEnumerable<KeyValuePair<string, string?>> settings) => OpenAsync(new StoppedClock(), settings, null, installs: false);

    private IEnumerable<KeyValuePair<string, string?>> More { get; init; } = [];

    private static async Task<TeamsHouse> OpenAsync(
        StoppedClock clock, IEnumerable<KeyValuePair<string, string?>> settings, Action<IServiceCollection>? adjust, bool installs)
    {
        var house = new TeamsHouse(clock) { _installs = installs, More = settings };
        house._tokens = await TokenLookAlike.StartAsync(house.Clock, Tenant);
        house.Graph = await GraphLookAlike.StartAsync(house.Clock, house._tokens.CallerOf);
        house.Graph.RolesOf = house._tokens.RolesOf;
        house.World = await TeamsWorld.StartAsync(house.Clock, house._tokens, house.Graph.Directory);
        await house.StartAsync(adjust);
        return house;
    }

    /// <summary>Works until nothing is due, second by second as Teams lets us.</summary>
    public async Task DrainAsync()
    {
        for (var turn = 0; turn < MostTurns; turn++)
        {
            await Engine.DrainAsync(default);
            Clock.Advance(TimeSpan.FromSeconds(1));
        }

        await Engine.DrainAsync(default);
    }

    /// <summary>What the person with this handle reads in their chat with the bot.</summary>
    public string Chat(string handle) => string.Join('\n', Teams.Person(handle).Notices.Select(message => message.Words));

    /// <summary>Whether Riley is a member of the group of the database, as the directory has it.</summary>
    public bool IsMember => ((EveryoneIsFound)Services.GetRequiredService<IAccessProvider>()).Has("g-1", "riley@example.com");

    /// <summary>Riley asks for the database for two hours, and the card stands.</summary>
    public async Task AskAsync(string entitlement = "prod-db")
    {
        await Teams.Person("riley").SayAsync($"request {entitlement} 2h fixing INC-123");
        await DrainAsync();
    }

    /// <summary>So much time passes at Teams too: what it sends again is sent.</summary>
    public async Task WaitAsync(TimeSpan time)
    {
        Clock.Advance(time);
        await Teams.Deliveries.AdvanceAsync();
        await DrainAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await World.DisposeAsync();
        await Graph.DisposeAsync();
        await _tokens.DisposeAsync();
        _folder.Dispose();
    }

    private async Task StartAsync(Action<IServiceCollection>? adjust)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRoutingCore().AddLogging().AddSingleton<TimeProvider>(Clock).AddSingleton<IAccessProvider, EveryoneIsFound>();
        builder.Services.AddKeyedSingleton<HttpMessageHandler>(TeamsSetup.TokenHandler, _tokens.TrustingHandler());
        builder.Configuration.AddInMemoryCollection(World.Settings).AddInMemoryCollection(Settings()).AddInMemoryCollection(More);
        if (_installs)
            builder.Configuration.AddInMemoryCollection([new("Teams:InstallForPeople", "true"), new("Teams:GraphBaseUrl", Graph.BaseUrl.ToString())]);
        var configuration = builder.Configuration;
        var doors = new CatalogueDoors(["Directory"], [TeamsChat.PlatformName], [new GroupDoor(ToldRota.SourceName, _ => null)], []);
        var catalogue = CatalogueSettings.Read(configuration.GetSection(CatalogueSettings.Section), doors, out var faults)
            ?? throw new InvalidOperationException(string.Join('\n', faults));
        var identity = IdentitySettings.Read(configuration.GetSection(IdentitySettings.Section), catalogue, out _)!;
        var operations = OperationsSettings.Read(configuration.GetSection(OperationsSettings.Section), doors, out _);
        builder.Services.AddEngine(catalogue, identity, new AuditSettings(_folder.Path), operations);
        builder.Services.AddSqlite(configuration.GetSection(SqliteSetup.Section)).AddTeams(configuration.GetSection(TeamsSetup.Section));
        adjust?.Invoke(builder.Services);
        _app = builder.Build();
        _app.UseRouting();
        _app.MapTeams();
        await _app.StartAsync();
        Teams.Connect(new Uri(_app.Urls.Single()));
        await Engine.OpenAsync(default);
    }

    private Dictionary<string, string?> Settings() => new(OfNight())
    {
        ["Storage:Sqlite:Path"] = Path.Combine(_folder.Path, "jitbot.db"),
        ["Identity:Domains:0"] = "example.com",
        ["Operations:Operators:0"] = "person:morgan@example.com",
        ["Catalogue:Entitlements:0:Id"] = "prod-db",
        ["Catalogue:Entitlements:0:Name"] = "Production database",
        ["Catalogue:Entitlements:0:Description"] = "The one with the customers in it.",
        ["Catalogue:Entitlements:0:Provider"] = "Directory",
        ["Catalogue:Entitlements:0:Resource"] = "g-1",
        ["Catalogue:Entitlements:0:Policy"] = "one",
        ["Catalogue:Entitlements:1:Id"] = "vault",
        ["Catalogue:Entitlements:1:Name"] = "Vault",
        ["Catalogue:Entitlements:1:Provider"] = "Directory",
        ["Catalogue:Entitlements:1:Resource"] = "g-2",
        ["Catalogue:Entitlements:1:Policy"] = "two",
        ["Catalogue:Entitlements:2:Id"] = "datacentre",
        ["Catalogue:Entitlements:2:Name"] = "Datacentre, for Morgan alone",
        ["Catalogue:Entitlements:2:Provider"] = "Directory",
        ["Catalogue:Entitlements:2:Resource"] = "g-3",
        ["Catalogue:Entitlements:2:Policy"] = "three",
        ["Catalogue:Policies:2:Id"] = "three",
        ["Catalogue:Policies:2:Requesters:0"] = "person:morgan@example.com",
        ["Catalogue:Policies:2:Stages:0:Approvers:0"] = "person:avery@example.com",
        ["Catalogue:Policies:2:Durations:0"] = "02:00:00",
        ["Catalogue:Policies:0:Id"] = "one",
        ["Catalogue:Policies:0:AskForOthers"] = "true",
        ["Catalogue:Policies:0:Requesters:0"] = "everyone",
        ["Catalogue:Policies:0:Stages:0:Approvers:0"] = "person:avery@example.com",
        ["Catalogue:Policies:0:Stages:0:Approvers:1"] = "person:riley@example.com",
        ["Catalogue:Policies:0:Stages:0:TeamsChannel"] = World.Approvals.Id,
        ["Catalogue:Policies:0:Durations:0"] = "00:30:00",
        ["Catalogue:Policies:0:Durations:1"] = "02:00:00",
        ["Catalogue:Policies:0:LongestGrant"] = "04:00:00",
        ["Catalogue:Policies:0:MinimumJustification"] = "5",
        ["Catalogue:Policies:1:BreakGlass:For:0"] = "person:riley@example.com",
        ["Catalogue:Policies:1:BreakGlass:Longest"] = "00:30:00",
        ["Catalogue:Policies:1:Id"] = "two",
        ["Catalogue:Policies:1:Requesters:0"] = "everyone",
        ["Catalogue:Policies:1:Stages:0:Approvers:0"] = "person:avery@example.com",
        ["Catalogue:Policies:1:Stages:0:Approvers:1"] = "person:morgan@example.com",
        ["Catalogue:Policies:1:Stages:0:Approvals"] = "2",
        ["Catalogue:Policies:1:Stages:0:TeamsChannel"] = World.Approvals.Id,
        ["Catalogue:Policies:1:Durations:0"] = "02:00:00",
    };

    /// <summary>What whoever is on call at night decides on.</summary>
    private Dictionary<string, string?> OfNight() => new()
    {
        ["Catalogue:Entitlements:3:Id"] = "night-tools",
        ["Catalogue:Entitlements:3:Name"] = "Night tools",
        ["Catalogue:Entitlements:3:Provider"] = "Directory",
        ["Catalogue:Entitlements:3:Resource"] = "g-4",
        ["Catalogue:Entitlements:3:Policy"] = "night",
        ["Catalogue:Policies:3:Id"] = "night",
        ["Catalogue:Policies:3:Requesters:0"] = "person:riley@example.com",
        ["Catalogue:Policies:3:Stages:0:Approvers:0"] = $"{ToldRota.SourceName}:night",
        ["Catalogue:Policies:3:Stages:0:TeamsChannel"] = World.Approvals.Id,
        ["Catalogue:Policies:3:Durations:0"] = "02:00:00",
    };
}
