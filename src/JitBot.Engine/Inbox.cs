using JitBot.Core;
using JitBot.Core.Chat;
using JitBot.Core.Store;
using JitBot.Engine.Effects;
using JitBot.Engine.Operations;

namespace JitBot.Engine;

/// <summary>Where deliveries become durable before they are acknowledged.</summary>
public sealed class Inbox(IAccessStore store, WakeClock wakes, StoreWatch stores)
{
    /// <summary>
    /// So many may wait at once to become durable. The store takes thousands a second, so they are answered well within the three seconds after which Slack tells people that it failed;
    /// whoever came behind them would be answered too late, and is better told at once.
    /// </summary>
    public const int MostWaiting = 500;

    /// <summary>When whoever was turned away is asked to come again: by then those before them are answered.</summary>
    public static readonly TimeSpan AgainIn = TimeSpan.FromSeconds(1);

    private int _waiting;

    /// <summary>Durable when it returns; a delivery seen before is ignored. Throws <see cref="StoreUnavailableException"/>: do not acknowledge then.</summary>
    public async Task ReceiveAsync(Delivery delivery, CancellationToken ct)
    {
        try
        {
            if (Interlocked.Increment(ref _waiting) > MostWaiting)
                throw new StoreUnavailableException($"{MostWaiting} gestures wait to be kept already; whoever made this one is asked to make it again.");
            await KeepAsync(delivery, ct);
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }

    private async Task KeepAsync(Delivery delivery, CancellationToken ct)
    {
        try
        {
            if (await store.ReceiveAsync(delivery, ct) is { } row)
                wakes.Watch([row]);
            stores.Worked();
        }
        catch (StoreUnavailableException e)
        {
            stores.Failed(e.Message);
            throw;
        }
    }
}
