namespace JitBot.Engine;

/// <summary>
/// The thread that turns the wheel in a process. Not a timer of the runtime: those have stood still when the wall clock moved back
/// (https://github.com/dotnet/runtime/issues/123950).
/// </summary>
internal sealed class EngineThread
{
    /// <summary>How long it sleeps at most: the clock is looked at so often.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(100);

    /// <summary>What Monitor.Wait counts in, and enough for a turn that is asked for at once not to spin.</summary>
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(1);

    private readonly object _gate = new();
    private readonly Func<TimeSpan> _turn;
    private readonly Action<Exception> _failed;
    private bool _isWoken;

    private EngineThread(Func<TimeSpan> turn, Action<Exception> failed) => (_turn, _failed) = (turn, failed);

    /// <summary>
    /// Starts it; it ends when told to stop. A turn tells how long nothing will fall due. One that throws is handed to <paramref name="failed"/> and the next one comes all the same.
    /// </summary>
    public static EngineThread Start(Func<TimeSpan> turn, Action<Exception> failed, CancellationToken stop) => Start(turn, failed, Longest, stop);

    /// <summary>The same with another longest sleep: a test sees by one without end what wakes it.</summary>
    internal static EngineThread Start(Func<TimeSpan> turn, Action<Exception> failed, TimeSpan longest, CancellationToken stop)
    {
        var thread = new EngineThread(turn, failed);
        new Thread(() => thread.Run(longest, stop)) { IsBackground = true, Name = "JitBot clock" }.Start();
        return thread;
    }

    /// <summary>Has it turn at once: something falls due sooner than the last turn told.</summary>
    public void Wake()
    {
        lock (_gate)
        {
            _isWoken = true;
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>How long to sleep when nothing will fall due for so long: whole milliseconds, rounded up, since what wakes before its time would turn for nothing.</summary>
    internal static TimeSpan Rest(TimeSpan nothingDueFor) => Rest(nothingDueFor, Longest);

    private static TimeSpan Rest(TimeSpan nothingDueFor, TimeSpan longest) => nothingDueFor >= longest ? longest
        : nothingDueFor <= Shortest ? Shortest
        : TimeSpan.FromMilliseconds(Math.Ceiling(nothingDueFor.TotalMilliseconds));

    /// <summary>Monitor.Wait sleeps on the monotonic clock and wakes within a tenth of a millisecond.</summary>
    private void Run(TimeSpan longest, CancellationToken stop)
    {
        using var wakeUp = stop.Register(Wake);
        while (!stop.IsCancellationRequested)
        {
            var rest = TakeTurn(longest);
            lock (_gate)
            {
                if (!_isWoken)
                    Monitor.Wait(_gate, rest);
                _isWoken = false;
            }
        }
    }

    /// <summary>An exception that left a raw thread would end the process, and with it the taking away of access.</summary>
    private TimeSpan TakeTurn(TimeSpan longest)
    {
        try
        {
            return Rest(_turn(), longest);
        }
        catch (Exception e)
        {
            _failed(e);
            return longest;
        }
    }
}
