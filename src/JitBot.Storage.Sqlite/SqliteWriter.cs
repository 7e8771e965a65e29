using System.Threading.Channels;
using JitBot.Core.Store;
using Microsoft.Data.Sqlite;

namespace JitBot.Storage.Sqlite;

/// <summary>
/// The one writer: a thread that takes whatever is queued, runs it in one transaction and pays for one flush to the disk (group
/// commit). If anything in the group fails, the group is rolled back and each piece of work is run in a transaction of its own, so that a
/// failure undoes nobody else's work. (Savepoints would do the same at the price of a copy of each page touched, on the path where nothing
/// fails.) Work is therefore a function of the database alone and may be run twice; it is answered only once it is durable.
/// </summary>
internal sealed class SqliteWriter : IAsyncDisposable
{
    /// <summary>
    /// How much work may wait, and the most one commit takes: a storm of 100,000 due grants drains fastest in groups of this size, and a
    /// piece of work is a few kilobytes. When it is full, callers wait.
    /// </summary>
    private const int MostQueued = 20_000;

    private readonly Channel<Work> _queue = Channel.CreateBounded<Work>(new BoundedChannelOptions(MostQueued) { SingleReader = true });
    private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly SqliteSession _session;
    private readonly string _path;
    private readonly CommitGate _gate;
    private readonly Func<bool> _makeRoom;
    private bool _isToBeEmptied;

    /// <summary>Takes over the session and starts the thread. <paramref name="makeRoom"/> is asked when the disk is full, and says whether it could.</summary>
    public SqliteWriter(SqliteSession session, string path, CommitGate gate, Func<bool> makeRoom)
    {
        _session = session;
        _path = path;
        _gate = gate;
        _makeRoom = makeRoom;
        // A thread of its own: revocations must be written down even when the pool is busy.
        new Thread(Run) { Name = "jitbot-sqlite-writer", IsBackground = true }.Start();
    }

    /// <summary>
    /// Runs the work and answers when it is durable. Cancelling takes it back only while it waits: once it is being written the answer is
    /// waited for, so that nobody believes undone what was done. <paramref name="erases"/>: what was deleted must leave the disk, too.
    /// <paramref name="committed"/> is told what is durable before anybody is answered.
    /// </summary>
    public async Task<T> WriteAsync<T>(Func<SqliteSession, T> work, CancellationToken ct, bool erases = false, Action<T>? committed = null)
    {
        var item = new Work<T>(work, erases, committed, ct);
        try
        {
            if (!_queue.Writer.TryWrite(item))
                await _queue.Writer.WriteAsync(item, ct);
        }
        catch (ChannelClosedException e)
        {
            throw new StoreUnavailableException($"{_path} is closed: JitBot is stopping.", e);
        }
        return await item.Answer;
    }

    /// <summary>Finishes what is queued and closes the session.</summary>
    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _stopped.Task;
    }

    private void Run()
    {
        var group = new List<Work>();
        while (_queue.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            while (group.Count < MostQueued && _queue.Reader.TryRead(out var work))
            {
                if (!work.IsTakenBack())
                    group.Add(work);
            }
            Write(group);
            group.Clear();
        }
        _session.Dispose();
        _stopped.SetResult();
    }

    private void Write(List<Work> group)
    {
        try
        {
            RollBack(); // what an earlier failure could not
            Begin();
        }
        catch (Exception e)
        {
            FailAll(group, e);
            return;
        }
        if (TryCommit(group) is not { } error)
            return;
        if (SqliteFaults.IsFull(error) && _makeRoom())
            Write(group);
        else
            WriteOneByOne(group, error);
    }

    private Exception? TryCommit(List<Work> group)
    {
        try
        {
            foreach (var work in group)
                work.Run(_session);
            _gate.Alone(() => _session.Execute("COMMIT"));
        }
        catch (Exception e)
        {
            TryRollBack();
            return e;
        }
        group.ForEach(work => work.Note());
        _isToBeEmptied |= group.Exists(work => work.Erases);
        if (_isToBeEmptied)
            EmptyTheWriteAheadLog();
        group.ForEach(work => work.Succeed());
        return null;
    }

    private void WriteOneByOne(List<Work> group, Exception error)
    {
        if (group.Count == 1)
            FailAll(group, error);
        else
            group.ForEach(work => Write([work]));
    }

    private void FailAll(List<Work> group, Exception error)
    {
        var worded = SqliteFaults.Worded(error, _path);
        group.ForEach(work => work.Fail(worded));
    }

    private void TryRollBack()
    {
        try
        {
            RollBack();
        }
        catch (SqliteException)
        {
            // The first error is the one to tell; rolling back is tried again before the next write, and tells its own.
        }
    }

    private void RollBack()
    {
        if (_session.InTransaction)
            _session.Execute("ROLLBACK");
    }

    /// <summary>Another program that holds a lock is waited for with the gate open: meanwhile all can read.</summary>
    private void Begin()
    {
        var hasBegun = false;
        _gate.Alone(() => hasBegun = _session.TryAtOnce(() => _session.Execute("BEGIN IMMEDIATE")));
        if (!hasBegun)
            _session.Execute("BEGIN IMMEDIATE");
    }

    /// <summary>
    /// Deleted rows are overwritten in the file, but older copies of their pages stand in the write-ahead log until it is emptied. Where a reader stands in the way, which the pragma says
    /// by its first column (https://www.sqlite.org/pragma.html#pragma_wal_checkpoint), or the disk fails, it is tried again after the next commit; the erasure itself is durable.
    /// </summary>
    private void EmptyTheWriteAheadLog()
    {
        try
        {
            _gate.Alone(() => _session.TryAtOnce(() => _isToBeEmptied = _session.Scalar("PRAGMA wal_checkpoint(TRUNCATE)") is not 0L));
        }
        catch (SqliteException)
        {
            // What was committed stands, and whoever waits for it is answered; a disk that goes on failing is told by the next commit.
        }
    }

    private abstract class Work(bool erases, CancellationToken ct)
    {
        public bool Erases => erases;

        protected CancellationToken Cancellation => ct;

        public abstract bool IsTakenBack();

        public abstract void Run(SqliteSession session);

        public abstract void Note();

        public abstract void Succeed();

        public abstract void Fail(Exception error);
    }

    private sealed class Work<T>(Func<SqliteSession, T> work, bool erases, Action<T>? committed, CancellationToken ct) : Work(erases, ct)
    {
        private readonly TaskCompletionSource<T> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private T? _result;

        public Task<T> Answer => _answer.Task;

        public override bool IsTakenBack() => Cancellation.IsCancellationRequested && _answer.TrySetCanceled(Cancellation);

        public override void Run(SqliteSession session) => _result = work(session);

        public override void Note() => committed?.Invoke(_result!);

        public override void Succeed() => _answer.SetResult(_result!);

        public override void Fail(Exception error) => _answer.SetException(error);
    }
}
