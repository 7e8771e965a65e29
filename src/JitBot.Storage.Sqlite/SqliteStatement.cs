using JitBot.Core.Store;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace JitBot.Storage.Sqlite;

/// <summary>
/// A statement that is prepared once and run with other values each time, on the library's own calls: a command of ADO.NET looks up each parameter's name and makes a reader each
/// time, which took as long as the statement itself. Used by one thread at a time.
/// </summary>
internal sealed class SqliteStatement : IDisposable
{
    private readonly sqlite3 _connection;
    private readonly sqlite3_stmt _statement;
    private readonly string[] _names;
    private readonly int[] _places;

    /// <summary>Prepares one statement, whose values will be given in this order each time.</summary>
    public SqliteStatement(sqlite3 connection, string sql, ReadOnlySpan<(string Name, object? Value)> values)
    {
        _connection = connection;
        Check(raw.sqlite3_prepare_v2(connection, sql, out _statement, out var rest));
        (_names, _places) = (new string[values.Length], new int[values.Length]);
        for (var i = 0; i < values.Length; i++)
            (_names[i], _places[i]) = (values[i].Name, raw.sqlite3_bind_parameter_index(_statement, values[i].Name));
        if (!string.IsNullOrWhiteSpace(rest) || Array.Exists(_places, place => place == 0) || raw.sqlite3_bind_parameter_count(_statement) != _places.Length)
            throw new InvalidOperationException($"Not one statement with just these values: {sql}");
    }

    /// <summary>Runs it with these values, until what is returned is disposed of.</summary>
    public Running Begin(ReadOnlySpan<(string Name, object? Value)> values)
    {
        if (values.Length != _names.Length)
            throw new InvalidOperationException($"{values.Length} values for a statement of {_names.Length}.");
        for (var i = 0; i < values.Length; i++)
        {
            if (values[i].Name != _names[i])
                throw new InvalidOperationException($"{values[i].Name} where the statement had {_names[i]} before.");
            Check(Bind(_places[i], values[i].Value));
        }

        return new Running(this);
    }

    public void Dispose() => _statement.Dispose();

    private int Bind(int place, object? value) => value switch
    {
        null => raw.sqlite3_bind_null(_statement, place),
        string text => raw.sqlite3_bind_text(_statement, place, text),
        long number => raw.sqlite3_bind_int64(_statement, place, number),
        int number => raw.sqlite3_bind_int(_statement, place, number),
        bool flag => raw.sqlite3_bind_int(_statement, place, flag ? 1 : 0),
        byte[] bytes => raw.sqlite3_bind_blob(_statement, place, bytes),
        _ => throw new InvalidOperationException($"A {value.GetType().Name} is no value of this database."),
    };

    private void Check(int result) => SqliteException.ThrowExceptionForRC(result, _connection);

    /// <summary>A run of the statement.</summary>
    public readonly struct Running(SqliteStatement statement) : IDisposable
    {
        /// <summary>The row it has found last.</summary>
        public SqliteRow Row => new(statement._statement);

        /// <summary>Whether it has found another row.</summary>
        public bool Step()
        {
            var result = raw.sqlite3_step(statement._statement);
            if (result != raw.SQLITE_ROW && result != raw.SQLITE_DONE)
                statement.Check(result);
            return result == raw.SQLITE_ROW;
        }

        /// <summary>Ends the run. What it failed with, if it did, has been thrown before.</summary>
        public void Dispose() => _ = raw.sqlite3_reset(statement._statement);
    }
}
