using System.Threading.Channels;
using JitBot.Core.Store;
using JitBot.Engine.Catalogue;
using JitBot.Engine.Clock;
using JitBot.Engine.Effects;
using JitBot.Engine.Operations;
using Microsoft.Extensions.Logging;

namespace JitBot.Engine;

/// <summary>Drives the worker: as many effects run at once as <see cref="WorkerLimits"/> allow. Somebody else turns the wheel.</summary>
internal sealed partial class EngineLoop(
    WakeClock wakes, WorkCrew crew, Housekeeping housekeeping, TrustedClock clock, CurrentCatalogue catalogue, ReachWatch reach, StoreWatch stores, TimeProvider time, ILogger<EngineLoop> log)
{
    private readonly Channel<bool> _signal = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private Task _chores = Task.CompletedTask;

    /// <summary>Runs until asked to stop, then lets what is in flight finish within <see cref="WorkerLimits.StopWithin"/>.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        using var abandon = new CancellationTokenSource();
        wakes.Ready += Signal;
        crew.Freed += Signal;
        crew.Open(abandon.Token);
        clock.Doubt(catalogue.Now.Entitlements.Select(entitlement => entitlement.Provider).Distinct());
        reach.Begin();
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
            Log.Stopping(log, crew.Running.Count);
        }
        finally
        {
            wakes.Ready -= Signal;
            crew.Freed -= Signal;
            crew.Close();
            await FinishAsync(abandon);
        }
    }

    /// <summary>One turn: looks at the clock, and brings what has become due to the worker's attention. Tells how long nothing more will be due.</summary>
    public TimeSpan Turn()
    {
        clock.Look();
        wakes.Tick();
        if (housekeeping.IsDue)
            Signal();
        return wakes.NextDue is { } due ? due - clock.Now : TimeSpan.MaxValue;
    }

    /// <summary>A turn went wrong: our own mistake, loud, and no reason to stand still.</summary>
    public void TurnFailed(Exception failure) => Log.TurnFailed(log, failure);

    private async Task StartReadyAsync(CancellationToken abandon, CancellationToken stop)
    {
        try
        {
            if (!clock.IsDoubted)
                await crew.StartReadyAsync(abandon, stop);
            if (housekeeping.IsDue && _chores.IsCompleted)
                _chores = KeepHouseAsync(stop);
        }
        catch (StoreUnavailableException e)
        {
            stores.Failed(e.Message);
            Log.StoreUnavailable(log, e.Message);
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
        await _chores.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        while (crew.Running is { Count: > 0 } running)
            await Task.WhenAll(running).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
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

        [LoggerMessage(Level = LogLevel.Critical, Message = "A turn of the clock failed; the next one follows")]
        public static partial void TurnFailed(ILogger log, Exception failure);

        [LoggerMessage(Level = LogLevel.Error, Message = "The store is not available: {Why}")]
        public static partial void StoreUnavailable(ILogger log, string why);
    }
}
