using JitBot.Core.Store;
using Microsoft.Extensions.Logging;

namespace JitBot.Engine.Effects;

/// <summary>Starts what is ready, as many effects at once as <see cref="WorkerLimits"/> allow at each door. One caller at a time.</summary>
internal sealed partial class WorkCrew(WakeClock wakes, EffectWorker worker, ILogger<WorkCrew> log)
{
    private readonly Hands _hands = new();
    private readonly HashSet<Task> _running = [];

    /// <summary>Raised when an effect has finished; handlers must be quick.</summary>
    public event Action? Freed;

    /// <summary>What is at work.</summary>
    public IReadOnlyCollection<Task> Running => _running;

    /// <summary>Starts everything that is ready and finds a hand. <paramref name="abandon"/> cuts off what was started.</summary>
    public async Task StartReadyAsync(CancellationToken abandon, CancellationToken stop)
    {
        _running.RemoveWhere(task => task.IsCompleted);
        while (!stop.IsCancellationRequested && wakes.Take(_hands) is { Count: > 0 } ready)
        {
            foreach (var claimed in await worker.ClaimAsync(ready, stop))
            {
                if (_hands.TryBegin(Door.Of(claimed.Effect), claimed.Effect.Lane))
                    _running.Add(RunAsync(claimed, abandon));
                else
                    await worker.HandBackAsync(claimed, stop);
            }
        }
    }

    /// <summary>Works until nothing is ready and nothing is at work.</summary>
    public async Task DrainAsync(CancellationToken ct)
    {
        do
        {
            wakes.Tick();
            await StartReadyAsync(ct, ct);
            if (_running.Count > 0)
                await Task.WhenAny(_running);
        }
        while (_running.Count > 0);
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
            _hands.End(Door.Of(claimed.Effect));
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
