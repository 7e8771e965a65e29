using System.Collections.Concurrent;
using JitBot.Core.Store;

namespace JitBot.Storage.Sqlite;

/// <summary>Read connections. With a write-ahead log they see the last commit, and wait for the writer only to begin.</summary>
internal sealed class SqliteReader(string path, TimeSpan busyTimeout, CommitGate gate) : IDisposable
{
    /// <summary>A read takes tens of microseconds of processor time, so more than a few at once gain nothing.</summary>
    private const int MostAtOnce = 4;

    private readonly SemaphoreSlim _places = new(MostAtOnce);
    private readonly ConcurrentBag<SqliteSession> _idle = [];
    private volatile bool _closed;

    /// <summary>Reads with a connection of its own.</summary>
    public async Task<T> ReadAsync<T>(Func<SqliteSession, T> read, CancellationToken ct)
    {
        await _places.WaitAsync(ct);
        SqliteSession? session = null;
        try
        {
            await gate.BeginAsync(() => session = Begin(), ct);
            var result = read(session!);
            session!.Run("COMMIT");
            _idle.Add(session);
            return result;
        }
        catch (Exception e)
        {
            session?.Dispose(); // whatever state it is in, nobody else gets it
            var worded = SqliteFaults.Worded(e, path);
            if (ReferenceEquals(worded, e))
                throw;
            throw worded;
        }
        finally
        {
            _places.Release();
        }
    }

    public void Dispose()
    {
        _closed = true;
        // Whoever is reading gives the place back; after that nobody gets one.
        for (var i = 0; i < MostAtOnce; i++)
            _places.Wait();
        while (_idle.TryTake(out var session))
            session.Dispose();
        _places.Release(MostAtOnce);
    }

    /// <summary>A session that reads: not BEGIN but the first look at the file takes the snapshot.</summary>
    private SqliteSession Begin()
    {
        if (_closed)
            throw new StoreUnavailableException($"{path} is closed: JitBot is stopping.");
        var session = _idle.TryTake(out var idle) ? idle : Open();
        try
        {
            session.Run("BEGIN");
            session.Scalar("PRAGMA user_version");
            return session;
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    private SqliteSession Open()
    {
        var session = SqliteSession.Open(path, busyTimeout);
        session.Execute("PRAGMA query_only = ON");
        return session;
    }
}
