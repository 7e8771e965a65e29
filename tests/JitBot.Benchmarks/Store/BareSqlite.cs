using System.Security.Cryptography;

namespace JitBot.Benchmarks.Store;

/// <summary>
/// The least that a durable change with its audit costs on SQLite: one row of two hundred bytes, one of three hundred with the hash of the one before,
/// one transaction. The file is as JitBot's, but for foreign keys and deleted rows, which it has none of.
/// </summary>
internal static class BareSqlite
{
    private const int RowBytes = 200;
    private const int AuditBytes = 300;

    private const string Schema =
        "CREATE TABLE grants (id INTEGER PRIMARY KEY, body BLOB NOT NULL); CREATE TABLE audit (id INTEGER PRIMARY KEY, body BLOB NOT NULL, hash BLOB NOT NULL)";

    public static IReadOnlyDictionary<string, double> Round(int callers, int seed)
    {
        using var bare = new BareWriter(Schema);
        var row = bare.Table.Prepare("INSERT INTO grants (body) VALUES ($1)", 1);
        var audit = bare.Table.Prepare("INSERT INTO audit (body, hash) VALUES ($1, $2)", 2);
        var record = new byte[AuditBytes + SHA256.HashSizeInBytes];
        return bare.PlayAsync(callers, () =>
        {
            row([new byte[RowBytes]]);
            var hash = SHA256.HashData(record);
            hash.CopyTo(record, AuditBytes);
            audit([record[..AuditBytes], hash]);
        }).GetAwaiter().GetResult();
    }
}
