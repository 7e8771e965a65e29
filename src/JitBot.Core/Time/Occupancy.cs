using System.Numerics;
using System.Runtime.CompilerServices;

namespace JitBot.Core.Time;

/// <summary>
/// Which slots hold anything, level by level: a bit for each slot, above them a bit for each word that is not zero, above those a bit for each level that has one. The first occupied
/// slot is three counts of trailing zeros away however empty the wheel is, which is what lets it skip idle time (tickless).
/// Invariant: a bit above is set if and only if its word is not zero.
/// </summary>
internal sealed class Occupancy(int levels)
{
    internal const int None = -1;

    // 64 words of 64 bits are the 4096 slots of a level.
    private const int Bits = 6;
    private const int Mask = (1 << Bits) - 1;

    private readonly ulong[] words = new ulong[levels << Bits];
    private readonly ulong[] above = new ulong[levels];
    private uint occupied;

    internal bool IsEmpty => occupied == 0;

    internal void Set(int slot)
    {
        int word = slot >> Bits;
        words[word] |= 1UL << (slot & Mask);
        above[word >> Bits] |= 1UL << (word & Mask);
        occupied |= 1U << (word >> Bits);
    }

    internal void Clear(int slot)
    {
        int word = slot >> Bits;
        int level = word >> Bits;
        words[word] &= ~(1UL << (slot & Mask));
        if (words[word] != 0)
        {
            return;
        }

        above[level] &= ~(1UL << (word & Mask));
        if (above[level] == 0)
        {
            occupied &= ~(1U << level);
        }
    }

    /// <summary>The first occupied slot of the lowest occupied level; ask only when not empty.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal int First()
    {
        int level = BitOperations.TrailingZeroCount(occupied);
        int word = (level << Bits) | BitOperations.TrailingZeroCount(above[level]);
        return (word << Bits) | BitOperations.TrailingZeroCount(words[word]);
    }

    /// <summary>The first occupied slot of this one's level at or after it, or none.</summary>
    internal int FirstFrom(int slot)
    {
        int word = slot >> Bits;
        ulong here = words[word] & (ulong.MaxValue << (slot & Mask));
        if (here != 0)
        {
            return (word << Bits) | BitOperations.TrailingZeroCount(here);
        }

        // Two shifts, because one by all 64 bits would shift by none.
        ulong later = above[word >> Bits] & (ulong.MaxValue << (word & Mask) << 1);
        if (later == 0)
        {
            return None;
        }

        word = (word & ~Mask) | BitOperations.TrailingZeroCount(later);
        return (word << Bits) | BitOperations.TrailingZeroCount(words[word]);
    }
}
