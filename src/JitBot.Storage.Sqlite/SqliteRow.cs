using SQLitePCL;

namespace JitBot.Storage.Sqlite;

/// <summary>A row that a statement has found, to be read before the statement goes on. Columns are counted from 0.</summary>
internal readonly struct SqliteRow(sqlite3_stmt statement)
{
    /// <summary>Whether nothing stands in a column.</summary>
    public bool IsNull(int column) => raw.sqlite3_column_type(statement, column) == raw.SQLITE_NULL;

    /// <summary>A text. Throws if nothing stands there.</summary>
    public string GetString(int column) => raw.sqlite3_column_text(statement, column).utf8_to_string() ?? throw Missing(column);

    /// <summary>A number. Throws if nothing stands there.</summary>
    public long GetInt64(int column)
    {
        var number = raw.sqlite3_column_int64(statement, column);
        return number == 0 && IsNull(column) ? throw Missing(column) : number; // nothing is read as 0, and asking each time what stands there costs as much as reading it
    }

    /// <summary>A small number. Throws if nothing stands there, or what does is not small.</summary>
    public int GetInt32(int column) => checked((int)GetInt64(column));

    /// <summary>Yes or no. Throws if nothing stands there.</summary>
    public bool GetBoolean(int column) => GetInt64(column) != 0;

    /// <summary>Bytes. Throws if nothing stands there.</summary>
    public byte[] GetBytes(int column)
    {
        var bytes = raw.sqlite3_column_blob(statement, column);
        return bytes.IsEmpty && IsNull(column) ? throw Missing(column) : bytes.ToArray();
    }

    /// <summary>Whatever stands in a column; null if nothing does.</summary>
    public object? Get(int column) => raw.sqlite3_column_type(statement, column) switch
    {
        raw.SQLITE_NULL => null,
        raw.SQLITE_INTEGER => GetInt64(column),
        raw.SQLITE_TEXT => GetString(column),
        raw.SQLITE_FLOAT => raw.sqlite3_column_double(statement, column),
        _ => GetBytes(column),
    };

    private static InvalidCastException Missing(int column) => new($"Nothing stands in column {column}.");
}
