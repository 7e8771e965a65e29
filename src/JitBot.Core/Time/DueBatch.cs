namespace JitBot.Core.Time;

/// <summary>One timer that fell due: what it carries, and its due moment rounded up to the millisecond, as Unix milliseconds.</summary>
public readonly record struct DueTimer(long Payload, long DueUnixMilliseconds);

/// <summary>
/// What one advance of the wheel found due, in due order: made once, filled again and again, so that firing allocates nothing.
/// </summary>
public sealed class DueBatch(int capacity)
{
    private readonly DueTimer[] timers = new DueTimer[Math.Max(1, capacity)];

    /// <summary>The number of timers that fell due.</summary>
    public int Count { get; private set; }

    /// <summary>The most one advance will hand over; a fuller moment takes several advances.</summary>
    public int Capacity => timers.Length;

    /// <summary>The timers that fell due, earliest first, first scheduled first within a millisecond.</summary>
    public ReadOnlySpan<DueTimer> Timers => timers.AsSpan(0, Count);

    internal bool IsFull => Count == timers.Length;

    internal int Room => timers.Length - Count;

    internal void Clear() => Count = 0;

    internal void Add(long payload, long tick) => timers[Count++] = new DueTimer(payload, tick);
}
