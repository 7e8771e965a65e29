using Microsoft.Data.Sqlite;

namespace JitBot.Benchmarks.Store;

/// <summary>A connection to SQLite as JitBot's is, by nothing but prepared statements, with one thread that writes whatever waits in one transaction.</summary>
internal sealed class BareConnection : IAsyncDisposable
{
    private readonly SqliteConnection _connection;
    private readonly List<SqliteCommand> _prepared = [];
    private readonly GroupCommit _commits;

    /// <summary>Opens a file, makes what is missing by <paramref name="schema"/>, and writes each time by <paramref name="once"/>.</summary>
    public BareConnection(string file, string schema, Action once)
    {
        _connection = new SqliteConnection($"Data Source={file};Pooling=False");
        _connection.Open();
        Execute($"PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 1000; PRAGMA cache_size = -65536; {schema}");
        _commits = new GroupCommit(many =>
        {
            Execute("BEGIN IMMEDIATE");
            for (var i = 0; i < many; i++)
                once();
            Execute("COMMIT");
        });
    }

    /// <summary>Once more; answered when it is durable.</summary>
    public Task OnceAsync() => _commits.OnceAsync();

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

    public async ValueTask DisposeAsync()
    {
        _commits.Dispose();
        _prepared.ForEach(each => each.Dispose());
        await _connection.DisposeAsync();
    }

    private void Execute(string sql)
    {
        var result = SQLitePCL.raw.sqlite3_exec(_connection.Handle, sql);
        if (result != SQLitePCL.raw.SQLITE_OK)
            SqliteException.ThrowExceptionForRC(result, _connection.Handle);
    }
}
