using JitBot.Core.Effects;
using JitBot.Core.Store;
using JitBot.Core.Time;
using JitBot.Engine.Clock;

namespace JitBot.Engine.Effects;

/// <summary>
/// Every future moment in one wheel, every present one in the queue of its lane. An index over the store's due column: losing it loses
/// nothing, and an entry that is no longer true is found out when the effect is claimed.
/// </summary>
public sealed class WakeClock(TrustedClock clock)
{
    private const int LaneBits = 2;
    private readonly Lock _gate = new();
    private readonly TimerWheel _wheel = new(clock.Now);
    private readonly DueBatch _due = new(capacity: 1024);
    private readonly HashSet<long> _queued = [];
    private readonly Queue<long>[] _ready = [.. Enum.GetValues<Lane>().Select(_ => new Queue<long>())];

    /// <summary>Raised after something became ready; handlers must be quick and must not call back.</summary>
    public event Action? Ready;

    /// <summary>Keeps effects in mind.</summary>
    public void Watch(IReadOnlyList<EffectRow> rows)
    {
        if (rows.Count == 0)
            return;
        var now = clock.Now;
        lock (_gate)
        {
            foreach (var row in rows)
            {
                if (row.DueAt <= now)
                    Enqueue(row.Id, row.Lane);
                else
                    _wheel.Schedule(row.DueAt, (row.Id << LaneBits) | (long)row.Lane);
            }
        }

        Ready?.Invoke();
    }

    /// <summary>Keeps in mind what another process has stored, a moment later than its own worker, so that the two do not run for the same.</summary>
    public void WatchForOthers(IReadOnlyList<EffectRow> rows)
    {
        var now = clock.Now;
        Watch([.. rows.Select(row => row with { DueAt = (row.DueAt > now ? row.DueAt : now) + WorkerLimits.AfterOthers })]);
    }

    /// <summary>Turns the wheel to the present.</summary>
    public void Tick()
    {
        var now = clock.Now;
        var fired = 0;
        lock (_gate)
        {
            while (_wheel.Advance(now, _due) > 0)
            {
                foreach (var timer in _due.Timers)
                    Enqueue(timer.Payload >> LaneBits, (Lane)(timer.Payload & ((1 << LaneBits) - 1)));
                fired += _due.Count;
            }
        }

        if (fired > 0)
            Ready?.Invoke();
    }

    /// <summary>
    /// Takes the next ready effects, revocations first. <paramref name="running"/> are at work already; a lane may only start work while
    /// fewer than its share of <see cref="WorkerLimits"/> are.
    /// </summary>
    public IReadOnlyList<long> Take(int running)
    {
        var taken = new List<long>();
        lock (_gate)
        {
            foreach (var lane in Enum.GetValues<Lane>())
            {
                while (running + taken.Count < WorkerLimits.Share(lane) && _ready[(int)lane].TryDequeue(out var id))
                {
                    _queued.Remove(id);
                    taken.Add(id);
                }
            }
        }

        return taken;
    }

    /// <summary>Once is enough, however often the sweep finds it; called under the lock.</summary>
    private void Enqueue(long id, Lane lane)
    {
        if (_queued.Add(id))
            _ready[(int)lane].Enqueue(id);
    }
}
