using Azure.Core;
using JitBot.Chat.Teams;
using JitBot.Core;
using JitBot.Engine;
using JitBot.Engine.Catalogue;
using JitBot.Engine.People;
using JitBot.Rooms.Tests.Slack;
using JitBot.Rooms.Tests.Sqlite;
using JitBot.Sandbox.LookAlikes;
using JitBot.Storage.Sqlite;
using JitBot.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Moq;

namespace JitBot.Rooms.Tests.Teams;

/// <summary>The room's door over HTTP, with an engine and a store behind it, and one server that is Microsoft to it: keys and Connector, over HTTP too.</summary>
internal sealed class TeamsDoorHouse : IAsyncDisposable
{
    private readonly TemporaryDirectory _folder = new();
    private readonly TeamsIssuer _issuer;
    private LoopbackServer _microsoft = null!;
    private WebApplication _app = null!;

    private TeamsDoorHouse() => _issuer = new TeamsIssuer(Clock);

    public StoppedClock Clock { get; } = new();

    public KeptLog Log { get; } = new();

    public HttpClient Http { get; } = new();

    public Uri ServiceUrl => new(_microsoft.BaseUrl, "teams/");

    public IReadOnlyList<string> AskedOfMicrosoft => _microsoft.Requests;

    public IServiceProvider Services => _app.Services;

    public static async Task<TeamsDoorHouse> OpenAsync()
    {
        var house = new TeamsDoorHouse();
        house._microsoft = new LoopbackServer(house.Clock, house.BeMicrosoft);
        await house._microsoft.StartAsync();
        await house.StartAsync();
        return house;
    }

    /// <summary>A token for an address of this house.</summary>
    public TeamsDraft Draft()
    {
        var draft = _issuer.Draft();
        draft.Claims["serviceurl"] = ServiceUrl.AbsoluteUri;
        return draft;
    }

    public string Activity()
    {
        var said = TeamsIssuer.Activity();
        said["serviceUrl"] = ServiceUrl.AbsoluteUri;
        return said.ToJsonString();
    }

    public Task GoDownAsync() => _microsoft.GoDownAsync();

    public Task ComeBackAsync() => _microsoft.StartAsync();

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.DisposeAsync();
        await _microsoft.DisposeAsync();
        _issuer.Dispose();
        _folder.Dispose();
    }

    private void BeMicrosoft(WebApplication app)
    {
        app.MapGet("/openid", () => Results.Json(new { jwks_uri = new Uri(_microsoft.BaseUrl, "keys") }));
        app.MapGet("/keys", () => Results.Json(new { keys = new[] { _issuer.Signer.Published() } }));
        app.MapPost("/teams/v3/conversations/{id}/activities", () => Results.Redirect(new Uri(_microsoft.BaseUrl, "elsewhere").AbsoluteUri, preserveMethod: true));
        app.MapPost("/elsewhere", () => Results.Json(new { id = "stolen" }));
    }

    private async Task StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Configuration.AddInMemoryCollection(Settings());
        builder.Services.AddRoutingCore().AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(Log));
        builder.Services.AddSingleton<TimeProvider>(Clock).AddSingleton(Mock.Of<IAccessProvider>(provider => provider.Name == "Directory"));
        builder.Services.AddKeyedSingleton<TokenCredential>(TeamsSetup.Wire, new TeamsLine.KeptCredential());
        var doors = new CatalogueDoors(["Directory"], [TeamsSetup.Section], [], []);
        var catalogue = CatalogueSettings.Read(builder.Configuration.GetSection(CatalogueSettings.Section), doors, out var faults)
            ?? throw new InvalidOperationException(string.Join('\n', faults));
        var identity = IdentitySettings.Read(builder.Configuration.GetSection(IdentitySettings.Section), catalogue, out _)!;
        builder.Services.AddEngine(catalogue, identity, new AuditSettings(_folder.Path));
        builder.Services.AddSqlite(builder.Configuration.GetSection(SqliteSetup.Section)).AddTeams(builder.Configuration.GetSection(TeamsSetup.Section));
        _app = builder.Build();
        _app.UseRouting();
        _app.MapTeams();
        await _app.StartAsync();
        Http.BaseAddress = new Uri(_app.Urls.Single());
    }

    private Dictionary<string, string?> Settings() => new()
    {
        ["Teams:AppId"] = TeamsIssuer.AppId,
        ["Teams:TenantId"] = TeamsIssuer.Tenant,
        ["Teams:ClientSecret"] = "a-secret-of-mine",
        ["Teams:OpenIdMetadataUrl"] = new Uri(_microsoft.BaseUrl, "openid").AbsoluteUri,
        ["Teams:ServiceUrls:0"] = _microsoft.BaseUrl.AbsoluteUri,
        ["Storage:Sqlite:Path"] = Path.Combine(_folder.Path, "jitbot.db"),
        ["Catalogue:Entitlements:0:Id"] = "prod-db",
        ["Catalogue:Entitlements:0:Provider"] = "Directory",
        ["Catalogue:Entitlements:0:Resource"] = "g-1",
        ["Catalogue:Entitlements:0:Policy"] = "one",
        ["Catalogue:Policies:0:Id"] = "one",
        ["Catalogue:Policies:0:Requesters:0"] = "everyone",
        ["Catalogue:Policies:0:Stages:0:Approvers:0"] = "person:avery@example.com",
        ["Catalogue:Policies:0:Stages:0:TeamsChannel"] = "19:approvals@thread.tacv2",
        ["Catalogue:Policies:0:Durations:0"] = "02:00:00",
        ["Catalogue:Policies:0:LongestGrant"] = "04:00:00",
    };
}
