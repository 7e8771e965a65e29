using JitBot.Core;
using JitBot.Core.Audit;
using JitBot.Core.Store;
using JitBot.Endurance.History;
using JitBot.Storage.Postgres;
using JitBot.Storage.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace JitBot.Endurance.Stage;

/// <summary>The log as an auditor reads it: every line of requests and holdings, and the texts beside them.</summary>
internal sealed record AuditLog(IReadOnlyList<LogLine> Lines, IReadOnlyDictionary<string, string> Texts)
{
    /// <summary>Reads all of it from the SQLite file that these settings name.</summary>
    public static Task<AuditLog> ReadSqliteAsync(IReadOnlyDictionary<string, string?> settings) => InSqliteAsync(settings, ReadAsync);

    /// <summary>How many effects wait in that file, for now or for later.</summary>
    public static Task<int> CountPendingInSqliteAsync(IReadOnlyDictionary<string, string?> settings, DateTimeOffset? dueBy) => InSqliteAsync(settings, store => CountPendingAsync(store, dueBy));

    /// <summary>Reads all of it from the PostgreSQL database that these settings name.</summary>
    public static Task<AuditLog> ReadPostgresAsync(IReadOnlyDictionary<string, string?> settings) => InPostgresAsync(settings, ReadAsync);

    /// <summary>How many effects wait in that database: by a moment, or for ever.</summary>
    public static Task<int> CountPendingInPostgresAsync(IReadOnlyDictionary<string, string?> settings, DateTimeOffset? dueBy) => InPostgresAsync(settings, store => CountPendingAsync(store, dueBy));

    private static Task<T> InSqliteAsync<T>(IReadOnlyDictionary<string, string?> settings, Func<IAccessStore, Task<T>> read) =>
        InAsync(services => services.AddSqliteForReading(Section(settings, SqliteSetup.Section)), read);

    private static Task<T> InPostgresAsync<T>(IReadOnlyDictionary<string, string?> settings, Func<IAccessStore, Task<T>> read) =>
        InAsync(services => services.AddPostgresForReading(Section(settings, PostgresSetup.Section)), read);

    private static async Task<T> InAsync<T>(Action<IServiceCollection> add, Func<IAccessStore, Task<T>> read)
    {
        var services = new ServiceCollection().AddLogging().AddSingleton(TimeProvider.System);
        add(services);
        await using var made = services.BuildServiceProvider();
        return await read(made.GetRequiredService<IAccessStore>());
    }

    private static IConfigurationSection Section(IReadOnlyDictionary<string, string?> settings, string name) =>
        new ConfigurationBuilder().AddInMemoryCollection(settings).Build().GetSection(name);

    private static async Task<int> CountPendingAsync(IAccessStore store, DateTimeOffset? dueBy)
    {
        await store.OpenAsync(default);
        return (await store.ListPendingAsync(dueBy, default)).Count;
    }

    /// <summary>Reads all of it. Each stream in the order of its versions: several writers have a chain each.</summary>
    public static async Task<AuditLog> ReadAsync(IAccessStore store)
    {
        await store.OpenAsync(default);
        var lines = new List<StoredLine>();
        await foreach (var line in store.ReadChainAsync(default))
            lines.Add(AuditJson.Read(line.Bytes));
        var texts = new Dictionary<string, string>();
        await foreach (var text in store.ReadTextsAsync(default))
            texts[text.Hash] = text.Text;
        return new AuditLog([.. lines.Where(IsOfAccess).OrderBy(line => line.Version).Select(Read)], texts);
    }

    /// <summary>Not what JitBot tells of itself and of its catalogue, of which nothing was promised here.</summary>
    private static bool IsOfAccess(StoredLine line) =>
        line.Stream.StartsWith("request/", StringComparison.Ordinal) || line.Stream.StartsWith("holding/", StringComparison.Ordinal);

    private static LogLine Read(StoredLine line) => line.Stream.StartsWith("holding/", StringComparison.Ordinal)
        ? new LogLine(line.At, line.Stream, null, EventJson.ReadHolding(line))
        : new LogLine(line.At, line.Stream, EventJson.ReadAccess(line), null);
}
