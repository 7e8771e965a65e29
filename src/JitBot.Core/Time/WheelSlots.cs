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
/// </summary>
internal sealed class WheelSlots
{
    internal const int Levels = 4;
    internal const int SlotsPerLevel = 1 << DigitBits;

    private const int DigitBits = 12;
    private const int DigitMask = SlotsPerLevel - 1;

    private readonly int[] firstBlocks = new int[Levels * SlotsPerLevel];
    private readonly int[] lastBlocks = new int[Levels * SlotsPerLevel];
    private readonly OccupancyBitmap[] occupied = [new(), new(), new(), new()];

    internal TimerBlocks Blocks { get; } = new();

    internal static int LevelOf(int slot) => slot >> DigitBits;

    internal int First(int slot) => firstBlocks[slot];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Add(long cursor, long due, ulong entry)
    {
        int level = BitOperations.Log2((ulong)(cursor ^ due) | 1) / DigitBits;
        int slot = (level << DigitBits) | (int)(due >> (level * DigitBits)) & DigitMask;
        if (!Blocks.TryAdd(lastBlocks[slot], entry))
        {
            Blocks.TryAdd(Lengthen(slot), entry);
        }
    }

    /// <summary>The next slot with work, and the tick at which it starts.</summary>
    internal bool TryNext(long cursor, out int slot, out long start)
    {
        for (int level = 0; level < Levels; level++)
        {
            if (!occupied[level].IsEmpty)
            {
                int digit = occupied[level].First();
                int shift = level * DigitBits;
                start = (cursor >> (shift + DigitBits) << (shift + DigitBits)) | ((long)digit << shift);
                slot = (level << DigitBits) | digit;
                return true;
            }
        }

        (slot, start) = (0, 0);
        return false;
    }

    /// <summary>The first occupied slot of a level at or after a slot of that level, or <see cref="OccupancyBitmap.None"/>.</summary>
    internal int OccupiedFrom(int level, int digit)
    {
        int found = occupied[level].FirstFrom(digit);
        return found == OccupancyBitmap.None ? found : (level << DigitBits) | found;
    }

    /// <summary>Empties the slot; its blocks now belong to the caller, beginning with the one returned.</summary>
    internal int Detach(int slot)
    {
        int first = firstBlocks[slot];
        firstBlocks[slot] = lastBlocks[slot] = TimerBlocks.None;
        occupied[LevelOf(slot)].Clear(slot & DigitMask);
        return first;
    }

    /// <summary>Takes one block out of the slot's list and gives it back to the pool; tells the block that followed.</summary>
    internal int Remove(int slot, int previous, int block)
    {
        int next = Blocks.Next(block);
        if (previous == TimerBlocks.None)
        {
            firstBlocks[slot] = next;
        }
        else
        {
            Blocks.SetNext(previous, next);
        }

        if (next == TimerBlocks.None)
        {
            lastBlocks[slot] = previous;
        }

        if (firstBlocks[slot] == TimerBlocks.None)
        {
            occupied[LevelOf(slot)].Clear(slot & DigitMask);
        }

        Blocks.Return(block);
        return next;
    }

    private int Lengthen(int slot)
    {
        int block = Blocks.Take();
        int last = lastBlocks[slot];
        if (last == TimerBlocks.None)
        {
            firstBlocks[slot] = block;
            occupied[LevelOf(slot)].Set(slot & DigitMask);
        }
        else
        {
            Blocks.SetNext(last, block);
        }

        return lastBlocks[slot] = block;
    }
}
