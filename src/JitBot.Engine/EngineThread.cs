namespace JitBot.Engine;

/// <summary>
/// The thread that turns the wheel in a process. Not a timer of the runtime: those have stood still when the wall clock moved back
/// (https://github.com/dotnet/runtime/issues/123950).
/// </summary>
internal static class EngineThread
{
    /// <summary>How often the wheel is turned: well below a second, so that nothing is noticeably late.</summary>
    private static readonly TimeSpan TurnEvery = TimeSpan.FromMilliseconds(100);

    /// <summary>Starts it; it ends when told to stop.</summary>
    public static void Start(Action turn, CancellationToken stop) => new Thread(() => Run(turn, stop)) { IsBackground = true, Name = "JitBot clock" }.Start();

    /// <summary>Monitor.Wait sleeps on the monotonic clock and wakes within a tenth of a millisecond.</summary>
    private static void Run(Action turn, CancellationToken stop)
    {
        var gate = new object();
        using var wakeUp = stop.Register(() =>
        {
            lock (gate)
                Monitor.PulseAll(gate);
        });
        while (!stop.IsCancellationRequested)
        {
            turn();
            lock (gate)
            {
                if (!stop.IsCancellationRequested)
                    Monitor.Wait(gate, TurnEvery);
            }
        }
    }
}
