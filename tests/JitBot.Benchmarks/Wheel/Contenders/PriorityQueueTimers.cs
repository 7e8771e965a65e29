namespace JitBot.Benchmarks.Wheel.Contenders;

/// <summary>
/// The runtime's heap. What is cancelled is marked and dropped when it comes to the top, since taking it out costs a look at all of them.
/// Sized before.
/// </summary>
internal readonly struct PriorityQueueTimers : ITimers<PriorityQueueTimers, int>
{
    private readonly PriorityQueue<int, long> _queue;
    private readonly bool[] _alive;
    private readonly long _start;

    private PriorityQueueTimers(DateTimeOffset start, int count)
    {
        _start = start.ToUnixTimeMilliseconds();
        _queue = new PriorityQueue<int, long>(count);
        _alive = new bool[count];
    }

    public static PriorityQueueTimers Make(DateTimeOffset start, int count)
    {
        var timers = new PriorityQueueTimers(start, count);
        for (var i = 0; i < count; i++)
            timers.Schedule(start, i);
        timers._queue.Clear();
        return timers;
    }

    public DateTimeOffset? NextDue
    {
        get
        {
            while (_queue.TryPeek(out var number, out var key))
            {
                if (_alive[number])
                    return DateTimeOffset.FromUnixTimeMilliseconds(DueKey.DueOf(key, _start));
                _queue.Dequeue();
            }

            return null;
        }
    }

    public int Schedule(DateTimeOffset due, long payload)
    {
        var number = (int)payload;
        _alive[number] = true;
        _queue.Enqueue(number, DueKey.Of(due, _start, payload));
        return number;
    }

    public bool Cancel(int handle)
    {
        var was = _alive[handle];
        _alive[handle] = false;
        return was;
    }

    public void Advance(DateTimeOffset now, Fired fired)
    {
        var present = now.ToUnixTimeMilliseconds();
        while (_queue.TryPeek(out var number, out var key) && DueKey.DueOf(key, _start) <= present)
        {
            _queue.Dequeue();
            if (!_alive[number])
                continue;
            _alive[number] = false;
            fired.Add(number, DueKey.DueOf(key, _start), present);
        }
    }
}
