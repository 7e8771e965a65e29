using JitBot.Core.Operations;
using JitBot.Core.People;
using JitBot.Engine;
using JitBot.Engine.Catalogue;
using JitBot.Engine.Operations;
using JitBot.Engine.People;
using JitBot.Storage.Postgres;
using JitBot.Storage.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace JitBot.Benchmarks.Store;

/// <summary>
/// The product's engine on its SQLite store in a folder of its own, or on PostgreSQL, with everything that is on in service: flush at each commit, chain, checks. Nothing
/// works through what becomes due, so only commands are measured, unless somebody runs the engine.
/// </summary>
internal sealed class EngineStage : IAsyncDisposable
{
    /// <summary>The provider of the one entitlement; nobody stands there unless <c>OpenAsync</c> is given one.</summary>
    public const string Provider = "Directory";

    /// <summary>The chat of everybody; the same holds.</summary>
    public const string Chat = "Chat";

    private const string Domain = "example.com";

    /// <summary>The id of the one entitlement.</summary>
    public const string Entitlement = "database";

    private readonly ServiceProvider _services;
    private readonly DirectoryInfo? _own;

    private EngineStage(string folder, DirectoryInfo? own, Action<IServiceCollection> more, string? database = null) => (_services, _own) = (Services(folder, database, more), own);

    public AccessDesk Desk => Get<AccessDesk>();

    /// <summary>In a folder of its own, which goes with it.</summary>
    public static Task<EngineStage> OpenAsync()
    {
        var folder = Directory.CreateTempSubdirectory("jitbot-benchmark-");
        return OpenAsync(new EngineStage(folder.FullName, folder, _ => { }));
    }

    /// <summary>On a database of PostgreSQL's that its connection string names.</summary>
    public static Task<EngineStage> OpenOnAsync(string database)
    {
        var folder = Directory.CreateTempSubdirectory("jitbot-benchmark-");
        return OpenAsync(new EngineStage(folder.FullName, folder, _ => { }, database));
    }

    /// <summary>In a folder that stays, with whoever else plays a part.</summary>
    public static Task<EngineStage> OpenAsync(string folder, Action<IServiceCollection> more) => OpenAsync(new EngineStage(folder, own: null, more));

    /// <summary>Put together, but not opened yet.</summary>
    public static EngineStage Closed(string folder, Action<IServiceCollection> more) => new(folder, own: null, more);

    /// <summary>The database in a folder.</summary>
    public static string DatabaseIn(string folder) => Path.Combine(folder, "jitbot.db");

    /// <summary>A part of the engine.</summary>
    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <summary>Somebody of the chat.</summary>
    public static AccountFacts Person(string name) => new(new AccountId(Chat, "T1", $"U-{name}"), name, $"{name}@{Domain}", EmailConfirmed: true, Barred: null);

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        _own?.Delete(recursive: true);
    }

    private static async Task<EngineStage> OpenAsync(EngineStage stage)
    {
        await stage.Get<JitEngine>().OpenAsync(CancellationToken.None);
        return stage;
    }

    private static ServiceProvider Services(string folder, string? database, Action<IServiceCollection> more)
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection(Settings(folder, database)).Build();
        var draft = CatalogueSettings.Read(settings.GetSection(CatalogueSettings.Section), new CatalogueDoors([Provider], [Chat], [], []), out var faults)
            ?? throw new InvalidOperationException($"The benchmark's settings are wrong: {faults[0]}");
        var services = new ServiceCollection().AddLogging()
            .AddEngine(draft, new IdentitySettings(new HashSet<string> { Domain }), new AuditSettings(folder), new OperationsSettings([], "benchmark"));
        _ = database is null ? services.AddSqlite(settings.GetSection(SqliteSetup.Section)) : services.AddPostgres(settings.GetSection(PostgresSetup.Section));
        more(services);
        return services.BuildServiceProvider();
    }

    /// <summary>Whoever asks all day must not meet the day's quota.</summary>
    private static Dictionary<string, string?> Settings(string folder, string? database) => new()
    {
        [database is null ? "Storage:Sqlite:Path" : "Storage:Postgres:ConnectionString"] = database ?? DatabaseIn(folder),
        ["Catalogue:MostRequestsPerDay"] = "1000",
        ["Catalogue:Entitlements:0:Id"] = Entitlement,
        ["Catalogue:Entitlements:0:Name"] = "Production database",
        ["Catalogue:Entitlements:0:Provider"] = Provider,
        ["Catalogue:Entitlements:0:Resource"] = "group",
        ["Catalogue:Entitlements:0:Policy"] = "production",
        ["Catalogue:Policies:0:Id"] = "production",
        ["Catalogue:Policies:0:Requesters:0"] = "everyone",
        ["Catalogue:Policies:0:Stages:0:Approvers:0"] = $"person:avery@{Domain}",
        ["Catalogue:Policies:0:Stages:0:ChatChannel"] = "approvals",
        ["Catalogue:Policies:0:LongestGrant"] = "04:00:00",
    };
}
