namespace JitBot.Sandbox.LookAlikes.Slack;

/// <summary>What can go wrong with one call of the Web API.</summary>
internal abstract record SlackFault
{
    private SlackFault()
    {
    }

    /// <summary>Nothing is done; the answer is this error.</summary>
    internal sealed record Refuses(string Error) : SlackFault;

    /// <summary>Nothing is done; HTTP 429 with Retry-After.</summary>
    internal sealed record Throttles(TimeSpan RetryAfter) : SlackFault;

    /// <summary>It is done, but the answer says <c>internal_error</c>.</summary>
    internal sealed record DoesAndDenies : SlackFault;

    /// <summary>It is done, but the connection breaks before the answer.</summary>
    internal sealed record DoesAndHangsUp : SlackFault;

    /// <summary>Nothing is done; the connection breaks.</summary>
    internal sealed record HangsUp : SlackFault;

    /// <summary>Nothing is done; the answer is this HTTP status with a page nobody can read.</summary>
    internal sealed record Fails(int Status) : SlackFault;

    /// <summary>It is done, but the answer waits for this.</summary>
    internal sealed record Holds(Task Until) : SlackFault;

    /// <summary>It is done, but the answer comes only after this time.</summary>
    internal sealed record Slow(TimeSpan By) : SlackFault;
}

/// <summary>The faults that are planted: by method, each for a number of calls, the first planted first.</summary>
internal sealed class SlackFaults
{
    /// <summary>Stands for every method.</summary>
    public const string AnyMethod = "*";

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Queue<SlackFault>> _planted = new(StringComparer.Ordinal);
    private volatile SlackFault? _always;
    private volatile bool _isDown;
    private volatile bool _oneMessagePerSecond;

    /// <summary>While it is down, every call hangs up.</summary>
    public bool IsDown
    {
        get => _isDown;
        set => _isDown = value;
    }

    /// <summary>What every call suffers for which nothing else is planted.</summary>
    public SlackFault? Always
    {
        get => _always;
        set => _always = value;
    }

    /// <summary>Whether a second message to a channel within a second is throttled, as the real one may do.</summary>
    public bool OneMessagePerSecond
    {
        get => _oneMessagePerSecond;
        set => _oneMessagePerSecond = value;
    }

    public void Next(string method, SlackFault fault, int times = 1)
    {
        lock (_lock)
        {
            if (!_planted.TryGetValue(method, out var queue))
                _planted[method] = queue = new Queue<SlackFault>();
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
        OneMessagePerSecond = false;
    }

    /// <summary>The fault of this call, spent by this; none as a rule.</summary>
    public SlackFault? Take(string method)
    {
        if (IsDown)
            return new SlackFault.HangsUp();
        lock (_lock)
        {
            foreach (var key in (string[])[method, AnyMethod])
                if (_planted.TryGetValue(key, out var queue) && queue.TryDequeue(out var fault))
                    return fault;
        }

        return Always;
    }
}
