using JitBot.Core;
using JitBot.Core.Audit;
using JitBot.Core.Store;
using JitBot.Endurance.History;
using JitBot.Storage.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace JitBot.Endurance.Stage;

/// <summary>The log as an auditor reads it: every line, and the texts beside them.</summary>
internal sealed record AuditLog(IReadOnlyList<LogLine> Lines, IReadOnlyDictionary<string, string> Texts)
{
    /// <summary>Reads all of it from the SQLite file that these settings name.</summary>
    public static async Task<AuditLog> ReadSqliteAsync(IReadOnlyDictionary<string, string?> settings)
    {
        var section = new ConfigurationBuilder().AddInMemoryCollection(settings).Build().GetSection(SqliteSetup.Section);
        await using var services = new ServiceCollection().AddLogging().AddSqliteForReading(section).BuildServiceProvider();
        return await ReadAsync(services.GetRequiredService<IAccessStore>());
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
        return new AuditLog([.. lines.OrderBy(line => line.Version).Select(Read)], texts);
    }

    private static LogLine Read(StoredLine line) => line.Stream.StartsWith("holding/", StringComparison.Ordinal)
        ? new LogLine(line.At, line.Stream, null, EventJson.ReadHolding(line))
        : new LogLine(line.At, line.Stream, EventJson.ReadAccess(line), null);
}
