using JitBot.Core.Store;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace JitBot.Storage.Sqlite;

/// <summary>What the database's errors mean to an operator.</summary>
internal static class SqliteFaults
{
    /// <summary>The error with a sentence that says what to do; an error that is our own mistake stays as it is.</summary>
    public static Exception Worded(Exception error, string path) => error switch
    {
        SqliteException e when Sentence(e.SqliteErrorCode, path) is { } sentence => new StoreUnavailableException(sentence, e),
        TimeoutException => new StoreUnavailableException($"The disk that holds {path} does not answer. Look into the system's log; nothing is acknowledged until it does.", error),
        _ => error,
    };

    /// <summary>Whether the disk had no room left.</summary>
    public static bool IsFull(Exception error) => error is SqliteException { SqliteErrorCode: raw.SQLITE_FULL };

    private static string? Sentence(int code, string path) => code switch
    {
        raw.SQLITE_FULL =>
            $"The disk that holds {path} is full. Nothing was written; free some space.",
        raw.SQLITE_BUSY or raw.SQLITE_LOCKED =>
            $"Another program holds a lock on {path}. Nothing was written; close whatever else has the file open.",
        raw.SQLITE_READONLY or raw.SQLITE_PERM =>
            $"{path} cannot be written. Let this user write the file and its directory, and mount the disk read-write.",
        raw.SQLITE_CANTOPEN =>
            $"{path} cannot be opened. Let this user read and write the file and its directory.",
        raw.SQLITE_CORRUPT =>
            $"{path} is damaged. Stop JitBot, keep a copy of the file, and put the last good backup in its place.",
        raw.SQLITE_NOTADB =>
            $"{path} is not an SQLite database. Correct the path, or put the last good backup in its place.",
        raw.SQLITE_IOERR =>
            $"The disk that holds {path} reports an error. Look into the system's log; nothing is acknowledged until it works again.",
        raw.SQLITE_NOMEM =>
            $"There is not enough memory to use {path}.",
        raw.SQLITE_PROTOCOL =>
            $"{path} cannot be locked as SQLite needs it. Keep it on a local disk.",
        _ => null,
    };
}
