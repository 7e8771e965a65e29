namespace JitBot.Benchmarks.Wheel.Contenders;

/// <summary>The runtime's tree, which can take out anything at once.</summary>
internal readonly struct SortedSetTimers : ITimers<SortedSetTimers, long>
{
    private readonly SortedSet<long> _set;
    private readonly long _start;

    private SortedSetTimers(DateTimeOffset start) => (_set, _start) = ([], start.ToUnixTimeMilliseconds());

    public static SortedSetTimers Make(DateTimeOffset start, int count) => new(start);

    public DateTimeOffset? NextDue => _set.Count == 0 ? null : DateTimeOffset.FromUnixTimeMilliseconds(DueKey.DueOf(_set.Min, _start));

    public long Schedule(DateTimeOffset due, long payload)
    {
        var key = DueKey.Of(due, _start, payload);
        _set.Add(key);
        return key;
    }

    public bool Cancel(long handle) => _set.Remove(handle);

    public void Advance(DateTimeOffset now, Fired fired)
    {
        var present = now.ToUnixTimeMilliseconds();
        while (_set.Count > 0 && _set.Min is var key && DueKey.DueOf(key, _start) <= present)
        {
            _set.Remove(key);
            fired.Add(DueKey.NumberOf(key), DueKey.DueOf(key, _start), present);
        }
    }
}
