using System.Security.Cryptography;
using Microsoft.Data.Sqlite;

namespace JitBot.Benchmarks.Store;

/// <summary>
/// The least that a durable change with its audit costs on SQLite: one row of two hundred bytes, one of three hundred with the hash of the one before,
/// one transaction. One writer takes what is queued, by prepared statements,
/// flushing at each commit; the file is as JitBot's, but for foreign keys and deleted rows, which it has none of.
/// </summary>
internal sealed class BareSqlite : IAsyncDisposable
{
    private const int RowBytes = 200;
    private const int AuditBytes = 300;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("jitbot-benchmark-");
    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _row;
    private readonly SqliteCommand _audit;
    private readonly GroupCommit _commits;
    private readonly byte[] _record = new byte[AuditBytes + SHA256.HashSizeInBytes];

    private BareSqlite()
    {
        _connection = new SqliteConnection($"Data Source={Path.Combine(_folder.FullName, "bare.db")};Pooling=False");
        _connection.Open();
        Execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 1000; "
            + "CREATE TABLE grants (id INTEGER PRIMARY KEY, body BLOB NOT NULL); CREATE TABLE audit (id INTEGER PRIMARY KEY, body BLOB NOT NULL, hash BLOB NOT NULL)");
        (_row, _audit) = (Prepare("INSERT INTO grants (body) VALUES ($body)", "$body"), Prepare("INSERT INTO audit (body, hash) VALUES ($body, $hash)", "$body", "$hash"));
        _commits = new GroupCommit(Write);
    }

    public static IReadOnlyDictionary<string, double> Round(int callers, int seed) => RoundAsync(callers).GetAwaiter().GetResult();

    public async ValueTask DisposeAsync()
    {
        _commits.Dispose();
        _row.Dispose();
        _audit.Dispose();
        await _connection.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private static async Task<IReadOnlyDictionary<string, double>> RoundAsync(int callers)
    {
        await using var bare = new BareSqlite();
        return await Callers.PlayAsync(callers, (_, _) => bare._commits.OnceAsync());
    }

    private void Write(int many)
    {
        Execute("BEGIN IMMEDIATE");
        for (var i = 0; i < many; i++)
            WriteOne();
        Execute("COMMIT");
    }

    private void WriteOne()
    {
        _row.Parameters[0].Value = new byte[RowBytes];
        _row.ExecuteNonQuery();
        var hash = SHA256.HashData(_record);
        hash.CopyTo(_record, AuditBytes);
        (_audit.Parameters[0].Value, _audit.Parameters[1].Value) = (_record[..AuditBytes], hash);
        _audit.ExecuteNonQuery();
    }

    private SqliteCommand Prepare(string sql, params string[] names)
    {
        var command = _connection.CreateCommand();
#pragma warning disable CA2100 // both statements stand above
        command.CommandText = sql;
#pragma warning restore CA2100
        foreach (var name in names)
            command.Parameters.Add(new SqliteParameter { ParameterName = name });
        return command;
    }

    private void Execute(string sql)
    {
        var result = SQLitePCL.raw.sqlite3_exec(_connection.Handle, sql);
        if (result != SQLitePCL.raw.SQLITE_OK)
            SqliteException.ThrowExceptionForRC(result, _connection.Handle);
    }
}
