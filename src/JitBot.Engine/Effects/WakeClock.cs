using JitBot.Core.Effects;
using JitBot.Core.Store;
using JitBot.Core.Time;
using JitBot.Engine.Clock;

namespace JitBot.Engine.Effects;

/// <summary>
/// Every future moment in one wheel, every present one in the queue of its lane. An index over the store's due column: losing it loses
/// nothing, and an entry that is no longer true is found out when the effect is claimed.
/// </summary>
public sealed class WakeClock
{
    private const int LaneBits = 2;
    private const int DoorBits = 6;

    /// <summary>The highest id of an effect that fits into a timer's payload: no store ever gets there.</summary>
    public const long MostId = long.MaxValue >> (DoorBits + LaneBits);

    private readonly Lock _gate = new();
    private readonly TrustedClock _clock;
    private readonly Mandate _mandate;
    private readonly TimerWheel _wheel;
    private readonly DueBatch _due = new(capacity: 1024);
    private readonly ReadyQueues _ready = new();
    private readonly List<string> _doors = [];
    private readonly Hearsay _hearsay = new();

    internal WakeClock(TrustedClock clock, Mandate mandate) => (_clock, _mandate, _wheel) = (clock, mandate, new TimerWheel(clock.Now));

    /// <summary>Raised after something became ready; handlers must be quick and must not call back.</summary>
    public event Action? Ready;

    /// <summary>Raised after the next moment came to lie sooner than it lay before; handlers must be quick and must not call back.</summary>
    public event Action? Sooner;

    /// <summary>Keeps effects in mind. <paramref name="door"/> is where they wait for an answer, if that is known (<see cref="Door"/>).</summary>
    public void Watch(IReadOnlyList<EffectRow> rows, string? door = null)
    {
        if (rows.Count == 0)
            return;
        var now = _clock.Now;
        bool isSooner;
        lock (_gate)
        {
            var next = _wheel.NextDue;
            foreach (var row in rows)
            {
                if (!_mandate.Covers(row.Lane))
                    continue;
                var at = door ?? Door.OfUnread(row.Lane);
                if (row.DueAt <= now)
                    _ready.Add(row.Id, row.Lane, at, row.DueAt.ToUnixTimeMilliseconds());
                else
                    _wheel.Schedule(row.DueAt, Pack(row.Id, row.Lane, at));
            }

            isSooner = _wheel.NextDue is { } soonest && (next is null || soonest < next);
        }

        if (isSooner)
            Sooner?.Invoke();
        Ready?.Invoke();
    }

    /// <summary>
    /// Has effects looked at now, each in the place of its moment: what falls due meanwhile goes before all whose moments are later, however many those are.
    /// </summary>
    public void Hurry(IReadOnlyList<EffectRow> rows)
    {
        lock (_gate)
        {
            foreach (var row in rows.Where(row => _mandate.Covers(row.Lane)))
                _ready.Add(row.Id, row.Lane, Door.OfUnread(row.Lane), row.DueAt.ToUnixTimeMilliseconds());
        }

        Ready?.Invoke();
    }

    /// <summary>Keeps in mind what another process has stored, a moment later than its own worker, so that the two do not run for the same.</summary>
    public void WatchForOthers(IReadOnlyList<EffectRow> rows)
    {
        var now = _clock.Now;
        Watch([.. _hearsay.Sift(rows, now).Select(row => row with { DueAt = (row.DueAt > now ? row.DueAt : now) + WorkerLimits.AfterOthers })]);
    }

    /// <summary>How many moments lie ahead.</summary>
    public int Waiting
    {
        get
        {
            lock (_gate)
                return _wheel.Count;
        }
    }

    /// <summary>The next moment at which a turn has something to do, or null when none lies ahead.</summary>
    public DateTimeOffset? NextDue
    {
        get
        {
            lock (_gate)
                return _wheel.NextDue;
        }
    }

    /// <summary>Turns the wheel to the present.</summary>
    public void Tick()
    {
        var now = _clock.Now;
        var fired = 0;
        lock (_gate)
        {
            while (_wheel.Advance(now, _due) > 0)
            {
                foreach (var timer in _due.Timers)
                    Unpack(timer);
                fired += _due.Count;
            }
        }

        if (fired > 0)
            Ready?.Invoke();
    }

    /// <summary>Takes the next ready effects, each with a free hand of its door, revocations first and the oldest first.</summary>
    internal IReadOnlyList<ReadyEffect> Take(Hands hands)
    {
        lock (_gate)
            return _ready.Take(hands);
    }

    private long Pack(long id, Lane lane, string door)
    {
        var number = _doors.IndexOf(door);
        if (number < 0 && _doors.Count < 1 << DoorBits)
        {
            number = _doors.Count;
            _doors.Add(door);
        }

        // A door too many shares the hands of the first; nobody has sixty providers.
        return (id << (DoorBits + LaneBits)) | ((long)Math.Max(number, 0) << LaneBits) | (long)lane;
    }

    private void Unpack(DueTimer timer)
    {
        var lane = (Lane)(timer.Payload & ((1 << LaneBits) - 1));
        var door = _doors[(int)((timer.Payload >> LaneBits) & ((1 << DoorBits) - 1))];
        _ready.Add(timer.Payload >> (DoorBits + LaneBits), lane, door, timer.DueUnixMilliseconds);
    }
}
