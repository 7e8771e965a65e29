namespace JitBot.Sandbox.Page;

/// <summary>
/// The page's heartbeat: ten times a second, if something changed, everybody who looks is told once. What lives in this process rings by
/// itself; the host's database and its health are looked at.
/// </summary>
internal sealed class PagePulse(PageLedger ledger, PageHealth health, TimeProvider time) : IAsyncDisposable
{
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(100);

    /// <summary>Health is asked over HTTP, so not with every beat.</summary>
    private const int HealthEvery = 10;

    private readonly CancellationTokenSource _stop = new();
    private TaskCompletionSource _next = NewBell();
    private Task _beating = Task.CompletedTask;
    private int _rung;

    /// <summary>Completes with the next change.</summary>
    public Task Next => Volatile.Read(ref _next).Task;

    /// <summary>Says that something changed.</summary>
    public void Ring() => Interlocked.Exchange(ref _rung, 1);

    /// <summary>Begins to beat.</summary>
    public void Start() => _beating = BeatAsync(_stop.Token);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _beating.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private async Task BeatAsync(CancellationToken ct)
    {
        using var timer = new PeriodicTimer(Beat, time);
        for (var beat = 0; await timer.WaitForNextTickAsync(ct); beat++)
        {
            if (ledger.Look() | (beat % HealthEvery == 0 && await health.LookAsync(ct)))
                Ring();
            if (Interlocked.Exchange(ref _rung, 0) == 1)
                Interlocked.Exchange(ref _next, NewBell()).SetResult();
        }
    }

    private static TaskCompletionSource NewBell() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
