namespace JitBot.Host;

/// <summary>
/// Asked to stop, the process says at once that it is not ready and keeps its doors open a moment longer, so that whoever sends it work hears of
/// it before a connection is refused. The engine works on meanwhile, and what still arrives is made durable as ever.
/// </summary>
internal sealed partial class Draining(TimeProvider time, ILogger<Draining> log) : IHostedLifecycleService, IDisposable
{
    /// <summary>Enough for a balancer that looks every second. The engine's six seconds and the closing of the doors come after it, ten in all.</summary>
    public static readonly TimeSpan DoorsStayOpen = TimeSpan.FromSeconds(2);

    private readonly CancellationTokenSource _nobodySends = new();

    /// <summary>Stops without the moment: whoever sent it work is known to be gone.</summary>
    public void Skip() => _nobodySends.Cancel();

    /// <inheritdoc />
    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _nobodySends.Token);
        Log.Stopping(log, DoorsStayOpen.TotalSeconds);
        await Task.Delay(DoorsStayOpen, time, over.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <inheritdoc />
    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc />
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc />
    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc />
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc />
    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => _nobodySends.Dispose();

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Asked to stop: not ready any more; the doors close in {Seconds} seconds")]
        public static partial void Stopping(ILogger log, double seconds);
    }
}
