using System.Numerics;
using System.Runtime.CompilerServices;

namespace JitBot.Core.Time;

/// <summary>
/// One 16-byte record for each timer: its payload and its generation, odd while armed. Firing and cancelling make the generation even, and
/// arming makes it odd again, so a handle fits its own scheduling only.
/// Invariant: an index is free, or ready, which is taken out of the free ones, if and only if no entry of the wheel names it. A cancelled timer's index therefore comes back
/// only when its entry is dropped, and no entry left behind can ever fire the next timer of the same index.
/// </summary>
internal sealed class TimerStates
{
    private struct State
    {
        internal long Payload;
        internal uint Generation;
    }

    private readonly SegmentedArray<State> states = new();
    private readonly FreeIndexes free = new();
    private int used;

    // Up to 64 free records that lie side by side, taken out of what is free at once: a bit each, from the first one on.
    private ulong ready;
    private int firstReady;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal TimerHandle Arm(long payload)
    {
        if (ready == 0)
        {
            MakeReady();
        }

        int index = firstReady + BitOperations.TrailingZeroCount(ready);
        ready &= ready - 1;
        ref State state = ref states[index];
        state.Payload = payload;
        return new TimerHandle(index, ++state.Generation);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal bool Disarm(TimerHandle handle)
    {
        // The second half refuses the default handle (generation 0 is even) and handles of a larger wheel.
        if ((handle.Generation & 1) == 0 || (uint)handle.Index >= (uint)used)
        {
            return false;
        }

        ref State state = ref states[handle.Index];
        if (state.Generation != handle.Generation)
        {
            return false;
        }

        state.Generation++;
        return true;
    }

    internal bool IsArmed(int index) => (states[index].Generation & 1) != 0;

    /// <summary>Has the timers of these entries at hand soon: their records lie anywhere.</summary>
    internal void PrefetchRecords(ReadOnlySpan<ulong> entries)
    {
        foreach (ulong entry in entries)
        {
            Prefetch.Line(ref states[TimerEntry.IndexOf(entry)]);
        }
    }

    /// <summary>Gives the index back, its entry being gone; tells the payload if the timer was still armed.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal bool Release(int index, out long payload)
    {
        ref State state = ref states[index];
        bool armed = (state.Generation & 1) != 0;
        state.Generation += armed ? 1u : 0u;
        payload = state.Payload;
        free.Give(index);
        return armed;
    }

    private void MakeReady()
    {
        if (free.Count > 0)
        {
            (firstReady, ready) = free.Take();
            return;
        }

        if (used == states.Length)
        {
            if (used > TimerEntry.LastIndex)
            {
                throw new InvalidOperationException($"The wheel holds {used} timers, which is all it can name.");
            }

            // Both at once: giving an index back never allocates.
            states.Grow();
            free.Cover(states.Length);
        }

        (firstReady, ready) = (used, ulong.MaxValue);
        used += FreeIndexes.RecordsPerWord;
    }
}
