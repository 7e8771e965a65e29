using System.Numerics;
using System.Runtime.CompilerServices;

namespace JitBot.Core.Time;

/// <summary>
/// The rims of the wheel: four levels of 4096 slots, a slot being a list of blocks in the order in which its timers came.
///
///     level 0:  1 ms a slot      level 1:  4.096 s a slot      level 2:  4.66 h a slot      level 3:  2.18 years a slot
///
/// A due tick is read as four digits of 12 bits. A timer lies at the level of the highest digit in which its due differs from the cursor,
/// in the slot of that digit. Level 3 is where dues too far for the first three are parked: its slots reach beyond the year 9999.
/// Invariant: every timer's due is at or after the cursor, so within a level every occupied slot lies after the cursor's digit (at level
/// 0: at or after), and everything at a level is due before anything at the next. The first occupied slot of the first occupied level is
/// the next.
/// A slot keeps its tail, the place of its next entry, and adding touches nothing else. Whoever reads or changes its blocks calls CountedFirst
/// before, which writes the last block's count, and FindTail after.
/// </summary>
internal sealed class WheelSlots
{
    internal const int Levels = 4;
    internal const int SlotsPerLevel = 1 << DigitBits;

    private const int DigitBits = 12;
    private const int DigitMask = SlotsPerLevel - 1;

    private readonly int[] firstBlocks = new int[Levels * SlotsPerLevel];
    private readonly int[] tails = new int[Levels * SlotsPerLevel];
    private readonly Occupancy occupied = new(Levels);

    internal TimerBlocks Blocks { get; } = new();

    internal static int LevelOf(int slot) => slot >> DigitBits;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Add(long cursor, long due, ulong entry)
    {
        int level = BitOperations.Log2((ulong)(cursor ^ due) | 1) / DigitBits;
        int slot = (level << DigitBits) | (int)(due >> (level * DigitBits)) & DigitMask;
        int tail = tails[slot];
        if (TimerBlocks.IsFull(tail))
        {
            tail = Lengthen(slot);
        }

        tails[slot] = tail + 1;
        Blocks.Append(tail, entry);
    }

    /// <summary>Whether no slot has anything.</summary>
    internal bool IsEmpty => occupied.IsEmpty;

    /// <summary>The next slot with work; ask only when not empty.</summary>
    internal int Next => occupied.First();

    /// <summary>The tick at which a slot starts that lies ahead of the cursor.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static long StartOf(int slot, long cursor)
    {
        int shift = LevelOf(slot) * DigitBits;
        return (cursor >> (shift + DigitBits) << (shift + DigitBits)) | ((long)(slot & DigitMask) << shift);
    }

    /// <summary>The first occupied slot of a level at or after this digit, or <see cref="Occupancy.None"/>.</summary>
    internal int OccupiedFrom(int level, int digit) => digit < SlotsPerLevel ? occupied.FirstFrom((level << DigitBits) | digit) : Occupancy.None;

    /// <summary>The slot's first block, with the entries of all its blocks counted.</summary>
    internal int CountedFirst(int slot)
    {
        if (tails[slot] != TimerBlocks.NoTail)
        {
            Blocks.WriteCount(tails[slot]);
        }

        return firstBlocks[slot];
    }

    /// <summary>Tells the slot where its next entry goes, after its blocks were changed by their counts.</summary>
    internal void FindTail(int slot)
    {
        if (tails[slot] != TimerBlocks.NoTail)
        {
            tails[slot] = Blocks.TailOf(TimerBlocks.BlockOf(tails[slot]));
        }
    }

    /// <summary>Empties the slot; its blocks, counted, now belong to the caller, beginning with the one returned.</summary>
    internal int Detach(int slot)
    {
        int first = CountedFirst(slot);
        Empty(slot);
        return first;
    }

    /// <summary>Takes one block out of the slot's list and gives it back to the pool; tells the block that followed.</summary>
    internal int Remove(int slot, int previous, int block)
    {
        int next = Blocks.Next(block);
        if (previous != TimerBlocks.None)
        {
            Blocks.SetNext(previous, next);
        }
        else
        {
            firstBlocks[slot] = next;
        }

        if (next == TimerBlocks.None && previous == TimerBlocks.None)
        {
            Empty(slot);
        }
        else if (next == TimerBlocks.None)
        {
            tails[slot] = Blocks.TailOf(previous);
        }

        Blocks.Return(block);
        return next;
    }

    private void Empty(int slot)
    {
        firstBlocks[slot] = TimerBlocks.None;
        tails[slot] = TimerBlocks.NoTail;
        occupied.Clear(slot);
    }

    // Returns where the first entry of the new block goes.
    private int Lengthen(int slot)
    {
        int block = Blocks.Take();
        if (tails[slot] == TimerBlocks.NoTail)
        {
            firstBlocks[slot] = block;
            occupied.Set(slot);
        }
        else
        {
            Blocks.WriteCount(tails[slot]);
            Blocks.SetNext(TimerBlocks.BlockOf(tails[slot]), block);
        }

        return Blocks.TailOf(block);
    }
}
