namespace JitBot.Engine.Requests;

/// <summary>
/// What was folded last, so that only the lines behind it have to be read: the log is only ever added to, so what was true stays true. A
/// bounded number of streams; the one folded first is forgotten first.
/// </summary>
internal sealed class Remembered<TKey, TState>
    where TKey : notnull
{
    /// <summary>A folded stream takes a few kilobytes: some tens of megabytes in all, and far more streams than are busy at once.</summary>
    private const int Most = 4096;

    private readonly Lock _gate = new();
    private readonly Dictionary<TKey, TState> _states = [];
    private readonly Queue<TKey> _order = new();

    /// <summary>What was kept last, or the default.</summary>
    public TState? Find(TKey key)
    {
        lock (_gate)
            return _states.GetValueOrDefault(key);
    }

    /// <summary>Keeps a state. An older one kept after a newer one only costs reading some lines again.</summary>
    public void Keep(TKey key, TState state)
    {
        lock (_gate)
        {
            if (!_states.ContainsKey(key))
                _order.Enqueue(key);
            _states[key] = state;
            if (_order.Count > Most)
                _states.Remove(_order.Dequeue());
        }
    }
}
