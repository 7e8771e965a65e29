using System.Numerics;

namespace JitBot.Core.Time;

/// <summary>
/// Which of 4096 slots hold anything: 64 words of 64 bits, and one summary word with a bit for each word that is not zero. The first
/// occupied slot is two trailing-zero counts away however empty the level is, which is what lets the wheel skip idle time (tickless).
/// Invariant: a bit of the summary is set if and only if its word is not zero.
/// </summary>
internal sealed class OccupancyBitmap
{
    internal const int None = -1;

    private readonly ulong[] words = new ulong[64];
    private ulong summary;

    internal bool IsEmpty => summary == 0;

    internal void Set(int slot)
    {
        words[slot >> 6] |= 1UL << (slot & 63);
        summary |= 1UL << (slot >> 6);
    }

    internal void Clear(int slot)
    {
        int word = slot >> 6;
        words[word] &= ~(1UL << (slot & 63));
        if (words[word] == 0)
        {
            summary &= ~(1UL << word);
        }
    }

    /// <summary>The first occupied slot; ask only when not empty.</summary>
    internal int First()
    {
        int word = BitOperations.TrailingZeroCount(summary);
        return (word << 6) + BitOperations.TrailingZeroCount(words[word]);
    }

    /// <summary>The first occupied slot at or after this one, or none.</summary>
    internal int FirstFrom(int slot)
    {
        int word = slot >> 6;
        if (word >= words.Length)
        {
            return None;
        }

        ulong here = words[word] & (ulong.MaxValue << (slot & 63));
        if (here != 0)
        {
            return (word << 6) + BitOperations.TrailingZeroCount(here);
        }

        ulong later = word == 63 ? 0 : summary & (ulong.MaxValue << (word + 1));
        if (later == 0)
        {
            return None;
        }

        word = BitOperations.TrailingZeroCount(later);
        return (word << 6) + BitOperations.TrailingZeroCount(words[word]);
    }
}
