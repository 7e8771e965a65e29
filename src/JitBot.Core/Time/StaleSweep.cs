namespace JitBot.Core.Time;

/// <summary>
/// Cancelling leaves the entry behind in its slot; this takes such entries out before they outnumber what is alive, a block or so with
/// each operation of the wheel, so that no single one pauses (all at once was 15 to 21 ms at a million timers).
///
///     previous: [a b c · · ·] ──► block: [x d x e f g]   becomes   [a b c d e f] ──► [g · · · · ·]        (x was cancelled)
///
/// Invariant: between two steps every list is whole and in order; the sweep remembers only its slot and the block it poured into last. It
/// goes from the top level down, because timers move down: what moves while it runs is met again, never missed.
/// </summary>
internal sealed class StaleSweep(WheelSlots slots, LateTimers late, TimerStates states)
{
    // One step costs at most this: the reads of one full block, or a look at four blocks of a few entries.
    private const int StepCost = 64;
    private const int BlockCost = 16;

    private int level;
    private int digit;
    private int previous;

    internal bool IsRunning { get; private set; }

    internal void Start() => (IsRunning, level, digit, previous) = (true, WheelSlots.Levels - 1, 0, TimerBlocks.None);

    /// <summary>Told before blocks leave a slot by another way, so that the sweep does not hold on to one of them.</summary>
    internal void SlotChanges(int slot)
    {
        if (slot == (level * WheelSlots.SlotsPerLevel) + digit)
        {
            previous = TimerBlocks.None;
        }
    }

    /// <summary>Sweeps a little further; tells how many entries it took out.</summary>
    internal int Step()
    {
        int dropped = 0;
        for (int cost = 0; cost < StepCost && IsRunning; cost += BlockCost)
        {
            int slot = slots.OccupiedFrom(level, digit);
            if (slot == Occupancy.None)
            {
                dropped += FinishLevel();
                continue;
            }

            MoveTo(slot);
            int first = slots.CountedFirst(slot);
            int block = previous == TimerBlocks.None ? first : slots.Blocks.Next(previous);
            if (block == TimerBlocks.None)
            {
                (digit, previous) = (digit + 1, TimerBlocks.None);
                continue;
            }

            cost += slots.Blocks.Entries(block).Length;
            dropped += Pour(slot, block);
        }

        return dropped;
    }

    private void MoveTo(int slot)
    {
        int found = slot & (WheelSlots.SlotsPerLevel - 1);
        if (found != digit)
        {
            (digit, previous) = (found, TimerBlocks.None);
        }
    }

    private int FinishLevel()
    {
        (digit, previous) = (0, TimerBlocks.None);
        if (level-- > 0)
        {
            return 0;
        }

        IsRunning = false;
        return late.Purge(states);
    }

    private int Pour(int slot, int block)
    {
        TimerBlocks blocks = slots.Blocks;
        ReadOnlySpan<ulong> entries = blocks.Entries(block);
        int dropped = 0;

        // Kept entries are written behind the reader, in the same memory: a block is never fuller than it was.
        blocks.Clear(block);
        foreach (ulong entry in entries)
        {
            int index = TimerEntry.IndexOf(entry);
            if (!states.IsArmed(index))
            {
                states.Release(index, out _);
                dropped++;
            }
            else if (!blocks.TryAdd(previous, entry))
            {
                blocks.TryAdd(block, entry);
            }
        }

        if (blocks.Entries(block).IsEmpty)
        {
            slots.Remove(slot, previous, block);
        }
        else
        {
            previous = block;
        }

        slots.FindTail(slot);
        return dropped;
    }
}
