namespace JitBot.Sandbox.LookAlikes.Teams;

/// <summary>What can go wrong with one call of the Connector.</summary>
internal abstract record ConnectorFault
{
    private ConnectorFault()
    {
    }

    /// <summary>Nothing is done; the answer is this error, as a rule one of <see cref="TeamsRefusal"/>.</summary>
    internal sealed record Refuses(TeamsRefusal With) : ConnectorFault;

    /// <summary>Nothing is done; 429 with Retry-After.</summary>
    internal sealed record Throttles(TimeSpan RetryAfter) : ConnectorFault;

    /// <summary>Nothing is done; the answer is this HTTP status with a page nobody can read, such as 502 or 504.</summary>
    internal sealed record Fails(int Status) : ConnectorFault;

    /// <summary>It is done, but the answer is this HTTP status.</summary>
    internal sealed record DoesAndFails(int Status) : ConnectorFault;

    /// <summary>Nothing is done; the connection breaks.</summary>
    internal sealed record HangsUp : ConnectorFault;

    /// <summary>It is done, but the connection breaks before the answer.</summary>
    internal sealed record DoesAndHangsUp : ConnectorFault;

    /// <summary>It is done, but the answer waits for this.</summary>
    internal sealed record Holds(Task Until) : ConnectorFault;

    /// <summary>It is done, but the answer comes only after this time.</summary>
    internal sealed record Slow(TimeSpan By) : ConnectorFault;
}

/// <summary>What the Connector can be asked to do.</summary>
internal enum ConnectorCall
{
    /// <summary>Every call.</summary>
    Any,
    Create,
    Post,
    Reply,
    Update,
    Delete,
    Members,
}

/// <summary>The faults that are planted: by call, each for a number of times, the first planted first.</summary>
internal sealed class ConnectorFaults
{
    private readonly Lock _lock = new();
    private readonly Dictionary<ConnectorCall, Queue<ConnectorFault>> _planted = [];
    private volatile ConnectorFault? _always;
    private volatile bool _isDown;

    /// <summary>While it is down, every call hangs up.</summary>
    public bool IsDown
    {
        get => _isDown;
        set => _isDown = value;
    }

    /// <summary>What every call suffers for which nothing else is planted.</summary>
    public ConnectorFault? Always
    {
        get => _always;
        set => _always = value;
    }

    public void Next(ConnectorCall call, ConnectorFault fault, int times = 1)
    {
        lock (_lock)
        {
            if (!_planted.TryGetValue(call, out var queue))
                _planted[call] = queue = new Queue<ConnectorFault>();
            for (var i = 0; i < times; i++)
                queue.Enqueue(fault);
        }
    }

    public void Clear()
    {
        lock (_lock)
            _planted.Clear();
        Always = null;
        IsDown = false;
    }

    /// <summary>The fault of this call, spent by this; none as a rule.</summary>
    public ConnectorFault? Take(ConnectorCall call)
    {
        if (IsDown)
            return new ConnectorFault.HangsUp();
        lock (_lock)
        {
            foreach (var key in (ConnectorCall[])[call, ConnectorCall.Any])
                if (_planted.TryGetValue(key, out var queue) && queue.TryDequeue(out var fault))
                    return fault;
        }

        return Always;
    }
}
