using System.Threading.Channels;
using JitBot.Core.Store;
using JitBot.Engine.Clock;
using JitBot.Engine.Effects;
using Microsoft.Extensions.Logging;

namespace JitBot.Engine;

/// <summary>
/// Drives the worker in a process: a thread of its own turns the wheel (runtime timers have stood still when the wall clock moved back,
/// https://github.com/dotnet/runtime/issues/123950), and as many effects run at once as <see cref="WorkerLimits"/> allow.
/// </summary>
internal sealed partial class EngineLoop(WakeClock wakes, WorkCrew crew, Housekeeping housekeeping, TrustedClock clock, ILogger<EngineLoop> log)
{
    /// <summary>How often the wheel is turned: well below a second, so that nothing is noticeably late.</summary>
    private static readonly TimeSpan TurnEvery = TimeSpan.FromMilliseconds(100);

    private readonly Channel<bool> _signal = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private Task _chores = Task.CompletedTask;

    /// <summary>Runs until asked to stop, then lets what is in flight finish within <see cref="WorkerLimits.StopWithin"/>.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        using var abandon = new CancellationTokenSource();
        var turning = new Thread(() => Turn(stop)) { IsBackground = true, Name = "JitBot clock" };
        wakes.Ready += Signal;
        crew.Freed += Signal;
        turning.Start();
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
            await FinishAsync(abandon);
        }
    }

    private async Task StartReadyAsync(CancellationToken abandon, CancellationToken stop)
    {
        try
        {
            await crew.StartReadyAsync(abandon, stop);
            if (housekeeping.IsDue && _chores.IsCompleted)
                _chores = KeepHouseAsync(stop);
        }
        catch (StoreUnavailableException e)
        {
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
        abandon.CancelAfter(WorkerLimits.StopWithin);
        await Task.WhenAll(crew.Running.Append(_chores)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Log.Stopped(log);
    }

    /// <summary>The body of the clock thread: Monitor.Wait sleeps on the monotonic clock and wakes within a tenth of a millisecond.</summary>
    private void Turn(CancellationToken stop)
    {
        var gate = new object();
        using var wakeUp = stop.Register(() =>
        {
            lock (gate)
                Monitor.PulseAll(gate);
        });
        while (!stop.IsCancellationRequested)
        {
            clock.Look();
            wakes.Tick();
            if (housekeeping.IsDue)
                Signal();
            lock (gate)
            {
                if (!stop.IsCancellationRequested)
                    Monitor.Wait(gate, TurnEvery);
            }
        }
    }

    private void Signal() => _signal.Writer.TryWrite(true);

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Stopping; {Running} effects are in flight")]
        public static partial void Stopping(ILogger log, int running);

        [LoggerMessage(Level = LogLevel.Information, Message = "Stopped")]
        public static partial void Stopped(ILogger log);

        [LoggerMessage(Level = LogLevel.Error, Message = "The store is not available: {Why}")]
        public static partial void StoreUnavailable(ILogger log, string why);
    }
}
