using System.Numerics;
using System.Runtime.CompilerServices;

namespace JitBot.Core.Time;

/// <summary>
/// Which records are free: a bit each, and above them a bit for each word that has one.
///
///     above:  … 0 1 0 …      64 words a word
///                 │
///     words:  … 0010 1000 …  64 records a word
///
/// They are taken in the order of their numbers, round and round, so that records that lie side by side are taken one after the other. Taken last in first out, in the order in which they
/// had fired, each was a cache miss.
/// </summary>
internal sealed class FreeIndexes
{
    private const int WordBits = 6;
    private const int WordMask = (1 << WordBits) - 1;

    private readonly SegmentedArray<ulong> words = new();
    private readonly SegmentedArray<ulong> above = new();
    private int groups;
    private int at;

    internal int Count { get; private set; }

    /// <summary>Makes room for so many records, all of them taken.</summary>
    internal void Cover(int records)
    {
        while (words.Length << WordBits < records)
        {
            words.Grow();
        }

        while (above.Length << (2 * WordBits) < records)
        {
            above.Grow();
        }

        groups = (records - 1 >> (2 * WordBits)) + 1;
    }

    internal void Give(int index)
    {
        int word = index >> WordBits;
        words[word] |= 1UL << (index & WordMask);
        above[word >> WordBits] |= 1UL << (word & WordMask);
        Count++;
    }

    /// <summary>Takes the next one; there must be one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal int Take()
    {
        if (words[at] == 0)
        {
            at = NextWord();
        }

        ref ulong word = ref words[at];
        int bit = BitOperations.TrailingZeroCount(word);
        word &= word - 1;
        if (word == 0)
        {
            above[at >> WordBits] &= ~(1UL << (at & WordMask));
        }

        Count--;
        return (at << WordBits) | bit;
    }

    private int NextWord()
    {
        int group = at >> WordBits;
        ulong rest = above[group] & (ulong.MaxValue << (at & WordMask));
        while (rest == 0)
        {
            group = group + 1 == groups ? 0 : group + 1;
            rest = above[group];
        }

        return (group << WordBits) | BitOperations.TrailingZeroCount(rest);
    }
}
