using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace JitBot.Storage.Sqlite;

/// <summary>One connection with its prepared statements. Used by one thread at a time.</summary>
internal sealed class SqliteSession : IDisposable
{
    private readonly SqliteConnection _connection;

    // One entry for each statement in the source, so it cannot grow without end.
    private readonly Dictionary<string, SqliteStatement> _prepared = new(StringComparer.Ordinal);

    static SqliteSession()
    {
        Batteries_V2.Init();
        // Counting what the library has allocated takes one lock for all connections, at each piece: whoever read waited for whoever wrote.
        // https://www.sqlite.org/c3ref/c_config_covering_index_scan.html#sqliteconfigmemstatus; refused, and no harm done, once a connection has been opened.
        _ = raw.sqlite3_config(raw.SQLITE_CONFIG_MEMSTATUS, 0);
    }

    private readonly TimeSpan _busyTimeout;

    private SqliteSession(SqliteConnection connection, TimeSpan busyTimeout) => (_connection, _busyTimeout) = (connection, busyTimeout);

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
        var session = new SqliteSession(connection, busyTimeout);
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

    /// <summary>Does something that waits for nobody's lock; false if it would have to.</summary>
    public bool TryAtOnce(Action work)
    {
        _ = raw.sqlite3_busy_timeout(_connection.Handle, 0);
        try
        {
            work();
            return true;
        }
        catch (SqliteException e) when (e.SqliteErrorCode == raw.SQLITE_BUSY)
        {
            return false;
        }
        finally
        {
            _ = raw.sqlite3_busy_timeout(_connection.Handle, (int)_busyTimeout.TotalMilliseconds);
        }
    }

    /// <summary>Whether a transaction is open; some errors end it by themselves.</summary>
    public bool InTransaction => raw.sqlite3_get_autocommit(_connection.Handle) == 0;

    /// <summary>Runs a statement and returns how many rows it changed.</summary>
    public int Run(string sql, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        using var run = Begin(sql, values);
        while (run.Step())
        {
        }

        return raw.sqlite3_changes(_connection.Handle);
    }

    /// <summary>Runs an INSERT and returns the new row's id. (RETURNING would do, but builds a temporary table for it.)</summary>
    public long Insert(string sql, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        Run(sql, values);
        return raw.sqlite3_last_insert_rowid(_connection.Handle);
    }

    /// <summary>The first column of the first row, or null if there is none.</summary>
    public object? Scalar(string sql, params ReadOnlySpan<(string Name, object? Value)> values) => First(sql, row => row.Get(0), values);

    /// <summary>The first row, or null if there is none.</summary>
    public T? First<T>(string sql, Func<SqliteRow, T?> read, params ReadOnlySpan<(string Name, object? Value)> values)
        where T : class
    {
        using var run = Begin(sql, values);
        return run.Step() ? read(run.Row) : null;
    }

    /// <summary>All rows.</summary>
    public List<T> List<T>(string sql, Func<SqliteRow, T> read, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        using var run = Begin(sql, values);
        var list = new List<T>();
        while (run.Step())
            list.Add(read(run.Row));
        return list;
    }

    public void Dispose()
    {
        foreach (var statement in _prepared.Values)
            statement.Dispose();
        _connection.Dispose();
    }

    private SqliteStatement.Running Begin(string sql, ReadOnlySpan<(string Name, object? Value)> values)
    {
        if (!_prepared.TryGetValue(sql, out var statement))
            _prepared[sql] = statement = new SqliteStatement(_connection.Handle!, sql, values);
        return statement.Begin(values);
    }
}
