using JitBot.Core.Store;
using Microsoft.Extensions.Logging;

namespace JitBot.Engine.Effects;

/// <summary>Starts what is ready, as many effects at once as <see cref="WorkerLimits"/> allow at each door.</summary>
internal sealed partial class WorkCrew(WakeClock wakes, EffectWorker worker, Hands hands, Successors successors, ILogger<WorkCrew> log)
{
    private readonly Lock _gate = new();
    private readonly HashSet<Task> _running = [];
    private SynchronizationContext? _context;

    /// <summary>Raised when a hand has come free; handlers must be quick.</summary>
    public event Action? Freed;

    /// <summary>What is at work.</summary>
    public IReadOnlyList<Task> Running
    {
        get
        {
            lock (_gate)
            {
                _running.RemoveWhere(task => task.IsCompleted);
                return [.. _running];
            }
        }
    }

    /// <summary>Begins at once what is stored from now on, where it finds a hand. <paramref name="abandon"/> cuts it off.</summary>
    public void Open(CancellationToken abandon)
    {
        _context = SynchronizationContext.Current;
        successors.Open(claimed => Start(claimed, abandon), () => Freed?.Invoke());
    }

    /// <summary>Begins nothing any more but what <see cref="StartReadyAsync"/> is called for.</summary>
    public void Close() => successors.Close();

    /// <summary>Starts everything that is ready and finds a hand; one caller at a time. <paramref name="abandon"/> cuts off what was started.</summary>
    public async Task StartReadyAsync(CancellationToken abandon, CancellationToken stop)
    {
        lock (_gate)
            _running.RemoveWhere(task => task.IsCompleted);
        while (!stop.IsCancellationRequested && wakes.Take(hands) is { Count: > 0 } ready)
        {
            var unclaimed = ready.ToList();
            try
            {
                foreach (var claimed in await worker.ClaimAsync([.. ready.Select(one => one.Id)], stop))
                {
                    var own = unclaimed.Find(one => one.Id == claimed.Id);
                    unclaimed.Remove(own);
                    await StartAsync(claimed, own.Door, abandon, stop);
                }
            }
            finally
            {
                foreach (var left in unclaimed)
                    hands.End(left.Door);
            }
        }
    }

    /// <summary>Works until nothing is ready and nothing is at work.</summary>
    public async Task DrainAsync(CancellationToken ct)
    {
        Open(ct);
        try
        {
            IReadOnlyList<Task> running;
            do
            {
                wakes.Tick();
                await StartReadyAsync(ct, ct);
                running = Running;
                if (running.Count > 0)
                    await Task.WhenAny(running);
            }
            while (running.Count > 0);
        }
        finally
        {
            Close();
        }
    }

    /// <summary>With the hand it was given, or, if it waits at another door than was known, with one of that.</summary>
    private async Task StartAsync(ClaimedEffect claimed, string door, CancellationToken abandon, CancellationToken stop)
    {
        var own = Door.Of(claimed.Effect);
        if (own != door)
        {
            hands.End(door);
            if (!hands.TryBegin(own, claimed.Effect.Lane))
            {
                await worker.HandBackAsync(claimed, stop);
                return;
            }
        }

        Start(claimed, abandon);
    }

    /// <summary>Whoever stored it, it runs in the context the crew was opened in and carries nothing of theirs along: their work ends before it does.</summary>
    private void Start(ClaimedEffect claimed, CancellationToken abandon)
    {
        var theirs = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(_context);
        try
        {
            using var none = ExecutionContext.SuppressFlow();
            var task = RunAsync(claimed, abandon);
            lock (_gate)
                _running.Add(task);
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(theirs);
        }
    }

    private async Task RunAsync(ClaimedEffect claimed, CancellationToken abandon)
    {
        await Task.Yield();
        try
        {
            await worker.RunAsync(claimed, abandon);
        }
        catch (OperationCanceledException) when (abandon.IsCancellationRequested)
        {
            Log.Abandoned(log, claimed.Effect.Key);
            await worker.GiveUpAsync(claimed, CancellationToken.None);
        }
        catch (Exception e)
        {
            // The worker has its own answer to every failure; whatever still gets here must at least be seen. The lease runs out by itself.
            Log.Escaped(log, claimed.Effect.Key, e);
        }
        finally
        {
            hands.End(Door.Of(claimed.Effect));
            Freed?.Invoke();
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "{Effect} did not finish in time; it is left to the next process")]
        public static partial void Abandoned(ILogger log, string effect);

        [LoggerMessage(Level = LogLevel.Error, Message = "{Effect} failed in a way nobody expected; it is taken up again when its lease is over")]
        public static partial void Escaped(ILogger log, string effect, Exception failure);
    }
}
