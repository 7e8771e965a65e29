namespace JitBot.Core.Time;

/// <summary>
/// The timers that were already behind the wheel when they were scheduled: overdue ones, and, after the clock was set back, ones that lie
/// between the clock and the wheel. A heap by (due, order of scheduling), so that even then nothing fires early or out of order.
/// It is nearly always empty; a wheel cannot turn back, and this is cheaper than laying out every timer again.
/// </summary>
internal sealed class LateTimers
{
    private PriorityQueue<int, (long Due, long Order)> queue = new();
    private PriorityQueue<int, (long Due, long Order)> spare = new();
    private long scheduled;

    internal void Add(int index, long due) => queue.Enqueue(index, (due, scheduled++));

    internal bool TryPeek(out long due)
    {
        bool found = queue.TryPeek(out _, out (long Due, long Order) first);
        due = first.Due;
        return found;
    }

    internal int Take() => queue.Dequeue();

    /// <summary>Drops what was cancelled; tells how many that were.</summary>
    internal int Purge(TimerStates states)
    {
        int before = queue.Count;
        foreach ((int index, (long Due, long Order) place) in queue.UnorderedItems)
        {
            if (states.IsArmed(index))
            {
                spare.Enqueue(index, place);
            }
            else
            {
                states.Release(index, out _);
            }
        }

        queue.Clear();
        (queue, spare) = (spare, queue);
        return before - queue.Count;
    }
}
