using System.Threading.Channels;
using JitBot.Core.Store;
using JitBot.Engine.Clock;
using JitBot.Engine.Effects;
using JitBot.Engine.Operations;
using Microsoft.Extensions.Logging;

namespace JitBot.Engine;

/// <summary>Drives the worker: as many effects run at once as <see cref="WorkerLimits"/> allow. Somebody else turns the wheel.</summary>
internal sealed partial class EngineLoop(
    WakeClock wakes, EffectWorker worker, Housekeeping housekeeping, TrustedClock clock, StoreWatch stores, TimeProvider time, ILogger<EngineLoop> log)
{
    private readonly Channel<bool> _signal = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly HashSet<Task> _running = [];
    private Task _chores = Task.CompletedTask;

    /// <summary>Runs until asked to stop, then lets what is in flight finish within <see cref="WorkerLimits.StopWithin"/>.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        using var abandon = new CancellationTokenSource();
        wakes.Ready += Signal;
        clock.Doubt();
        try
        {
            while (!stop.IsCancellationRequested)
            {
                await StartReadyAsync(abandon.Token, stop);
                await _signal.Reader.ReadAsync(stop);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            Log.Stopping(log, _running.Count);
        }
        finally
        {
            wakes.Ready -= Signal;
            await FinishAsync(abandon);
        }
    }

    /// <summary>One turn: looks at the clock, and brings what has become due to the worker's attention.</summary>
    public void Turn()
    {
        clock.Look();
        wakes.Tick();
        if (housekeeping.IsDue)
            Signal();
    }

    private async Task StartReadyAsync(CancellationToken abandon, CancellationToken stop)
    {
        _running.RemoveWhere(task => task.IsCompleted);
        try
        {
            while (!stop.IsCancellationRequested && !clock.IsDoubted && wakes.Take(_running.Count) is { Count: > 0 } ready)
            {
                foreach (var claimed in await worker.ClaimAsync(ready, stop))
                    _running.Add(RunAsync(claimed, abandon));
            }

            if (housekeeping.IsDue && _chores.IsCompleted)
                _chores = KeepHouseAsync(stop);
        }
        catch (StoreUnavailableException e)
        {
            stores.Failed(e.Message);
            Log.StoreUnavailable(log, e.Message);
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
        }
        catch (Exception e)
        {
            // The worker has its own answer to every failure; whatever still gets here must at least be seen. The lease runs out by itself.
            Log.Escaped(log, claimed.Effect.Key, e);
        }
        finally
        {
            Signal();
        }
    }

    private async Task KeepHouseAsync(CancellationToken stop)
    {
        await Task.Yield();
        await housekeeping.RunAsync(stop);
    }

    private async Task FinishAsync(CancellationTokenSource abandon)
    {
        await using var patience = time.CreateTimer(_ => abandon.Cancel(), null, WorkerLimits.StopWithin, Timeout.InfiniteTimeSpan);
        var ending = Task.WhenAll(_running.Append(_chores));
        await ending.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        var closing = housekeeping.CloseAsync(abandon.Token);
        await closing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        Log.Stopped(log);
    }

    private void Signal() => _signal.Writer.TryWrite(true);

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Stopping; {Running} effects are in flight")]
        public static partial void Stopping(ILogger log, int running);

        [LoggerMessage(Level = LogLevel.Information, Message = "Stopped")]
        public static partial void Stopped(ILogger log);

        [LoggerMessage(Level = LogLevel.Warning, Message = "{Effect} did not finish in time; it is taken up again at the next start")]
        public static partial void Abandoned(ILogger log, string effect);

        [LoggerMessage(Level = LogLevel.Error, Message = "{Effect} failed in a way nobody expected; it is taken up again when its lease is over")]
        public static partial void Escaped(ILogger log, string effect, Exception failure);

        [LoggerMessage(Level = LogLevel.Error, Message = "The store is not available: {Why}")]
        public static partial void StoreUnavailable(ILogger log, string why);
    }
}
