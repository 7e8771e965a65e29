using Microsoft.Extensions.Hosting;

namespace JitBot.Chat.Slack;

/// <summary>
/// Looks each minute whether the bot's token is to be renewed: from when everything has started, so that a second process, which finds the
/// store taken, spends nothing.
/// </summary>
internal sealed class SlackTokensService(SlackTokensKeeper keeper, TimeProvider time) : IHostedLifecycleService, IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private Task _keeping = Task.CompletedTask;

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken)
    {
        _keeping = KeepAsync();
        return Task.CompletedTask;
    }

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>A renewal that is on its way is waited for while there is time; one that is cut off is tried again with the token that was kept.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stop.CancelAsync();
        await _keeping.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => _stop.Dispose();

    private async Task KeepAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            await keeper.LookAsync();
            await Task.Delay(SlackTokensPlan.Every, time, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
