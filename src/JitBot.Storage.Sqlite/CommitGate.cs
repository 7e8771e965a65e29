namespace JitBot.Storage.Sqlite;

/// <summary>
/// Keeps whoever begins to read from meeting a commit, or another who begins: who meets one can sleep a whole second. SQLite has them try again five times and then sleep for a microsecond
/// (walTryBeginRead, https://www.sqlite.org/src/file?name=src/wal.c); built without usleep, as it is for SQLitePCLRaw 2.0, it sleeps in whole seconds. With many at once that happened every few
/// seconds. Once begun, all read side by side as ever.
/// </summary>
internal sealed class CommitGate
{
    /// <summary>As long as Slack waits for an answer and more: whoever has waited so long for the disk is told that it does not answer.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly Lock _lock = new();
    private TaskCompletionSource? _alone;

    /// <summary>Begins to read, as soon as the writer lets. Throws <see cref="TimeoutException"/> if it does not for long.</summary>
    public async ValueTask BeginAsync(Action begin, CancellationToken ct)
    {
        while (BeginOrWait(begin) is { } writing)
            await writing.WaitAsync(Patience, ct);
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

    /// <summary>Begins, or says what has to be waited for.</summary>
    private Task? BeginOrWait(Action begin)
    {
        lock (_lock)
        {
            if (_alone is null)
                begin();
            return _alone?.Task;
        }
    }
}
