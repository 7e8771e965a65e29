using Microsoft.Data.Sqlite;

namespace JitBot.Benchmarks.Grants;

/// <summary>A SQLite file as anybody may write it: one connection, statements prepared once.</summary>
internal sealed class BareTable : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly List<SqliteCommand> _prepared = [];

    public BareTable(string path)
    {
        _connection = new SqliteConnection($"Data Source={path};Pooling=False");
        _connection.Open();
    }

    /// <summary>The handle, for whoever steps through rows by SQLite's own functions.</summary>
    public SQLitePCL.sqlite3 Handle => _connection.Handle!;

    public void Execute(string sql)
    {
        var result = SQLitePCL.raw.sqlite3_exec(_connection.Handle, sql);
        if (result != SQLitePCL.raw.SQLITE_OK)
            SqliteException.ThrowExceptionForRC(result, _connection.Handle);
    }

    /// <summary>A statement with the parameters $1, $2, …; it is given their values in this order.</summary>
    public Action<object?[]> Prepare(string sql, int parameters)
    {
        var command = Command(sql);
        _prepared.Add(command);
        for (var i = 1; i <= parameters; i++)
            command.Parameters.Add(new SqliteParameter { ParameterName = $"${i}" });
        return values =>
        {
            for (var i = 0; i < parameters; i++)
                command.Parameters[i].Value = values[i] ?? DBNull.Value;
            command.ExecuteNonQuery();
        };
    }

    /// <summary>An INSERT into all these columns.</summary>
    public Action<object?[]> Insert(string table, params string[] columns) =>
        Prepare($"INSERT INTO {table} ({string.Join(", ", columns)}) VALUES ({string.Join(", ", columns.Select((_, i) => $"${i + 1}"))})", columns.Length);

    /// <summary>The first column of the first row.</summary>
    public object? Scalar(string sql)
    {
        using var command = Command(sql);
        return command.ExecuteScalar();
    }

    public void Dispose()
    {
        _prepared.ForEach(command => command.Dispose());
        _connection.Dispose();
    }

    private SqliteCommand Command(string sql)
    {
        var command = _connection.CreateCommand();
#pragma warning disable CA2100 // every caller passes what stands in its source
        command.CommandText = sql;
#pragma warning restore CA2100
        return command;
    }
}
