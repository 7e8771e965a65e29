namespace JitBot.Core.OnCall;

/// <summary>
/// The last answer for each schedule, for as long as it may serve while the source is down. It has no clock: time comes in. What seems to have
/// been asked in the future was asked by a clock that has been set back since, and is not believed. Thread-safe.
/// </summary>
public sealed class OnCallMemory
{
    /// <summary>Long enough for a source's restart or a lost network, short enough that a handover that it misses is one people still remember.</summary>
    public static readonly TimeSpan ServesFor = TimeSpan.FromMinutes(15);

    /// <summary>Far more schedules than a catalogue names; beyond it the oldest answer is forgotten.</summary>
    private const int Most = 1_000;

    private readonly Lock _gate = new();
    private readonly Dictionary<(string Source, string Schedule), OnCallView> _last = [];

    /// <summary>Keeps an answer that was asked for at <paramref name="asOf"/>, unless a newer one is kept.</summary>
    public void Keep(string source, string schedule, OnCallRoster roster, DateTimeOffset asOf, DateTimeOffset now)
    {
        lock (_gate)
        {
            if (_last.TryGetValue((source, schedule), out var kept) && kept.AsOf > asOf && kept.AsOf <= now)
                return;
            if (kept is null)
                MakeRoom(now);
            _last[(source, schedule)] = new OnCallView(roster, asOf, IsLive: false);
        }
    }

    /// <summary>The answer that still serves at this moment, without those whose time is over since; null if there is none.</summary>
    public OnCallView? Recall(string source, string schedule, DateTimeOffset now)
    {
        lock (_gate)
        {
            return _last.TryGetValue((source, schedule), out var kept) && Serves(kept, now)
                ? kept with { Roster = kept.Roster.At(now) }
                : null;
        }
    }

    /// <summary>Forgets a schedule of which the source has answered that it says nothing any more.</summary>
    public void Forget(string source, string schedule)
    {
        lock (_gate)
            _last.Remove((source, schedule));
    }

    private static bool Serves(OnCallView kept, DateTimeOffset now) => kept.AsOf <= now && now - kept.AsOf <= ServesFor;

    private void MakeRoom(DateTimeOffset now)
    {
        if (_last.Count < Most)
            return;
        foreach (var over in _last.Where(pair => !Serves(pair.Value, now)).Select(pair => pair.Key).ToList())
            _last.Remove(over);
        if (_last.Count >= Most)
            _last.Remove(_last.MinBy(pair => pair.Value.AsOf).Key);
    }
}
