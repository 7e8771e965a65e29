using Npgsql;

namespace JitBot.Storage.Postgres;

/// <summary>
/// What the room needs: how to reach the database. <paramref name="ForReading"/>: beside running processes, for an auditor. What the
/// connection string does not say is set here; what it says stays.
/// </summary>
internal sealed record PostgresOptions(NpgsqlConnectionStringBuilder ConnectionString, bool ForReading = false)
{
    /// <summary>Connections a process uses at once. More gain nothing, since its lines stand in one chain.</summary>
    private const int MostConnections = 16;

    /// <summary>A webhook gets its 503 before the platform gives up on it.</summary>
    private const int TimeoutSeconds = 5;

    /// <summary>The standing connection finds out so soon that nobody is at the other end.</summary>
    private const int KeepAliveSeconds = 10;

    /// <summary>Each statement of the source once, so that it is planned once a connection.</summary>
    private const int MostPrepared = 100;

    /// <summary>A statement that comes a second time is worth planning for good; what comes once, at start, is not.</summary>
    private const int UsesBeforePrepared = 2;

    /// <summary>A process that was frozen in the middle of a transaction must not hold up the others for ever.</summary>
    private const string IdleInTransaction = "-c idle_in_transaction_session_timeout=10000";

    /// <summary>Host and database, for messages. Never user or password.</summary>
    public string Name => $"PostgreSQL database {ConnectionString.Database} at {ConnectionString.Host}:{ConnectionString.Port}";

    /// <summary>The connection string of the pool.</summary>
    public string Pool()
    {
        var given = ConnectionString;
        var pool = new NpgsqlConnectionStringBuilder(given.ConnectionString)
        {
            SearchPath = PostgresSchema.Name,
            NoResetOnClose = true, // nobody leaves anything behind on a connection, and resetting costs more than a short read
            CommandTimeout = TimeoutSeconds,
            Timeout = TimeoutSeconds,
            ApplicationName = given.ApplicationName ?? "jitbot",
            Options = string.IsNullOrEmpty(given.Options) ? IdleInTransaction : $"{given.Options} {IdleInTransaction}",
        };
        if (!given.ContainsKey("Maximum Pool Size") || given.MaxPoolSize == new NpgsqlConnectionStringBuilder().MaxPoolSize)
            pool.MaxPoolSize = MostConnections;
        if (given.MaxAutoPrepare == 0)
            (pool.MaxAutoPrepare, pool.AutoPrepareMinUsages) = (MostPrepared, UsesBeforePrepared);
        return pool.ToString();
    }

    /// <summary>The connection string of the writer, which uses one connection: a group after the other meets what is planned and cached there.</summary>
    public string Writer() => new NpgsqlConnectionStringBuilder(Pool()) { MaxPoolSize = 1 }.ToString();

    /// <summary>The connection string of the one standing connection, which leaves locks behind when something goes wrong.</summary>
    public string Standing() => new NpgsqlConnectionStringBuilder(Pool()) { MaxPoolSize = 1, KeepAlive = KeepAliveSeconds, NoResetOnClose = false }.ToString();
}
