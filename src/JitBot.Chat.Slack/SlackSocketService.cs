using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace JitBot.Chat.Slack;

/// <summary>
/// Hears Slack over sockets for as long as the process serves: from when everything has started until before anything stops, so that what is
/// in hand can still be made durable and acknowledged.
/// </summary>
internal sealed class SlackSocketService(IServiceProvider services, SlackSocketBoard board, TimeProvider time) : IHostedLifecycleService, IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private Task _keeping = Task.CompletedTask;

    public Task StartingAsync(CancellationToken cancellationToken)
    {
        board.Failed(SlackSocketWords.Connecting);
        return Task.CompletedTask;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken)
    {
        var keepers = Enumerable.Range(0, SlackSocketLimits.Connections).Select(_ => services.GetRequiredService<SlackSocketKeeper>());
        _keeping = Task.WhenAll(keepers.Select(keeper => keeper.KeepAsync(_stop.Token)));
        return Task.CompletedTask;
    }

    /// <summary>What hangs longer than this is acknowledged by nobody and delivered again: it must not use up the time in which access could still be removed.</summary>
    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        await _stop.CancelAsync();
        await _keeping.WaitAsync(SlackSocketLimits.StopWithin, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _keeping.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }
}
