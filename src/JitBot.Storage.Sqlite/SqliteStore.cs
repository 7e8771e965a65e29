using JitBot.Core;
using JitBot.Core.Store;
using Microsoft.Extensions.Logging;

namespace JitBot.Storage.Sqlite;

/// <summary>
/// A store in one SQLite file: one writer with group commit, read connections beside it, a write-ahead log flushed at each commit.
/// The parts of the class are its topics: log, effects, cards, people, audit.
/// </summary>
internal sealed partial class SqliteStore(SqliteOptions options, ILogger<SqliteStore> logger) : IAccessStore, IAsyncDisposable
{
    private readonly string _path = Path.GetFullPath(options.Path);
    private readonly SqliteReserve _reserve = new(Path.GetFullPath(options.Path));
    private readonly NewestVersions _newest = new();
    private readonly CommitGate _gate = new();
    private IDisposable? _lock;
    private SqliteWriter? _writer;
    private SqliteReader? _reader;

    /// <summary>The scripts to apply; a test may add one.</summary>
    internal IReadOnlyList<SchemaScript> Scripts { get; init; } = SqliteSchema.Scripts;

    private SqliteReader Reader => _reader ?? throw new StoreUnavailableException($"{_path} has not been opened.");

    /// <summary>The writer; tests reach through it to make the database fail.</summary>
    internal SqliteWriter Writer => _writer ?? throw new StoreUnavailableException(
        options.ForReading ? $"{_path} was opened for reading alone." : $"{_path} has not been opened.");

    /// <inheritdoc />
    public bool IsShared => false;

    /// <inheritdoc />
    public bool HasRoom => _reserve.IsHeld;

    /// <inheritdoc />
    public bool TryMakeRoom() => _reserve.TryHold();

    /// <inheritdoc />
    public Task OpenAsync(CancellationToken ct) => Task.Run(Open, ct);

    /// <summary>Finishes what is queued and lets go of the file.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_writer is not null)
            await _writer.DisposeAsync();
        _reader?.Dispose();
        _lock?.Dispose();
    }

    private void Open()
    {
        try
        {
            if (options.ForReading)
                OpenForReading();
            else
                OpenForWriting();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StoreUnavailableException(
                $"{_path} cannot be used: {e.Message} Let this user read and write the file and its directory.", e);
        }
        catch (Microsoft.Data.Sqlite.SqliteException e)
        {
            throw SqliteFaults.Worded(e, _path);
        }
    }

    private void OpenForWriting()
    {
        SqliteGuards.RefuseMoved(_path);
        SqliteGuards.PrepareFile(_path);
        _lock = SqliteGuards.TakeLock(_path);
        SqliteSession? session = null;
        try
        {
            session = SqliteSession.Open(_path, options.BusyTimeout);
            var schema = Prepare(session);
            session.Execute("UPDATE effects SET lease_until = NULL WHERE lease_until IS NOT NULL"); // nobody lives who holds one
            _reserve.TryHold();
            _writer = new SqliteWriter(session, _path, _gate, GiveUpReserve);
            _reader = new SqliteReader(_path, options.BusyTimeout, _gate);
            Log.Opened(logger, _path, schema);
        }
        catch
        {
            session?.Dispose();
            _lock.Dispose();
            throw;
        }
    }

    private bool GiveUpReserve()
    {
        if (!_reserve.TryGiveUp())
            return false;
        Log.LivesOnReserve(logger, _path);
        return true;
    }

    private int Prepare(SqliteSession session)
    {
        SqliteGuards.CheckPages(session, _path);
        session.Execute("""
            PRAGMA journal_mode = WAL;
            PRAGMA synchronous = FULL;          -- NORMAL may lose the last commits when the power fails
            PRAGMA wal_autocheckpoint = 1000;   -- pages; checkpointing in the background was measured slower
            PRAGMA journal_size_limit = 67108864; -- the log shrinks to 64 MiB again after a storm
            PRAGMA cache_size = -65536;         -- KiB: a command touches a page of each index, and 2 MiB would be read again and again
            PRAGMA secure_delete = ON;          -- an erased text is overwritten
            """);
        return SqliteSchema.Upgrade(session, Scripts, _path);
    }

    private void OpenForReading()
    {
        if (!File.Exists(_path))
            throw new StoreUnavailableException($"{_path} does not exist. {SqliteSetup.GivePath}");
        using (var session = SqliteSession.Open(_path, options.BusyTimeout))
        {
            SqliteGuards.CheckPages(session, _path);
            SqliteSchema.Require(session, Scripts, _path);
        }
        _reader = new SqliteReader(_path, options.BusyTimeout, _gate);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Opened the database {Path}, schema {Schema}.")]
        public static partial void Opened(ILogger logger, string path, int schema);

        [LoggerMessage(Level = LogLevel.Critical, Message = "The disk that holds {Path} is full: access is still taken away, but none is given until there is space again.")]
        public static partial void LivesOnReserve(ILogger logger, string path);
    }
}
