namespace JitBot.Core.Time;

/// <summary>
/// Names one scheduling of one timer: once it fired or was cancelled the handle is stale and can do nothing. The default handle names
/// none.
/// </summary>
public readonly record struct TimerHandle
{
    // One word, because two halves written apart and read together stall the processor on the hottest path.
    private readonly ulong value;

    internal TimerHandle(int index, uint generation) => value = ((ulong)generation << 32) | (uint)index;

    internal int Index => (int)value;

    // Odd while armed. It would take 2^31 reuses of one record for a forgotten handle to fit again.
    internal uint Generation => (uint)(value >> 32);
}
