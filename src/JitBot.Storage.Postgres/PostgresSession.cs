using Npgsql;

namespace JitBot.Storage.Postgres;

/// <summary>One connection for one piece of work. Values travel as $1, $2, …; strings in the form of <see cref="PostgresText"/>.</summary>
internal sealed class PostgresSession(NpgsqlConnection connection, CancellationToken ct)
{
    /// <summary>Runs a statement and returns how many rows it changed.</summary>
    public async Task<int> RunAsync(string sql, params object?[] values)
    {
        await using var command = Bind(sql, values);
        return await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>The first column of the first row, or null if there is none.</summary>
    public async Task<object?> ScalarAsync(string sql, params object?[] values)
    {
        await using var command = Bind(sql, values);
        return await command.ExecuteScalarAsync(ct) switch
        {
            null or DBNull => null,
            string text => PostgresText.Read(text),
            var value => value,
        };
    }

    /// <summary>The first row, or null if there is none.</summary>
    public async Task<T?> FirstAsync<T>(string sql, Func<NpgsqlDataReader, T> read, params object?[] values)
        where T : class
    {
        var rows = await ListAsync(sql, read, values);
        return rows.Count == 0 ? null : rows[0];
    }

    /// <summary>All rows.</summary>
    public async Task<List<T>> ListAsync<T>(string sql, Func<NpgsqlDataReader, T> read, params object?[] values)
    {
        await using var command = Bind(sql, values);
        await using var rows = await command.ExecuteReaderAsync(ct);
        var list = new List<T>();
        while (await rows.ReadAsync(ct))
            list.Add(read(rows));
        return list;
    }

    /// <summary>Statements to send in one round trip.</summary>
    public PostgresPipeline Pipeline() => new(connection, ct);

    /// <summary>A value as a parameter of a statement.</summary>
    public static NpgsqlParameter Parameter(object? value) => new()
    {
        Value = value switch
        {
            null => DBNull.Value,
            string text => PostgresText.Store(text),
            string?[] texts => Array.ConvertAll(texts, text => text is null ? null : PostgresText.Store(text)),
            _ => value,
        },
    };

    private NpgsqlCommand Bind(string sql, object?[] values)
    {
#pragma warning disable CA2100 // every caller passes a literal or a schema script; values travel as parameters
        var command = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
        foreach (var value in values)
            command.Parameters.Add(Parameter(value));
        return command;
    }
}

/// <summary>Reading rows.</summary>
internal static class PostgresRows
{
    /// <summary>A text as it was stored.</summary>
    public static string Text(this NpgsqlDataReader row, int column) => PostgresText.Read(row.GetString(column));

    /// <summary>A text, or null.</summary>
    public static string? TextOrNull(this NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.Text(column);

    /// <summary>A moment kept in milliseconds.</summary>
    public static DateTimeOffset Time(this NpgsqlDataReader row, int column) => Millis.ToTime(row.GetInt64(column));
}
