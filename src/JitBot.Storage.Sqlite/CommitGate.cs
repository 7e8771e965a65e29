namespace JitBot.Storage.Sqlite;

/// <summary>
/// Has one after the other begin to read, and nobody while the writer begins or commits. SQLite lets them meet, but whoever does tries again five times and then sleeps for a microsecond
/// (walTryBeginRead, https://www.sqlite.org/src/file?name=src/wal.c), and SQLite as it was built for SQLitePCLRaw 2.0 knows no usleep and sleeps a whole second: with many at once that
/// happened every few seconds. Once begun, all read side by side as ever.
/// </summary>
internal sealed class CommitGate
{
    private readonly Lock _lock = new();
    private TaskCompletionSource? _alone;

    /// <summary>Begins to read, as soon as the writer lets.</summary>
    public async ValueTask BeginAsync(Action begin, CancellationToken ct)
    {
        while (TryBegin(begin) is { } until)
            await until.WaitAsync(ct);
    }

    /// <summary>Does what the writer must be alone for. It has one thread.</summary>
    public void Alone(Action work)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
            _alone = done;
        try
        {
            work();
        }
        finally
        {
            lock (_lock)
                _alone = null;
            done.SetResult();
        }
    }

    private Task? TryBegin(Action begin)
    {
        lock (_lock)
        {
            if (_alone is null)
                begin();
            return _alone?.Task;
        }
    }
}
