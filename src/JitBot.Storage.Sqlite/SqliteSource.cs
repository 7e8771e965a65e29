using System.Globalization;
using JitBot.Core.Store;
using Microsoft.Data.Sqlite;

namespace JitBot.Storage.Sqlite;

/// <summary>A database file that is to be moved: locked as if a process served from it, read in slices, and left as it is.</summary>
internal sealed class SqliteSource : IStoreSource
{
    /// <summary>Rows read at once; a few hundred kilobytes.</summary>
    private const int Slice = 1_000;

    private readonly IDisposable _lock;
    private readonly SqliteSession _session;
    private readonly string _path;

    private SqliteSource(IDisposable taken, SqliteSession session, string path) => (_lock, _session, _path) = (taken, session, path);

    /// <summary>Opens it; throws if it is not there, is served from, is damaged, or was written by another version.</summary>
    public static SqliteSource Open(SqliteOptions options)
    {
        var path = Path.GetFullPath(options.Path);
        if (!File.Exists(path))
            throw new StoreUnavailableException($"{path} does not exist. {SqliteSetup.GivePath}");
        var taken = SqliteGuards.TakeLock(path);
        SqliteSession? session = null;
        try
        {
            session = SqliteSession.Open(path, options.BusyTimeout);
            SqliteGuards.CheckPages(session, path);
            SqliteSchema.Require(session, SqliteSchema.Scripts, path);
            session.Execute("PRAGMA query_only = ON");
            return new SqliteSource(taken, session, path);
        }
        catch (Exception e)
        {
            session?.Dispose();
            taken.Dispose();
            if (e is SqliteException)
                throw SqliteFaults.Worded(e, path);
            throw;
        }
    }

    /// <inheritdoc />
    public long Count(StoreTable table) => Convert.ToInt64(_session.Scalar($"SELECT count(*) FROM {table.Name}"), CultureInfo.InvariantCulture);

    /// <inheritdoc />
    public IEnumerable<object?[]> Read(StoreTable table)
    {
        var columns = string.Join(", ", table.Columns.Select(column => column.Name is "id" ? $"{table.Name}.id" : column.Name));
        var from = table.Name == "effects" ? "effects JOIN effect_bodies USING (id)" : table.Name;
        var slice = $"SELECT {table.Name}.rowid, {columns} FROM {from} WHERE {table.Name}.rowid > $last ORDER BY {table.Name}.rowid LIMIT $most";
        var last = long.MinValue;
        while (_session.List(slice, row => (Row: row.GetInt64(0), Values: Values(table, row)), ("$last", last), ("$most", Slice)) is { Count: > 0 } rows)
        {
            foreach (var (_, values) in rows)
                yield return values;
            last = rows[^1].Row;
        }
    }

    /// <inheritdoc />
    public void MarkMoved() => SqliteGuards.MarkMoved(_path);

    public void Dispose()
    {
        _session.Dispose();
        _lock.Dispose();
    }

    private static object?[] Values(StoreTable table, SqliteRow row) =>
        [.. table.Columns.Select((column, i) => row.IsNull(i + 1) ? null : Value(table, column, row, i + 1))];

    private static object Value(StoreTable table, StoreColumn column, SqliteRow row, int at)
    {
        try
        {
            return Value(column.Type, row, at);
        }
        catch (Exception e) when (e is OverflowException or InvalidCastException or FormatException)
        {
            throw new StoreUnavailableException($"What stands in {table.Name}.{column.Name} is no value of JitBot's. Nothing was copied; restore the last good backup.", e);
        }
    }

    private static object Value(StoreType type, SqliteRow row, int column) => type switch
    {
        StoreType.Text => row.GetString(column),
        StoreType.Number => row.GetInt64(column),
        StoreType.SmallNumber => row.GetInt32(column),
        StoreType.Flag => row.GetInt64(column) != 0,
        StoreType.Bytes => row.GetBytes(column),
        _ => throw new InvalidOperationException($"A type nobody knows: {type}."),
    };
}
