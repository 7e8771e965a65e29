namespace JitBot.Sandbox.LookAlikes;

/// <summary>Which calls to a directory a planned fault strikes.</summary>
public enum DirectoryCall
{
    /// <summary>Every call.</summary>
    Any,

    /// <summary>A call that changes nothing.</summary>
    Read,

    /// <summary>A call that adds a membership.</summary>
    Add,

    /// <summary>A call that removes a membership, or whatever else a DELETE removes.</summary>
    Remove,
}

/// <summary>What can go wrong with one call to a directory.</summary>
public abstract record DirectoryFault
{
    private DirectoryFault()
    {
    }

    /// <summary>429 with a Retry-After, no effect.</summary>
    public sealed record Throttled(TimeSpan RetryAfter) : DirectoryFault;

    /// <summary>An error status in the directory's own words, no effect.</summary>
    public sealed record Fails(int Status) : DirectoryFault;

    /// <summary>The effect happens and an error status is answered.</summary>
    public sealed record FailsAfter(int Status) : DirectoryFault;

    /// <summary>
    /// The connection breaks before the effect; <paramref name="Quietly"/> if it is closed as after a last answer, which HTTP clients like
    /// to take for an invitation to send a request again.
    /// </summary>
    public sealed record LostBefore(bool Quietly = false) : DirectoryFault;

    /// <summary>The effect happens and the connection breaks before the answer; quietly or not.</summary>
    public sealed record LostAfter(bool Quietly = false) : DirectoryFault;

    /// <summary>Everything happens as it should, but only after this time.</summary>
    public sealed record Slow(TimeSpan By) : DirectoryFault;

    /// <summary>No answer and no effect until the caller gives up.</summary>
    public sealed record Held : DirectoryFault;

    /// <summary>No answer until the caller gives up, and only then the effect: the call that came through too late.</summary>
    public sealed record HeldThenDone : DirectoryFault;
}

/// <summary>The faults planned for a directory look-alike. The first plan that fits a call strikes it, in the order of planning.</summary>
public sealed class DirectoryFaults
{
    private readonly Lock _lock = new();
    private readonly List<Plan> _plans = [];
    private TaskCompletionSource _held = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TaskCompletionSource _settled = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>How long a write stays invisible to reads.</summary>
    public TimeSpan ReadsLag { get; set; }

    /// <summary>Strikes the next calls of this kind, as many as given.</summary>
    public void Next(DirectoryFault fault, DirectoryCall on = DirectoryCall.Any, int times = 1)
    {
        lock (_lock)
            _plans.Add(new Plan(fault, on) { Left = times });
    }

    /// <summary>Strikes every call of this kind until <see cref="Clear"/>.</summary>
    public void Always(DirectoryFault fault, DirectoryCall on = DirectoryCall.Any) => Next(fault, on, int.MaxValue);

    /// <summary>Forgets every plan; calls that are held stay held.</summary>
    public void Clear()
    {
        lock (_lock)
            _plans.Clear();
    }

    /// <summary>Completes when a call is held, now or later.</summary>
    public Task HeldAsync()
    {
        lock (_lock)
            return _held.Task;
    }

    /// <summary>Completes when a call that was held has come to its end on the directory's side.</summary>
    public Task SettledAsync()
    {
        lock (_lock)
            return _settled.Task;
    }

    internal DirectoryFault? Take(DirectoryCall call)
    {
        lock (_lock)
        {
            var plan = _plans.Find(plan => plan.On == DirectoryCall.Any || plan.On == call);
            if (plan is { Left: < int.MaxValue } && --plan.Left == 0)
                _plans.Remove(plan);
            return plan?.Fault;
        }
    }

    internal async Task HoldAsync(CancellationToken callerGone)
    {
        lock (_lock)
        {
            _settled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _held.TrySetResult();
        }
        var gone = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using (callerGone.Register(gone.SetResult))
            await gone.Task;
        lock (_lock)
            _held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    internal void Settle()
    {
        lock (_lock)
            _settled.TrySetResult();
    }

    private sealed record Plan(DirectoryFault Fault, DirectoryCall On)
    {
        public int Left { get; set; }
    }
}
