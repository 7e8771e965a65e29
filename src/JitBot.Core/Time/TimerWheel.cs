using System.Runtime.CompilerServices;

namespace JitBot.Core.Time;

/// <summary>
/// Every future moment of the program: a hierarchical timing wheel, tickless, for ten million timers and more. It has no thread and no
/// clock; time comes in as an argument. It is not thread-safe: one lock stands around it.
///
///     Schedule ──► level 3 ──► level 2 ──► level 1 ──► level 0 ──► DueBatch          (see WheelSlots for the levels)
///         └──────────────────────── late ────────────────────────────┘               (already behind the cursor)
///
/// Advance moves the cursor to the present from one occupied slot to the next: a slot of level 0 is fired, a slot of a higher level is
/// laid out again below, at most three times in a timer's life. Each timer is always in the very slot a new one of the same due would be
/// put in, and slots keep their order; so timers of one millisecond fire first in, first out.
/// Invariant: Advance(now) hands over exactly the timers whose due, rounded up to the millisecond, is at or before now, whatever the clock
/// did in between; set back, it takes nothing back.
/// Source: G. Varghese and A. Lauck, "Hashed and Hierarchical Timing Wheels", IEEE/ACM Transactions on Networking 5(6), 1997, scheme 7,
/// http://www.cs.columbia.edu/~nahum/w6998/papers/ton97-timing-wheels.pdf
/// </summary>
public sealed class TimerWheel
{
    // Sweeping starts when this many cancelled entries, and half as many as are alive, lie about: memory stays below about 1.5 times.
    private const int StaleSlack = 1024;

    private readonly WheelSlots slots = new();
    private readonly LateTimers late = new();
    private readonly TimerStates states = new();
    private readonly StaleSweep sweep;

    private long cursor;
    private int stale;

    /// <summary>
    /// Makes an empty wheel that stands at this moment; timers due before it may still be scheduled, and fire at the next advance.
    /// </summary>
    public TimerWheel(DateTimeOffset start)
    {
        cursor = Math.Max(0, WheelTick.OfNow(start));
        sweep = new StaleSweep(slots, late, states);
    }

    /// <summary>The number of timers that are scheduled and neither fired nor cancelled.</summary>
    public int Count { get; private set; }

    /// <summary>
    /// The next moment at which an advance has work, or null when nothing is scheduled. No timer is due before it; the work may be to move
    /// timers down a level, or to drop cancelled ones, so sleep until then, advance, and ask again.
    /// </summary>
    public DateTimeOffset? NextDue => Count == 0 ? null : WheelTick.ToTime(late.TryPeek(out long due) ? due : WheelSlots.StartOf(slots.Next, cursor));

    /// <summary>Schedules a timer; one that is already due fires at the next advance.</summary>
    public TimerHandle Schedule(DateTimeOffset due, long payload)
    {
        if (sweep.IsRunning)
        {
            stale -= sweep.Step();
        }

        TimerHandle handle = states.Arm(payload);
        long tick = WheelTick.OfDue(due);
        if (tick >= cursor)
        {
            slots.Add(cursor, tick, TimerEntry.Pack(handle.Index, tick));
        }
        else
        {
            late.Add(handle.Index, tick);
        }

        Count++;
        return handle;
    }

    /// <summary>Cancels a timer; false if it has fired or was cancelled before.</summary>
    public bool Cancel(TimerHandle handle)
    {
        if (!states.Disarm(handle))
        {
            return false;
        }

        Count--;
        stale++;
        if (sweep.IsRunning)
        {
            stale -= sweep.Step();
        }
        else if (stale > (Count / 2) + StaleSlack)
        {
            sweep.Start();
        }

        return true;
    }

    /// <summary>
    /// Clears the batch, fills it with what is due by now, and tells how many that are. A batch that came back full may not be all:
    /// advance again.
    /// </summary>
    public int Advance(DateTimeOffset now, DueBatch batch)
    {
        batch.Clear();
        long present = WheelTick.OfNow(now);
        FireLate(present, batch);
        while (!batch.IsFull && !slots.IsEmpty && WheelSlots.StartOf(slots.Next, cursor) <= present)
        {
            int slot = slots.Next;
            cursor = WheelSlots.StartOf(slot, cursor);
            sweep.SlotChanges(slot);
            if (WheelSlots.LevelOf(slot) == 0)
            {
                Fire(slot, batch);
            }
            else
            {
                LayOutBelow(slot);
            }
        }

        // A full batch leaves the cursor at the slot that is not finished.
        if (!batch.IsFull && present > cursor)
        {
            cursor = present;
        }

        return batch.Count;
    }

    private void FireLate(long present, DueBatch batch)
    {
        while (!batch.IsFull && late.TryPeek(out long due) && due <= present)
        {
            Release(late.Take(), due, batch);
        }
    }

    private void Fire(int slot, DueBatch batch)
    {
        int block = slots.CountedFirst(slot);
        states.PrefetchRecords(slots.Blocks.Entries(block));
        while (block != TimerBlocks.None)
        {
            SendForNext(block);
            ReadOnlySpan<ulong> entries = slots.Blocks.Entries(block);
            int done = Math.Min(entries.Length, batch.Room);
            foreach (ulong entry in entries[..done])
            {
                Release(TimerEntry.IndexOf(entry), cursor, batch);
            }

            if (done < entries.Length)
            {
                slots.Blocks.DropFirst(block, done);
                slots.FindTail(slot);
                return;
            }

            block = slots.Remove(slot, TimerBlocks.None, block);
        }
    }

    // A block ahead, so that the records are there when they are needed, and the block that names the ones after them, too.
    private void SendForNext(int block)
    {
        int next = slots.Blocks.Next(block);
        if (next != TimerBlocks.None)
        {
            states.PrefetchRecords(slots.Blocks.Entries(next));
            slots.Blocks.PrefetchNext(next);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Release(int index, long due, DueBatch batch)
    {
        if (states.Release(index, out long payload))
        {
            batch.Add(payload, due);
            Count--;
        }
        else
        {
            stale--;
        }
    }

    // Decides by the entries alone: cancelled timers move along and are dropped where they end. The records of a few are sent for all the same, as they are needed within seconds.
    private void LayOutBelow(int slot)
    {
        int block = slots.Detach(slot);
        if (WheelSlots.LevelOf(slot) == 1 && slots.Blocks.Next(block) == TimerBlocks.None)
        {
            states.PrefetchRecords(slots.Blocks.Entries(block));
        }

        while (block != TimerBlocks.None)
        {
            slots.Blocks.PrefetchNext(block);
            foreach (ulong entry in slots.Blocks.Entries(block))
            {
                slots.Add(cursor, TimerEntry.DueOf(entry, cursor), entry);
            }

            int next = slots.Blocks.Next(block);
            slots.Blocks.Return(block);
            block = next;
        }
    }
}
