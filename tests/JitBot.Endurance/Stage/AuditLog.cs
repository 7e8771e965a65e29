using JitBot.Core;
using JitBot.Core.Audit;
using JitBot.Core.Store;
using JitBot.Endurance.History;

namespace JitBot.Endurance.Stage;

/// <summary>The log as an auditor reads it: every line, and the texts beside them.</summary>
internal sealed record AuditLog(IReadOnlyList<LogLine> Lines, IReadOnlyDictionary<string, string> Texts)
{
    /// <summary>Reads all of it.</summary>
    public static async Task<AuditLog> ReadAsync(IAccessStore store)
    {
        await store.OpenAsync(default);
        var lines = new List<LogLine>();
        await foreach (var line in store.ReadChainAsync(default))
            lines.Add(Read(AuditJson.Read(line.Bytes)));
        var texts = new Dictionary<string, string>();
        await foreach (var text in store.ReadTextsAsync(default))
            texts[text.Hash] = text.Text;
        return new AuditLog(lines, texts);
    }

    private static LogLine Read(StoredLine line) => line.Stream.StartsWith("holding/", StringComparison.Ordinal)
        ? new LogLine(line.At, line.Stream, null, EventJson.ReadHolding(line))
        : new LogLine(line.At, line.Stream, EventJson.ReadAccess(line), null);
}
