using Npgsql;

namespace JitBot.Storage.Postgres;

/// <summary>
/// Statements that travel in one round trip. They run one after the other, and in a transaction each sees what was committed before it began,
/// so that what is read behind a lock is what stands there once it is held. If one fails, those behind it are not run.
/// </summary>
internal sealed class PostgresPipeline(NpgsqlConnection connection, CancellationToken ct)
{
    private readonly List<(string Sql, object?[] Values)> _statements = [];
    private readonly List<Action<NpgsqlDataReader>> _readers = [];

    /// <summary>Adds a statement that yields no rows.</summary>
    public void Run(string sql, params object?[] values) => _statements.Add((sql, values));

    /// <summary>Adds a statement that yields rows; they are in the list when everything was sent.</summary>
    public List<T> List<T>(string sql, Func<NpgsqlDataReader, T> read, params object?[] values)
    {
        var rows = new List<T>();
        _statements.Add((sql, values));
        _readers.Add(row => rows.Add(read(row)));
        return rows;
    }

    /// <summary>Adds a statement whose rows nobody needs: it locks or tells.</summary>
    public void Ask(string sql, params object?[] values)
    {
        _statements.Add((sql, values));
        _readers.Add(_ => { });
    }

    /// <summary>Sends what was added since the last time, and waits for all answers.</summary>
    public async Task SendAsync()
    {
        if (_statements.Count > 0)
            await SendAllAsync();
        _statements.Clear();
        _readers.Clear();
    }

    private async Task SendAllAsync()
    {
        await using var batch = new NpgsqlBatch(connection);
        foreach (var (sql, values) in _statements)
            batch.BatchCommands.Add(Bind(sql, values));
        await using var rows = await batch.ExecuteReaderAsync(ct);
        foreach (var read in _readers)
        {
            while (await rows.ReadAsync(ct))
                read(rows);
            await rows.NextResultAsync(ct);
        }
    }

    private static NpgsqlBatchCommand Bind(string sql, object?[] values)
    {
#pragma warning disable CA2100 // every caller passes a literal; values travel as parameters
        var command = new NpgsqlBatchCommand(sql);
#pragma warning restore CA2100
        foreach (var value in values)
            command.Parameters.Add(PostgresSession.Parameter(value));
        return command;
    }
}
