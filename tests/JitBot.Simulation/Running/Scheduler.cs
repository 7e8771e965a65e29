namespace JitBot.Simulation.Running;

/// <summary>
/// The one thread of a world: everything that happens is an entry here, and the seed decides which of those that are due at the same moment
/// comes first.
/// </summary>
internal sealed class Scheduler(Dice dice)
{
    private readonly PriorityQueue<Entry, (long At, ulong Tie)> _queue = new();
    private readonly int _thread = Environment.CurrentManagedThreadId;

    /// <summary>Whether whoever asks runs on the world's thread.</summary>
    public bool IsHere => Environment.CurrentManagedThreadId == _thread;

    /// <summary>True time.</summary>
    public DateTimeOffset Now { get; private set; } = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    /// <summary>How many entries were run.</summary>
    public long Steps { get; private set; }

    /// <summary>Something outside every process.</summary>
    public void At(DateTimeOffset at, Action act) => Add(at, new Entry(null, 0, _ => act(), null));

    /// <summary>Something in a process: dropped if that life of it is over, held back while it is paused.</summary>
    public void At(DateTimeOffset at, Life life, int number, SendOrPostCallback act, object? state) => Add(at, new Entry(life, number, act, state));

    /// <summary>Runs everything up to a moment, or until told to stop.</summary>
    public void RunUntil(DateTimeOffset end, Func<bool>? stop = null)
    {
        while (_queue.TryPeek(out _, out var next) && next.At <= end.UtcTicks && stop?.Invoke() != true)
            Step(_queue.Dequeue(), next.At);
        if (stop?.Invoke() != true && Now < end)
            Now = end;
        SynchronizationContext.SetSynchronizationContext(null);
    }

    private void Step(Entry entry, long at)
    {
        if (at > Now.UtcTicks)
            Now = new DateTimeOffset(at, TimeSpan.Zero);
        if (entry.Life is { } life)
        {
            if (life.Number != entry.Number)
                return;
            if (life.PausedUntil > Now)
            {
                Hold(life, entry);
                return;
            }
        }

        Steps++;
        SynchronizationContext.SetSynchronizationContext(entry.Life);
        entry.Act(entry.State);
    }

    /// <summary>Whatever a paused process would do waits until it goes on.</summary>
    private void Hold(Life life, Entry entry)
    {
        if (life.Held.Count == 0)
            At(life.PausedUntil, () => Release(life));
        life.Held.Add(() => Add(Now, entry));
    }

    public void Release(Life life)
    {
        if (life.PausedUntil > Now)
        {
            At(life.PausedUntil, () => Release(life));
            return;
        }

        life.Held.ForEach(again => again());
        life.Held.Clear();
    }

    private void Add(DateTimeOffset at, Entry entry)
    {
        if (!IsHere)
            Environment.FailFast($"Code of a world runs on a thread of its own, so the seed no longer decides everything.{Environment.NewLine}{Environment.StackTrace}");
        _queue.Enqueue(entry, ((at > Now ? at : Now).UtcTicks, dice.Next()));
    }

    private readonly record struct Entry(Life? Life, int Number, SendOrPostCallback Act, object? State);
}
