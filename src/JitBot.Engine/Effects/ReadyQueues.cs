using JitBot.Core.Effects;

namespace JitBot.Engine.Effects;

/// <summary>What is due, by lane and door: the oldest first, and first come first served within a millisecond. Not thread-safe.</summary>
internal sealed class ReadyQueues
{
    private readonly Dictionary<(Lane Lane, string Door), PriorityQueue<long, (long Due, long Turn)>> _queues = [];
    private readonly HashSet<(long Id, Lane Lane)> _queued = [];
    private long _turn;

    /// <summary>
    /// Queues an effect; once is enough, however often it is found. What changed its lane meanwhile stands in both, and the first claim wins.
    /// </summary>
    public void Add(long id, Lane lane, string door, long dueMilliseconds)
    {
        if (!_queued.Add((id, lane)))
            return;
        if (!_queues.TryGetValue((lane, door), out var queue))
            _queues[(lane, door)] = queue = new PriorityQueue<long, (long, long)>();
        queue.Enqueue(id, (dueMilliseconds, _turn++));
    }

    /// <summary>
    /// Takes what may start, each with a hand of its door: the lanes in their order, each while its door has one free for it. Nobody is told
    /// anything while an end of access waits that needs nobody but us: what there is to tell is not complete yet.
    /// </summary>
    public List<ReadyEffect> Take(Hands hands)
    {
        var taken = new List<ReadyEffect>();
        foreach (var ((lane, door), queue) in _queues.OrderBy(pair => pair.Key.Lane))
        {
            if (lane == Lane.Notice && HasOwnRevocation())
                continue;
            while (queue.Count > 0 && hands.TryBegin(door, lane))
            {
                var id = queue.Dequeue();
                _queued.Remove((id, lane));
                taken.Add(new ReadyEffect(id, door));
            }
        }

        return taken;
    }

    private bool HasOwnRevocation() => _queues.TryGetValue((Lane.Revocation, Door.Own), out var queue) && queue.Count > 0;
}

/// <summary>An effect that is due, and the door that it was given a hand of: where it waits for an answer, as far as is known before it is claimed.</summary>
internal readonly record struct ReadyEffect(long Id, string Door);
