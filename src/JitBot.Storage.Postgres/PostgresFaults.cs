using System.Net.Sockets;
using JitBot.Core.Store;
using Npgsql;

namespace JitBot.Storage.Postgres;

/// <summary>What the database's errors mean to an operator. Codes: https://www.postgresql.org/docs/current/errcodes-appendix.html.</summary>
internal static class PostgresFaults
{
    /// <summary>The error with a sentence that says what to do; an error that is our own mistake stays as it is.</summary>
    public static Exception Worded(Exception error, string database) =>
        Sentence(error, database) is { } sentence ? new StoreUnavailableException(sentence, error) : error;

    /// <summary>
    /// The commit was not answered. Whoever asked asks again: what was stored is found under the key of its gesture or delivery.
    /// </summary>
    public static StoreUnavailableException Unanswered(Exception error, string database) => new(
        $"{database} did not answer when it was told to commit, so that it is not known whether this was stored. It is looked at again as soon as "
        + "the database answers.", error);

    /// <summary>Whether the server may have done what it was told: the connection went, or it stopped. An error of its own says that it did not.</summary>
    public static bool IsUnanswered(Exception error) => error is not PostgresException e || IsShutdown(e.SqlState);

    /// <summary>Whether it is the database that fails, whatever was asked of it: nothing else would fare better. <paramref name="error"/> is as it is told to callers.</summary>
    public static bool IsOfAll(Exception error) => error is StoreUnavailableException { InnerException: var why } && (why is null || IsUnanswered(why));

    /// <summary>Whether the disk had no room left.</summary>
    public static bool IsFull(Exception error) => error is PostgresException { SqlState: PostgresErrorCodes.DiskFull };

    /// <summary>Whether two transactions stood in each other's way, so that the same one, run again, finds a settled picture.</summary>
    public static bool IsLostRace(Exception error) => error is PostgresException
    {
        SqlState: PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure,
    } or PostgresException
    {
        SqlState: PostgresErrorCodes.UniqueViolation, ConstraintName: "lines_by_stream" or "lines_pkey" or "answers_by_key",
    };

    /// <summary>Whether the connection came from before a restart or a failover; a fresh one may do.</summary>
    public static bool IsStale(Exception error) => error switch
    {
        PostgresException e => IsShutdown(e.SqlState) || e.SqlState == PostgresErrorCodes.ReadOnlySqlTransaction,
        NpgsqlException { InnerException: not TimeoutException } => true,
        _ => false,
    };

    private static string? Sentence(Exception error, string database) => error switch
    {
        PostgresException e => OfState(e.SqlState, database),
        NpgsqlException { InnerException: TimeoutException } or TimeoutException =>
            $"{database} does not answer in time. Look at its load, its locks and the network; nothing is acknowledged until it answers.",
        NpgsqlException or SocketException or IOException =>
            $"{database} cannot be reached. Look whether it runs, whether the network lets JitBot through, and whether host, port and SSL Mode "
            + "in Storage:Postgres:ConnectionString are right.",
        ObjectDisposedException => $"{database} is closed: JitBot is stopping.",
        _ => null,
    };

    private static bool IsShutdown(string state) =>
        state is PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow
        || state.StartsWith("08", StringComparison.Ordinal);

    private static string? OfState(string state, string database) => state switch
    {
        _ when IsShutdown(state) =>
            $"{database} is stopping, starting or failing over. Nothing was written; JitBot goes on as soon as it is back.",
        PostgresErrorCodes.DiskFull =>
            $"The disk of {database} is full. Nothing was written; free some space.",
        PostgresErrorCodes.ReadOnlySqlTransaction =>
            $"{database} is read-only, as a standby is. Point Storage:Postgres:ConnectionString at the primary; with several hosts in it, "
            + "add Target Session Attributes=primary.",
        PostgresErrorCodes.TooManyConnections =>
            $"{database} has no connection left. Raise max_connections there, or give JitBot a lower Maximum Pool Size.",
        PostgresErrorCodes.OutOfMemory =>
            $"{database} has not enough memory. Nothing was written; look at what else runs there.",
        PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification =>
            $"{database} does not let this role in. Correct Username and Password in Storage:Postgres:ConnectionString, or pg_hba.conf there.",
        PostgresErrorCodes.InvalidCatalogName =>
            $"{database} does not exist. Create it, or correct Database in Storage:Postgres:ConnectionString.",
        PostgresErrorCodes.InsufficientPrivilege =>
            $"{database} does not let this role do its work. {PostgresSchema.WhatTheOwnerRuns}",
        PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.UndefinedColumn or PostgresErrorCodes.InvalidSchemaName =>
            $"{database} has not the tables this JitBot needs. {PostgresSchema.WhatTheOwnerRuns}",
        PostgresErrorCodes.QueryCanceled or PostgresErrorCodes.LockNotAvailable =>
            $"{database} did not finish in time. Nothing was written; look at its load and its locks.",
        PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure =>
            $"{database} is so busy that this work lost every race. Nothing was written; it is tried again.",
        PostgresErrorCodes.DataCorrupted or PostgresErrorCodes.IndexCorrupted =>
            $"{database} is damaged. Stop JitBot, keep a copy, and restore the last good backup.",
        PostgresErrorCodes.IoError =>
            $"The disk of {database} reports an error. Look into its log; nothing is acknowledged until it works again.",
        _ => null,
    };
}
