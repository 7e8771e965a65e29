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
/// They are taken a word at a time, in the order of their numbers, round and round, so that records that lie side by side are taken one after the other. Taken last in first out, in the
/// order in which they had fired, each was a cache miss.
/// </summary>
internal sealed class FreeIndexes
{
    /// <summary>The records of one word.</summary>
    internal const int RecordsPerWord = 1 << WordBits;

    private const int WordBits = 6;
    private const int WordMask = RecordsPerWord - 1;

    private readonly SegmentedArray<ulong> words = new();
    private readonly SegmentedArray<ulong> above = new();

    // How many words above are in use.
    private int groups;

    // The word that records were taken from last.
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

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Give(int index)
    {
        ref ulong word = ref words[index >> WordBits];
        if (word == 0)
        {
            above[index >> (2 * WordBits)] |= 1UL << ((index >> WordBits) & WordMask);
        }

        word |= 1UL << (index & WordMask);
        Count++;
    }

    /// <summary>Takes the free ones of the next word that has any: the first record of the word, and a bit for each that is free. There must be one.</summary>
    internal (int First, ulong Bits) Take()
    {
        int group = at >> WordBits;
        ulong rest = above[group] & (ulong.MaxValue << (at & WordMask));
        while (rest == 0)
        {
            group = group + 1 == groups ? 0 : group + 1;
            rest = above[group];
        }

        at = (group << WordBits) | BitOperations.TrailingZeroCount(rest);
        ulong bits = words[at];
        words[at] = 0;
        above[group] &= ~(1UL << (at & WordMask));
        Count -= BitOperations.PopCount(bits);
        return (at << WordBits, bits);
    }
}
