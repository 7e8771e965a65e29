using System.Runtime.CompilerServices;

namespace JitBot.Core.Time;

/// <summary>
/// What a slot of the wheel holds for a timer: 8 bytes, 28 bits of index and the low 36 bits of the due tick; the slot it lies in gives the
/// high bits. Moving a timer down a level reads these bits alone.
/// </summary>
internal static class TimerEntry
{
    internal const int LastIndex = (1 << 28) - 1;

    private const int DueBits = 36;
    private const long DueMask = (1L << DueBits) - 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ulong Pack(int index, long due) => ((ulong)index << DueBits) | (ulong)(due & DueMask);

    internal static int IndexOf(ulong entry) => (int)(entry >> DueBits);

    /// <summary>The whole due tick of an entry found in a slot that starts at this tick.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static long DueOf(ulong entry, long slotStart) => (slotStart & ~DueMask) | ((long)entry & DueMask);
}
