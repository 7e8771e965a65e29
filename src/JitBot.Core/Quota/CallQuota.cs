namespace JitBot.Core.Quota;

/// <summary>
/// A quota of calls in a sliding window: never more than <paramref name="most"/> within any <paramref name="window"/>, the last
/// <paramref name="kept"/> of them for removals alone. Whoever finds nothing left is told when to come back; those moments are booked one
/// behind the other, so that ten thousand who are refused come back as room appears and not all at once. It has no clock: time comes in as
/// the span since some fixed moment, by a clock that is never set. Thread-safe.
/// </summary>
public sealed class CallQuota(int most, TimeSpan window, int kept)
{
    /// <summary>A booking that nobody has come for so long after its moment is void: the caller has died or found other work.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    /// <summary>Nobody who is refused comes back sooner: moments are kept in milliseconds, and a call that comes too early comes twice.</summary>
    private static readonly TimeSpan LeastWait = TimeSpan.FromMilliseconds(10);

    private readonly Lock _gate = new();
    private readonly List<TimeSpan> _spent = [];
    private readonly List<Booking> _booked = [];
    private readonly int[] _bookedCost = new int[Enum.GetValues<Urgency>().Length];
    private readonly TimeSpan[] _stoppedUntil = new TimeSpan[Enum.GetValues<Urgency>().Length];

    /// <summary>How many calls are refused and expected back.</summary>
    public int Booked
    {
        get
        {
            lock (_gate)
                return _booked.Count;
        }
    }

    /// <summary>Spends what a call costs and answers null, or answers how long to wait; then nothing is spent.</summary>
    public TimeSpan? Ask(TimeSpan now, Urgency urgency, int cost = 1)
    {
        lock (_gate)
        {
            Forget(now);
            if (now < _stoppedUntil[(int)urgency] || Free(urgency) < cost)
                return Book(now, urgency, cost);
            Redeem(now, urgency);
            for (var i = 0; i < cost; i++)
                _spent.Add(now);
            return null;
        }
    }

    /// <summary>The provider has asked to be left alone for so long: nothing goes before that, not even a removal.</summary>
    public void Stop(TimeSpan now, TimeSpan wait) => Stop(now, wait, Urgency.Removal);

    /// <summary>Nothing of this urgency or a lesser one goes for so long; what is more urgent does.</summary>
    public void Stop(TimeSpan now, TimeSpan wait, Urgency from)
    {
        lock (_gate)
        {
            foreach (ref var until in _stoppedUntil.AsSpan((int)from))
                until = now + wait > until ? now + wait : until;
        }
    }

    private int Limit(Urgency urgency) => urgency == Urgency.Removal ? most : most - kept;

    /// <summary>What is left for a call of this urgency: not what those before it are booked for.</summary>
    private int Free(Urgency urgency) => Limit(urgency) - _spent.Count - BookedBefore(urgency);

    private int BookedBefore(Urgency urgency) => _bookedCost.Take((int)urgency).Sum();

    private TimeSpan Book(TimeSpan now, Urgency urgency, int cost)
    {
        var wanted = _spent.Count + BookedBefore(urgency + 1) + cost - Limit(urgency);
        var at = Latest(now + LeastWait, wanted <= 0 ? now : FreedAt(wanted, urgency), _stoppedUntil[(int)urgency]);
        _booked.Insert(_booked.FindLastIndex(booking => booking.At <= at) + 1, new Booking(at, urgency, cost));
        _bookedCost[(int)urgency] += cost;
        return at - now;
    }

    /// <summary>When that many calls will have left the window: those that were made, and then those that are booked before this one.</summary>
    private TimeSpan FreedAt(int count, Urgency urgency)
    {
        if (count <= _spent.Count)
            return _spent[count - 1] + window;
        var left = count - _spent.Count;
        var last = _booked.Find(booking => booking.Urgency <= urgency && (left -= booking.Cost) <= 0);
        return (last?.At ?? _spent.LastOrDefault()) + window;
    }

    /// <summary>A call takes the oldest booking of its urgency that is due: bookings have no names.</summary>
    private void Redeem(TimeSpan now, Urgency urgency)
    {
        var mine = _booked.FindIndex(booking => booking.Urgency == urgency);
        if (mine >= 0 && _booked[mine].At <= now)
            Strike(mine);
    }

    private void Forget(TimeSpan now)
    {
        _spent.RemoveRange(0, FirstAfter(_spent, now - window));
        while (_booked.Count > 0 && _booked[0].At < now - Patience)
            Strike(0);
    }

    private void Strike(int place)
    {
        _bookedCost[(int)_booked[place].Urgency] -= _booked[place].Cost;
        _booked.RemoveAt(place);
    }

    /// <summary>The list is in order, and asked thousands of times a second when it is longest.</summary>
    private static int FirstAfter(List<TimeSpan> moments, TimeSpan bound)
    {
        var (low, high) = (0, moments.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = moments[middle] <= bound ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    private static TimeSpan Latest(params ReadOnlySpan<TimeSpan> moments)
    {
        var latest = moments[0];
        foreach (var moment in moments)
            latest = moment > latest ? moment : latest;
        return latest;
    }

    private sealed record Booking(TimeSpan At, Urgency Urgency, int Cost);
}
