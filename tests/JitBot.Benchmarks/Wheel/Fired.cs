namespace JitBot.Benchmarks.Wheel;

/// <summary>What has fired, checked as it comes: each once, never early, in due order, and first in first out within a millisecond; payloads count up as they are scheduled.</summary>
internal sealed class Fired
{
    private long _due;
    private long _payload = -1;

    public long Count { get; private set; }

    public long Sum { get; private set; }

    public void Add(long payload, long due, long now)
    {
        if (due > now)
            throw new InvalidOperationException($"Timer {payload} fired {due - now} ms early.");
        if (due < _due || due == _due && payload <= _payload)
            throw new InvalidOperationException($"Timer {payload}, due at {due}, came after {_payload}, due at {_due}.");
        (_due, _payload) = (due, payload);
        Count++;
        Sum += payload;
    }

    /// <summary>Nothing was lost and nothing came twice.</summary>
    public void AssertAll(long count, long sum)
    {
        if (Count != count || Sum != sum)
            throw new InvalidOperationException($"{Count} timers of {count} fired; their payloads come to {Sum} instead of {sum}.");
    }
}
