using System.Threading.Channels;
using JitBot.Core.Store;

namespace JitBot.Storage.Postgres;

/// <summary>
/// The one writer of a process: it takes whatever is queued, runs it in one transaction of a few round trips and pays for one flush to the disk (group commit). What depends on
/// other work of the group waits for the next one. What somebody else's lock holds up, and everything in a group that failed, is run in transactions of their own beside the
/// next groups, so that nobody waits for a stranger's work and a failure undoes nobody else's. Whoever waits is answered only once their work is durable.
/// </summary>
internal sealed class PostgresWriter : IAsyncDisposable
{
    /// <summary>As on SQLite: a piece of work is a few kilobytes. When it is full, callers wait.</summary>
    private const int MostQueued = 20_000;

    /// <summary>A few groups: the names of all that wait are compared for each group.</summary>
    private const int MostWaiting = 1_000;

    /// <summary>Some fifty milliseconds of work: a group shares one flush, and each statement of it has seconds.</summary>
    private const int MostTogether = 256;

    /// <summary>Half of the connections a process uses, so that the next group and those who read have some.</summary>
    private const int MostAlone = 8;

    private readonly Channel<PostgresWork> _queue = Channel.CreateBounded<PostgresWork>(new BoundedChannelOptions(MostQueued) { SingleReader = true });
    private readonly SemaphoreSlim _places = new(MostAlone);
    private readonly List<PostgresWork> _waiting = [];
    private readonly List<Task> _alone = [];
    private readonly PostgresDatabase _database;
    private readonly Func<PostgresSession, IReadOnlyList<PostgresWork>, bool, Task> _run;
    private readonly Task _running;

    /// <summary>Waits for work. <paramref name="run"/> runs a group; its last argument says whether it is a piece alone, which waits for whatever stands in its way.</summary>
    public PostgresWriter(PostgresDatabase database, Func<PostgresSession, IReadOnlyList<PostgresWork>, bool, Task> run)
    {
        _database = database;
        _run = run;
        _running = RunAsync();
    }

    /// <summary>
    /// Runs the work and answers when it is durable. Cancelling takes it back only while it waits: once it is being written the answer is waited for, so that nobody believes
    /// undone what was done.
    /// </summary>
    public async Task<T> WriteAsync<T>(PostgresWork<T> work, CancellationToken ct)
    {
        try
        {
            if (!_queue.Writer.TryWrite(work))
                await _queue.Writer.WriteAsync(work, ct);
        }
        catch (ChannelClosedException e)
        {
            throw new StoreUnavailableException($"{_database.Name} is closed: JitBot is stopping.", e);
        }
        return await work.Answer;
    }

    /// <summary>Finishes what is queued.</summary>
    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _running;
        _places.Dispose();
    }

    private async Task RunAsync()
    {
        while (_waiting.Count > 0 || await _queue.Reader.WaitToReadAsync())
        {
            while (_waiting.Count < MostWaiting && _queue.Reader.TryRead(out var work))
                _waiting.Add(work);
            await WriteAsync(TakeGroup());
            _alone.RemoveAll(task => task.IsCompleted);
        }
        await Task.WhenAll(_alone);
    }

    /// <summary>What waits longest, and whatever depends on none of it.</summary>
    private List<PostgresWork> TakeGroup()
    {
        var (group, names, shared) = (new List<PostgresWork>(), new HashSet<string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
        _waiting.RemoveAll(work =>
        {
            if (work.IsTakenBack())
                return true;
            var isFree = group.Count < MostTogether && !work.Names.Any(name => names.Contains(name) || shared.Contains(name)) && !work.SharedNames.Any(names.Contains);
            names.UnionWith(work.Names); // also of what must wait, so that nothing overtakes it
            shared.UnionWith(work.SharedNames);
            if (isFree)
                group.Add(work);
            return isFree;
        });
        return group;
    }

    private async Task WriteAsync(List<PostgresWork> group)
    {
        if (group.Count == 0)
            return;
        try
        {
            await _database.WriteGroupAsync(db => RunAsync(db, group, isAlone: false));
        }
        catch (Exception e) when (PostgresFaults.IsOfAll(e))
        {
            group.ForEach(work => work.Fail(e));
            return;
        }
        catch (Exception)
        {
            group.ForEach(work => work.Begin()); // each runs by itself now, and tells its own error
        }
        foreach (var work in group)
        {
            if (work.HasResult)
                work.Succeed();
            else
                _alone.Add(WriteAloneAsync(work));
        }
    }

    private async Task WriteAloneAsync(PostgresWork work)
    {
        await _places.WaitAsync();
        try
        {
            await _database.WriteAsync(db => RunAsync(db, [work], isAlone: true), CancellationToken.None);
            work.Succeed();
        }
        catch (Exception e)
        {
            work.Fail(e);
        }
        finally
        {
            _places.Release();
        }
    }

    private async Task<bool> RunAsync(PostgresSession db, List<PostgresWork> group, bool isAlone)
    {
        group.ForEach(work => work.Begin());
        await _run(db, group, isAlone);
        return true;
    }
}
