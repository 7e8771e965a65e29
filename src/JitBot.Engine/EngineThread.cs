namespace JitBot.Engine;

/// <summary>
/// The thread that turns the wheel in a process. Not a timer of the runtime: those have stood still when the wall clock moved back
/// (https://github.com/dotnet/runtime/issues/123950).
/// </summary>
internal static class EngineThread
{
    /// <summary>How often the wheel is turned: well below a second, so that nothing is noticeably late.</summary>
    private static readonly TimeSpan TurnEvery = TimeSpan.FromMilliseconds(100);

    /// <summary>Starts it; it ends when told to stop. A turn that throws is handed to <paramref name="failed"/> and the next one comes all the same.</summary>
    public static void Start(Action turn, Action<Exception> failed, CancellationToken stop) =>
        new Thread(() => Run(turn, failed, stop)) { IsBackground = true, Name = "JitBot clock" }.Start();

    /// <summary>Monitor.Wait sleeps on the monotonic clock and wakes within a tenth of a millisecond.</summary>
    private static void Run(Action turn, Action<Exception> failed, CancellationToken stop)
    {
        var gate = new object();
        using var wakeUp = stop.Register(() =>
        {
            lock (gate)
                Monitor.PulseAll(gate);
        });
        while (!stop.IsCancellationRequested)
        {
            TakeTurn(turn, failed);
            lock (gate)
            {
                if (!stop.IsCancellationRequested)
                    Monitor.Wait(gate, TurnEvery);
            }
        }
    }

    /// <summary>An exception that left a raw thread would end the process, and with it the taking away of access.</summary>
    private static void TakeTurn(Action turn, Action<Exception> failed)
    {
        try
        {
            turn();
        }
        catch (Exception e)
        {
            failed(e);
        }
    }
}
