using JitBot.Core.Store;
using Npgsql;

namespace JitBot.Storage.Postgres;

/// <summary>
/// Connections for reading and writing. A write is one transaction, run again when another stood in its way or when its connection turned
/// out to be from before a restart; it is therefore a function of the database alone.
/// </summary>
internal sealed class PostgresDatabase : IAsyncDisposable
{
    /// <summary>
    /// How often a write may lose a race before it gives up. Whoever wins is through, so that of n at once the last has lost n-1 times;
    /// a second of deadlock detection apart this stays inside the time a webhook has.
    /// </summary>
    private const int MostTries = 8;

    private const int OneTry = 1;

    private readonly NpgsqlDataSource _source;
    private readonly NpgsqlDataSource _writer;
    private volatile string? _refusal;
    private volatile bool _hasRoom = true;

    /// <summary>Connects to nothing yet.</summary>
    public PostgresDatabase(PostgresOptions options)
    {
        Name = options.Name;
        _source = new NpgsqlDataSourceBuilder(options.Pool()).Build();
        _writer = new NpgsqlDataSourceBuilder(options.Writer()).Build();
    }

    /// <summary>Host and database, for messages.</summary>
    public string Name { get; }

    /// <summary>False after the disk was full, until something could be written again.</summary>
    public bool HasRoom => _hasRoom;

    /// <summary>From now on nothing is read or written any more, because of this.</summary>
    public void Refuse(string why) => _refusal = why;

    /// <summary>Reads.</summary>
    public async Task<T> ReadAsync<T>(Func<PostgresSession, Task<T>> read, CancellationToken ct)
    {
        for (var isRetry = false; ; isRetry = true)
        {
            try
            {
                await using var connection = await OpenAsync(_source, ct);
                return await read(new PostgresSession(connection, ct));
            }
            catch (Exception e) when (!isRetry && PostgresFaults.IsStale(e))
            {
                _source.Clear();
            }
            catch (Exception e) when (PostgresFaults.Worded(e, Name) is StoreUnavailableException worded && worded != e)
            {
                throw worded;
            }
        }
    }

    /// <summary>Runs the work in one transaction and answers when it is durable.</summary>
    public Task<T> WriteAsync<T>(Func<PostgresSession, Task<T>> work, CancellationToken ct) => WriteAsync(_source, work, MostTries, ct);

    /// <summary>The same on the writer's own connection, and once: whoever stands in the way of a group stands in the way of one piece of it, which then tries by itself.</summary>
    public Task<T> WriteGroupAsync<T>(Func<PostgresSession, Task<T>> work) => WriteAsync(_writer, work, OneTry, CancellationToken.None);

    /// <summary>Closes the connections.</summary>
    public async ValueTask DisposeAsync()
    {
        await _writer.DisposeAsync();
        await _source.DisposeAsync();
    }

    private async Task<T> WriteAsync<T>(NpgsqlDataSource source, Func<PostgresSession, Task<T>> work, int mostTries, CancellationToken ct)
    {
        var isFresh = false;
        for (var attempt = 1; ; attempt++)
        {
            var isCommitting = false;
            try
            {
                await using var connection = await OpenAsync(source, ct);
                await using var transaction = await connection.BeginTransactionAsync(ct);
                var result = await work(new PostgresSession(connection, ct));
                isCommitting = true;
                await transaction.CommitAsync(CancellationToken.None); // nobody may believe undone what was done
                _hasRoom = true;
                return result;
            }
            catch (Exception e) when (PostgresFaults.IsLostRace(e) && attempt < mostTries)
            {
            }
            catch (Exception e) when (PostgresFaults.IsStale(e) && !isFresh && !isCommitting)
            {
                isFresh = true;
                source.Clear();
            }
            catch (Exception e)
            {
                if (PostgresFaults.IsFull(e))
                    _hasRoom = false;
                if (isCommitting && PostgresFaults.IsUnanswered(e))
                    throw PostgresFaults.Unanswered(e, Name);
                if (PostgresFaults.Worded(e, Name) is StoreUnavailableException worded && worded != e)
                    throw worded;
                throw;
            }
        }
    }

    private ValueTask<NpgsqlConnection> OpenAsync(NpgsqlDataSource source, CancellationToken ct) =>
        _refusal is { } why ? throw new StoreUnavailableException(why) : source.OpenConnectionAsync(ct);
}
