using System.Runtime.CompilerServices;

namespace JitBot.Core.Time;

/// <summary>
/// The pool of blocks the slots are made of. A block is 64 words of 8 bytes: the next block, the number of entries, 62 entries.
///
///     slot ──► [next │ 62 │ entry … entry] ──► [next │ 62 │ entry … entry] ──► [none │ ? │ entry … ]
///
/// Entries are packed because a burst then streams through memory instead of chasing one linked node after the other. Free blocks
/// form a list, last in first out, so that the next one taken is still in the cache. Block 0 is nobody's: 0 means none, and it is always
/// full. How many entries a slot's last block has is known to the slot alone (see <see cref="WheelSlots"/>), which writes it here before it looks.
/// </summary>
internal sealed class TimerBlocks
{
    internal const int None = 0;

    /// <summary>The tail of a slot without blocks. It counts as full, so that the first entry takes a block.</summary>
    internal const int NoTail = 0;

    private const int BlockBits = 6;
    private const int WordMask = (1 << BlockBits) - 1;
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

    /// <summary>Whether no entry fits at this tail any more.</summary>
    internal static bool IsFull(int tail) => (tail & WordMask) == 0;

    /// <summary>The block whose last entry lies before this word.</summary>
    internal static int BlockOf(int tail) => tail - 1 >> BlockBits;

    internal int Next(int block) => (int)words[block << BlockBits];

    internal void SetNext(int block, int next) => words[block << BlockBits] = (ulong)next;

    internal ReadOnlySpan<ulong> Entries(int block)
    {
        Span<ulong> all = words.Slice(block << BlockBits, 1 << BlockBits);
        return all.Slice(FirstEntry, (int)all[CountWord]);
    }

    /// <summary>The word after the block's last entry, by its count.</summary>
    internal int TailOf(int block) => (block << BlockBits) + FirstEntry + (int)words[(block << BlockBits) + CountWord];

    /// <summary>Writes down how many entries the block that ends here has.</summary>
    internal void WriteCount(int tail) => words[(BlockOf(tail) << BlockBits) + CountWord] = (ulong)(tail - (BlockOf(tail) << BlockBits) - FirstEntry);

    /// <summary>Writes an entry behind the last one of a block that is not full.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Append(int tail, ulong entry)
    {
        ref ulong place = ref words[tail];
        place = entry;
        Prefetch.LineAfter(ref place);
    }

    /// <summary>Adds an entry by the block's count, unless the block is full.</summary>
    internal bool TryAdd(int block, ulong entry)
    {
        int tail = TailOf(block);
        ref ulong count = ref words[(block << BlockBits) + CountWord];
        if (count == EntriesPerBlock)
        {
            return false;
        }

        words[tail] = entry;
        count++;
        return true;
    }

    /// <summary>Drops the first entries of a block; the rest keep their order.</summary>
    internal void DropFirst(int block, int count)
    {
        Span<ulong> all = words.Slice(block << BlockBits, 1 << BlockBits);
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

    /// <summary>An empty block that nothing follows.</summary>
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
}
