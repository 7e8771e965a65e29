using JitBot.Core.Store;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace JitBot.Storage.Postgres;

/// <summary>
/// A process's place at the database: the lowest chain nobody else holds, and an ear for effects others store, both on one connection of
/// their own. Losing the connection loses nothing: lines are still put into the chain under the lock of its row, the sweep finds what was
/// not heard, and takes a place again.
/// </summary>
internal sealed partial class PostgresSeat(PostgresOptions options, ILogger logger) : IAsyncDisposable
{
    /// <summary>Where effects are told of.</summary>
    public const string Channel = "jitbot_effects";

    /// <summary>Far more processes than a database has connections.</summary>
    private const int MostChains = 1000;

    private readonly NpgsqlDataSource _source = new NpgsqlDataSourceBuilder(options.Standing()).Build();
    private NpgsqlConnection? _connection;
    private CancellationTokenSource? _stop;
    private Task _listening = Task.CompletedTask;

    /// <summary>The chain this process writes into.</summary>
    public int Chain { get; private set; }

    /// <summary>Raised with what another process told.</summary>
    public event Action<string>? Heard;

    /// <summary>Takes a place if there is none or the connection was lost.</summary>
    public async Task EnsureAsync(CancellationToken ct)
    {
        if (_connection is not null && !_listening.IsCompleted)
            return;
        await LeaveAsync();
        var connection = await _source.OpenConnectionAsync(ct);
        try
        {
            var db = new PostgresSession(connection, ct);
            Chain = await TakeChainAsync(db);
            await db.RunAsync($"LISTEN {Channel}");
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
        connection.Notification += (_, told) => Heard?.Invoke(told.Payload);
        _connection = connection;
        _stop = new CancellationTokenSource();
        _listening = ListenAsync(connection, _stop.Token);
        Log.Seated(logger, options.Name, Chain);
    }

    /// <summary>Gives the chain back.</summary>
    public async ValueTask DisposeAsync()
    {
        await LeaveAsync();
        await _source.DisposeAsync();
    }

    /// <summary>
    /// The lowest free chain; chain 1 where none is free, because whoever may connect may hold such locks, and what two processes put into one
    /// chain only takes them longer.
    /// </summary>
    private async Task<int> TakeChainAsync(PostgresSession db)
    {
        var free = await db.ScalarAsync("SELECT n FROM generate_series(1, $2) n WHERE pg_try_advisory_lock($1, n) LIMIT 1", PostgresSchema.LockClass, MostChains);
        if (free is null)
            Log.NoneFree(logger, options.Name, MostChains);
        var chain = free as int? ?? 1;
        await db.RunAsync("INSERT INTO chains (chain) VALUES ($1) ON CONFLICT DO NOTHING", chain);
        return chain;
    }

    private async Task ListenAsync(NpgsqlConnection connection, CancellationToken stop)
    {
        try
        {
            while (true)
                await connection.WaitAsync(stop);
        }
        catch (OperationCanceledException)
        {
        }
        catch (Exception e) when (e is NpgsqlException or IOException or InvalidOperationException)
        {
            Log.Lost(logger, options.Name, e.Message);
        }
    }

    private async Task LeaveAsync()
    {
        if (_connection is not { } connection)
            return;
        _connection = null;
        await _stop!.CancelAsync();
        await _listening;
        _stop.Dispose();
        try
        {
            // At once, not when the server notices that the connection is gone.
            await new PostgresSession(connection, default).RunAsync("SELECT pg_advisory_unlock_all()");
        }
        catch (Exception e) when (e is NpgsqlException or InvalidOperationException)
        {
            // It is gone, and the lock with it.
        }
        await connection.DisposeAsync();
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "{Database}: this process writes chain {Chain}")]
        public static partial void Seated(ILogger logger, string database, int chain);

        [LoggerMessage(Level = LogLevel.Warning, Message = "{Database}: all {Chains} chains are in use, so this process shares one; look what else holds advisory locks there")]
        public static partial void NoneFree(ILogger logger, string database, int chains);

        [LoggerMessage(Level = LogLevel.Warning, Message = "{Database}: the connection that listens was lost ({What}); the sweep takes a new one")]
        public static partial void Lost(ILogger logger, string database, string what);
    }
}
