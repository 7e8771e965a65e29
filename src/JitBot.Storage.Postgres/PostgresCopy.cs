using JitBot.Core.Audit;
using JitBot.Core.Store;
using Npgsql;
using NpgsqlTypes;

namespace JitBot.Storage.Postgres;

/// <summary>
/// Fills an empty database with all that another store holds, in one transaction under locks on every table: whatever goes wrong, it is
/// empty again. What came over is counted and compared before anything is committed.
/// </summary>
internal sealed class PostgresCopy(PostgresOptions options, IStoreSource source, Action<string> say)
{
    /// <summary>How often something is said about a long table.</summary>
    private const long SayEvery = 100_000;

    private static readonly string[] WithIdentity = ["checkpoints", "texts", "answers", "deliveries", "effects"];

    /// <summary>Copies everything.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        await using var database = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(options.Pool()) { CommandTimeout = 0 });
        try
        {
            await using var connection = await database.OpenConnectionAsync(ct);
            await using var transaction = await connection.BeginTransactionAsync(ct);
            var db = new PostgresSession(connection, ct);
            await RequireEmptyAsync(db);
            await db.RunAsync("INSERT INTO chains (chain) VALUES ($1)", AuditChain.Only);
            foreach (var table in StoreTables.All)
                await CopyAsync(connection, db, table, ct);
            foreach (var table in WithIdentity)
                await db.RunAsync($"SELECT setval(pg_get_serial_sequence('{PostgresSchema.Name}.{table}', 'id'), coalesce(max(id), 0) + 1, false) FROM {table}");
            await CompareLastLineAsync(db);
            await transaction.CommitAsync(CancellationToken.None);
        }
        catch (Exception e) when (PostgresFaults.Worded(e, options.Name) is StoreUnavailableException worded && worded != e)
        {
            throw worded;
        }
    }

    private async Task RequireEmptyAsync(PostgresSession db)
    {
        await db.RunAsync($"LOCK TABLE chains, {string.Join(", ", StoreTables.All.Select(table => table.Name))} IN ACCESS EXCLUSIVE MODE NOWAIT");
        foreach (var table in StoreTables.All.Select(table => table.Name).Prepend("chains"))
        {
            if (await db.ScalarAsync($"SELECT 1 FROM {table} LIMIT 1") is not null)
                throw new StoreUnavailableException(
                    $"{options.Name} is not empty: there are rows in {table}. Copy into a new database, to which no JitBot has been connected yet.");
        }
    }

    private async Task CopyAsync(NpgsqlConnection connection, PostgresSession db, StoreTable table, CancellationToken ct)
    {
        var (total, done) = (source.Count(table), 0L);
        var chain = table == StoreTables.Lines ? "chain, " : "";
        var columns = string.Join(", ", table.Columns.Select(column => column.Name));
        await using (var rows = await connection.BeginBinaryImportAsync($"COPY {table.Name} ({chain}{columns}) FROM STDIN (FORMAT BINARY)", ct))
        {
            rows.Timeout = Timeout.InfiniteTimeSpan;
            foreach (var row in source.Read(table))
            {
                await WriteAsync(rows, table, row, ct);
                if (++done % SayEvery == 0)
                    say($"  {table.Name}: {done} of {total}");
            }

            await rows.CompleteAsync(ct);
        }

        if (await db.ScalarAsync($"SELECT count(*) FROM {table.Name}") is not long arrived || arrived != total || done != total)
            throw new StoreUnavailableException($"{table.Name} has {total} rows and {done} of them came over. Nothing was copied.");
        say($"  {table.Name}: {done}");
    }

    private static async Task WriteAsync(NpgsqlBinaryImporter rows, StoreTable table, object?[] row, CancellationToken ct)
    {
        await rows.StartRowAsync(ct);
        if (table == StoreTables.Lines)
            await rows.WriteAsync(AuditChain.Only, NpgsqlDbType.Integer, ct);
        foreach (var (column, value) in table.Columns.Zip(row))
            await WriteAsync(rows, column.Type, value, ct);
    }

    private static Task WriteAsync(NpgsqlBinaryImporter rows, StoreType type, object? value, CancellationToken ct) => (type, value) switch
    {
        (_, null) => rows.WriteNullAsync(ct),
        (StoreType.Text, string text) => rows.WriteAsync(PostgresText.Store(text), NpgsqlDbType.Text, ct),
        (StoreType.Number, long number) => rows.WriteAsync(number, NpgsqlDbType.Bigint, ct),
        (StoreType.SmallNumber, int number) => rows.WriteAsync(number, NpgsqlDbType.Integer, ct),
        (StoreType.Flag, bool flag) => rows.WriteAsync(flag, NpgsqlDbType.Boolean, ct),
        (StoreType.Bytes, byte[] bytes) => rows.WriteAsync(bytes, NpgsqlDbType.Bytea, ct),
        _ => throw new InvalidOperationException($"A {value.GetType().Name} is no {type}."),
    };

    /// <summary>The hash of the last line stands for all lines before it.</summary>
    private async Task CompareLastLineAsync(PostgresSession db)
    {
        var theirs = (string?)await db.ScalarAsync("SELECT hash FROM lines ORDER BY seq DESC LIMIT 1");
        var ours = (string?)source.Read(StoreTables.Lines).LastOrDefault()?[^1];
        if (theirs != ours)
            throw new StoreUnavailableException($"The last line came over as {theirs} and is {ours}. Nothing was copied.");
    }
}
