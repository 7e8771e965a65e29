using JitBot.Core.Operations;
using JitBot.Core.People;
using JitBot.Engine;
using JitBot.Engine.Catalogue;
using JitBot.Engine.Operations;
using JitBot.Engine.People;
using JitBot.Storage.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace JitBot.Benchmarks.Store;

/// <summary>
/// The product's engine on its SQLite store in a folder of its own, with everything that is on in service: flush at each commit, chain, checks. Nothing
/// works through what becomes due, so only commands are measured.
/// </summary>
internal sealed class EngineStage : IAsyncDisposable
{
    private const string Directory = "Directory";
    private const string Chat = "Chat";
    private const string Domain = "example.com";

    /// <summary>The id of the one entitlement.</summary>
    public const string Entitlement = "database";

    private readonly DirectoryInfo _folder;
    private readonly ServiceProvider _services;

    private EngineStage(DirectoryInfo folder) => (_folder, _services) = (folder, Services(folder.FullName));

    public AccessDesk Desk => _services.GetRequiredService<AccessDesk>();

    public static async Task<EngineStage> OpenAsync()
    {
        var stage = new EngineStage(System.IO.Directory.CreateTempSubdirectory("jitbot-benchmark-"));
        await stage._services.GetRequiredService<JitEngine>().OpenAsync(CancellationToken.None);
        return stage;
    }

    /// <summary>Somebody of the chat.</summary>
    public static AccountFacts Person(string name) => new(new AccountId(Chat, "T1", $"U-{name}"), name, $"{name}@{Domain}", EmailConfirmed: true, Barred: null);

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private static ServiceProvider Services(string folder)
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection(Settings(folder)).Build();
        var draft = CatalogueSettings.Read(settings.GetSection(CatalogueSettings.Section), new CatalogueDoors([Directory], [Chat], [], []), out var faults)
            ?? throw new InvalidOperationException($"The benchmark's settings are wrong: {faults[0]}");
        return new ServiceCollection().AddLogging()
            .AddEngine(draft, new IdentitySettings(new HashSet<string> { Domain }), new AuditSettings(folder), new OperationsSettings([], "benchmark"))
            .AddSqlite(settings.GetSection(SqliteSetup.Section))
            .BuildServiceProvider();
    }

    /// <summary>Whoever asks all day must not meet the day's quota.</summary>
    private static Dictionary<string, string?> Settings(string folder) => new()
    {
        ["Storage:Sqlite:Path"] = Path.Combine(folder, "jitbot.db"),
        ["Catalogue:MostRequestsPerDay"] = "1000",
        ["Catalogue:Entitlements:0:Id"] = Entitlement,
        ["Catalogue:Entitlements:0:Name"] = "Production database",
        ["Catalogue:Entitlements:0:Provider"] = Directory,
        ["Catalogue:Entitlements:0:Resource"] = "group",
        ["Catalogue:Entitlements:0:Policy"] = "production",
        ["Catalogue:Policies:0:Id"] = "production",
        ["Catalogue:Policies:0:Requesters:0"] = "everyone",
        ["Catalogue:Policies:0:Stages:0:Approvers:0"] = $"person:avery@{Domain}",
        ["Catalogue:Policies:0:Stages:0:ChatChannel"] = "approvals",
        ["Catalogue:Policies:0:LongestGrant"] = "04:00:00",
    };
}
