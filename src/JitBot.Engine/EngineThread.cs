namespace JitBot.Engine;

/// <summary>
/// The thread that turns the wheel in a process. Not a timer of the runtime: those have stood still when the wall clock moved back
/// (https://github.com/dotnet/runtime/issues/123950).
/// </summary>
internal static class EngineThread
{
    /// <summary>How long it sleeps at most: the clock is looked at so often, and what is scheduled during a sleep is late by at most this.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(100);

    /// <summary>What Monitor.Wait counts in, and enough for a turn that is asked for at once not to spin.</summary>
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(1);

    /// <summary>
    /// Starts it; it ends when told to stop. A turn tells how long nothing will fall due. One that throws is handed to <paramref name="failed"/> and the next one comes all the same.
    /// </summary>
    public static void Start(Func<TimeSpan> turn, Action<Exception> failed, CancellationToken stop) =>
        new Thread(() => Run(turn, failed, stop)) { IsBackground = true, Name = "JitBot clock" }.Start();

    /// <summary>How long to sleep when nothing will fall due for so long: whole milliseconds, rounded up, since what wakes before its time would turn for nothing.</summary>
    internal static TimeSpan Rest(TimeSpan nothingDueFor) => nothingDueFor >= Longest ? Longest
        : nothingDueFor <= Shortest ? Shortest
        : TimeSpan.FromMilliseconds(Math.Ceiling(nothingDueFor.TotalMilliseconds));

    /// <summary>Monitor.Wait sleeps on the monotonic clock and wakes within a tenth of a millisecond.</summary>
    private static void Run(Func<TimeSpan> turn, Action<Exception> failed, CancellationToken stop)
    {
        var gate = new object();
        using var wakeUp = stop.Register(() =>
        {
            lock (gate)
                Monitor.PulseAll(gate);
        });
        while (!stop.IsCancellationRequested)
        {
            var rest = TakeTurn(turn, failed);
            lock (gate)
            {
                if (!stop.IsCancellationRequested)
                    Monitor.Wait(gate, rest);
            }
        }
    }

    /// <summary>An exception that left a raw thread would end the process, and with it the taking away of access.</summary>
    private static TimeSpan TakeTurn(Func<TimeSpan> turn, Action<Exception> failed)
    {
        try
        {
            return Rest(turn());
        }
        catch (Exception e)
        {
            failed(e);
            return Longest;
        }
    }
}
