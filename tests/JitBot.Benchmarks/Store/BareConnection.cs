using JitBot.Sandbox.World;
using Microsoft.Data.Sqlite;

namespace JitBot.Benchmarks.Store;

/// <summary>A file of SQLite's with settings as JitBot's, written by nothing but prepared statements and one thread that commits whatever waits as one. The file is gone afterwards.</summary>
internal sealed class BareConnection : IDisposable
{
    private readonly SandboxFolder _folder = new();
    private readonly SqliteConnection _connection;
    private readonly List<SqliteCommand> _prepared = [];

    /// <summary>Makes the file with this schema.</summary>
    public BareConnection(string schema)
    {
        _connection = new SqliteConnection($"Data Source={Path.Combine(_folder.Path, "bare.db")};Pooling=False");
        _connection.Open();
        Execute($"PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 1000; PRAGMA cache_size = -65536; {schema}");
    }

    /// <summary>A statement with values named <c>$0</c>, <c>$1</c> and so on.</summary>
    public Action<object[]> Prepare(string sql)
    {
        var command = _connection.CreateCommand();
#pragma warning disable CA2100 // every caller passes a literal
        command.CommandText = sql;
#pragma warning restore CA2100
        _prepared.Add(command);
        return values =>
        {
            for (var i = command.Parameters.Count; i < values.Length; i++)
                command.Parameters.Add(new SqliteParameter { ParameterName = $"${i}" });
            for (var i = 0; i < values.Length; i++)
                command.Parameters[i].Value = values[i];
            command.ExecuteNonQuery();
        };
    }

    /// <summary>Has callers write by <paramref name="once"/>, each waiting until its own is durable.</summary>
    public async Task<IReadOnlyDictionary<string, double>> PlayAsync(int callers, Action once)
    {
        using var commits = new GroupCommit(many =>
        {
            Execute("BEGIN IMMEDIATE");
            for (var i = 0; i < many; i++)
                once();
            Execute("COMMIT");
        });
        return await Callers.PlayAsync(callers, (_, _) => commits.OnceAsync());
    }

    public void Dispose()
    {
        _prepared.ForEach(each => each.Dispose());
        _connection.Dispose();
        _folder.Dispose();
    }

    private void Execute(string sql)
    {
        var result = SQLitePCL.raw.sqlite3_exec(_connection.Handle, sql);
        if (result != SQLitePCL.raw.SQLITE_OK)
            SqliteException.ThrowExceptionForRC(result, _connection.Handle);
    }
}
