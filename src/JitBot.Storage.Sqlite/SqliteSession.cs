using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace JitBot.Storage.Sqlite;

/// <summary>One connection with its prepared statements. Used by one thread at a time.</summary>
internal sealed class SqliteSession : IDisposable
{
    private readonly SqliteConnection _connection;

    // One entry for each statement in the source, so it cannot grow without end.
    private readonly Dictionary<string, SqliteCommand> _prepared = new(StringComparer.Ordinal);

    static SqliteSession() => Batteries_V2.Init();

    private SqliteSession(SqliteConnection connection) => _connection = connection;

    /// <summary>Opens the file, which must be there.</summary>
    public static SqliteSession Open(string path, TimeSpan busyTimeout)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = SqliteOpenMode.ReadWrite,
            Pooling = false, // a closed store lets go of its file
            ForeignKeys = true,
            DefaultTimeout = Math.Max(1, (int)busyTimeout.TotalSeconds), // 0 would be for ever
        }.ToString());
        var session = new SqliteSession(connection);
        try
        {
            connection.Open();
            session.Execute($"PRAGMA busy_timeout = {(int)busyTimeout.TotalMilliseconds}");
            return session;
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    /// <summary>Executes statements without parameters, without waiting longer for a lock than the session's busy timeout.</summary>
    public void Execute(string sql)
    {
        var result = raw.sqlite3_exec(_connection.Handle, sql);
        if (result != raw.SQLITE_OK)
            SqliteException.ThrowExceptionForRC(result, _connection.Handle);
    }

    /// <summary>Whether a transaction is open; some errors end it by themselves.</summary>
    public bool InTransaction => raw.sqlite3_get_autocommit(_connection.Handle) == 0;

    /// <summary>Runs a statement and returns how many rows it changed.</summary>
    public int Run(string sql, params ReadOnlySpan<(string Name, object? Value)> values) => Bind(sql, values).ExecuteNonQuery();

    /// <summary>Runs an INSERT and returns the new row's id. (RETURNING would do, but builds a temporary table for it.)</summary>
    public long Insert(string sql, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        Run(sql, values);
        return raw.sqlite3_last_insert_rowid(_connection.Handle);
    }

    /// <summary>The first column of the first row, or null if there is none.</summary>
    public object? Scalar(string sql, params ReadOnlySpan<(string Name, object? Value)> values) =>
        Bind(sql, values).ExecuteScalar() is { } value and not DBNull ? value : null;

    /// <summary>The first row, or null if there is none.</summary>
    public T? First<T>(string sql, Func<SqliteDataReader, T> read, params ReadOnlySpan<(string Name, object? Value)> values)
        where T : class
    {
        using var rows = Bind(sql, values).ExecuteReader();
        return rows.Read() ? read(rows) : null;
    }

    /// <summary>All rows.</summary>
    public List<T> List<T>(string sql, Func<SqliteDataReader, T> read, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        using var rows = Bind(sql, values).ExecuteReader();
        var list = new List<T>();
        while (rows.Read())
            list.Add(read(rows));
        return list;
    }

    public void Dispose()
    {
        foreach (var command in _prepared.Values)
            command.Dispose();
        _connection.Dispose();
    }

    private SqliteCommand Bind(string sql, ReadOnlySpan<(string Name, object? Value)> values)
    {
        if (!_prepared.TryGetValue(sql, out var command))
            _prepared[sql] = command = Prepare(sql, values);
        for (var i = 0; i < values.Length; i++)
            command.Parameters[i].Value = values[i].Value ?? DBNull.Value;
        return command;
    }

    private SqliteCommand Prepare(string sql, ReadOnlySpan<(string Name, object? Value)> values)
    {
        var command = _connection.CreateCommand();
#pragma warning disable CA2100 // every caller passes a literal; values travel as parameters
        command.CommandText = sql;
#pragma warning restore CA2100
        foreach (var (name, _) in values)
            command.Parameters.Add(new SqliteParameter { ParameterName = name });
        return command;
    }
}
