using JitBot.Chat.Teams;
using JitBot.Core;
using JitBot.Engine;
using JitBot.Engine.Catalogue;
using JitBot.Engine.People;
using JitBot.Rooms.Tests.Sqlite;
using JitBot.Sandbox.LookAlikes.Graph;
using JitBot.Sandbox.LookAlikes.Teams;
using JitBot.Storage.Sqlite;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Moq;

namespace JitBot.Rooms.Tests.TeamsLookAlike;

/// <summary>The real room as its settings make it, over HTTP, with the look-alike as everything outside.</summary>
internal sealed class TeamsRoomBesideIt : IAsyncDisposable
{
    private readonly TemporaryDirectory _folder = new();
    private readonly WebApplication _app;

    private TeamsRoomBesideIt(TeamsWorld world, TokenLookAlike tokens, TimeProvider clock)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Configuration.AddInMemoryCollection(world.Settings).AddInMemoryCollection(Rest(world));
        builder.Services.AddRoutingCore().AddLogging(logging => logging.ClearProviders()).AddSingleton(clock);
        builder.Services.AddSingleton(Mock.Of<IAccessProvider>(provider => provider.Name == "Directory"));
        builder.Services.AddKeyedSingleton(TeamsSetup.TokenHandler, tokens.TrustingHandler());
        var doors = new CatalogueDoors(["Directory"], [TeamsSetup.Section], [], []);
        var catalogue = CatalogueSettings.Read(builder.Configuration.GetSection(CatalogueSettings.Section), doors, out _)!;
        var identity = IdentitySettings.Read(builder.Configuration.GetSection(IdentitySettings.Section), catalogue, out _)!;
        builder.Services.AddEngine(catalogue, identity, new AuditSettings(_folder.Path));
        builder.Services.AddSqlite(builder.Configuration.GetSection(SqliteSetup.Section)).AddTeams(builder.Configuration.GetSection(TeamsSetup.Section));
        _app = builder.Build();
        _app.UseRouting();
        _app.MapTeams();
    }

    /// <summary>Its calls.</summary>
    public TeamsApi Api => _app.Services.GetRequiredService<TeamsApi>();

    /// <summary>Opens it, and tells the look-alike where it is.</summary>
    public static async Task<TeamsRoomBesideIt> OpenAsync(TeamsWorld world, TokenLookAlike tokens, TimeProvider clock)
    {
        var room = new TeamsRoomBesideIt(world, tokens, clock);
        await room._app.Services.GetRequiredService<JitEngine>().OpenAsync(default);
        await room._app.StartAsync();
        world.Teams.Connect(new Uri(room._app.Urls.Single()));
        return room;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _folder.Dispose();
    }

    private Dictionary<string, string?> Rest(TeamsWorld world) => new()
    {
        ["Storage:Sqlite:Path"] = Path.Combine(_folder.Path, "jitbot.db"),
        ["Catalogue:Entitlements:0:Id"] = "prod-db",
        ["Catalogue:Entitlements:0:Provider"] = "Directory",
        ["Catalogue:Entitlements:0:Resource"] = "g-1",
        ["Catalogue:Entitlements:0:Policy"] = "one",
        ["Catalogue:Policies:0:Id"] = "one",
        ["Catalogue:Policies:0:Requesters:0"] = "everyone",
        ["Catalogue:Policies:0:Stages:0:Approvers:0"] = "person:avery@example.com",
        ["Catalogue:Policies:0:Stages:0:TeamsChannel"] = world.Approvals.Id,
        ["Catalogue:Policies:0:Durations:0"] = "02:00:00",
        ["Catalogue:Policies:0:LongestGrant"] = "04:00:00",
    };
}
