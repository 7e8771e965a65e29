using System.Runtime.CompilerServices;

namespace JitBot.Core.Time;

/// <summary>
/// The pool of blocks the slots are made of. A block is 64 words of 8 bytes: the next block, the number of entries, 62 entries.
///
///     slot ──► [next │ 62 │ entry … entry] ──► [next │ 62 │ entry … entry] ──► [none │ 17 │ entry … ]
///
/// Entries are packed because a burst then streams through memory instead of chasing one linked node after the other. Free blocks
/// form a list, last in first out, so that the next one taken is still in the cache. Block 0 is nobody's: 0 means none, and it is always
/// full.
/// </summary>
internal sealed class TimerBlocks
{
    internal const int None = 0;

    private const int BlockBits = 6;
    private const int NextWord = 0;
    private const int CountWord = 1;
    private const int FirstEntry = 2;
    private const int EntriesPerBlock = (1 << BlockBits) - FirstEntry;

    private readonly SegmentedArray<ulong> words = new();
    private int free = None;
    private int used = 1;

    internal TimerBlocks()
    {
        words.Grow();
        words[CountWord] = EntriesPerBlock;
    }

    internal int Next(int block) => (int)words[block << BlockBits];

    internal void SetNext(int block, int next) => words[block << BlockBits] = (ulong)next;

    internal ReadOnlySpan<ulong> Entries(int block)
    {
        Span<ulong> all = Words(block);
        return all.Slice(FirstEntry, (int)all[CountWord]);
    }

    /// <summary>Adds an entry unless the block is full.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal bool TryAdd(int block, ulong entry)
    {
        Span<ulong> all = Words(block);
        int count = (int)all[CountWord];
        if (count == EntriesPerBlock)
        {
            return false;
        }

        all[CountWord] = (ulong)count + 1;
        ref ulong place = ref all[FirstEntry + count];
        place = entry;
        Prefetch.LineAfter(ref place);
        return true;
    }

    /// <summary>Drops the first entries of a block; the rest keep their order.</summary>
    internal void DropFirst(int block, int count)
    {
        Span<ulong> all = Words(block);
        int rest = (int)all[CountWord] - count;
        all.Slice(FirstEntry + count, rest).CopyTo(all[FirstEntry..]);
        all[CountWord] = (ulong)rest;
    }

    internal void Clear(int block) => words[(block << BlockBits) + CountWord] = 0;

    internal void PrefetchNext(int block)
    {
        int next = Next(block);
        if (next != None)
        {
            Prefetch.Lines(ref words[next << BlockBits], sizeof(ulong) << BlockBits);
        }
    }

    internal int Take()
    {
        int block = free;
        if (block != None)
        {
            free = Next(block);
            Prefetch.Line(ref words[free << BlockBits]);
        }
        else
        {
            block = used++;
            if (block << BlockBits >= words.Length)
            {
                words.Grow();
            }
        }

        SetNext(block, None);
        Clear(block);
        return block;
    }

    internal void Return(int block)
    {
        SetNext(block, free);
        free = block;
    }

    private Span<ulong> Words(int block) => words.Slice(block << BlockBits, 1 << BlockBits);
}
