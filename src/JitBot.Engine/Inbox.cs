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
    /// So many may wait at once to become durable. The host takes a thousand connections; what only reads, and whoever asks how it is, are to find some of them free. On two cores the store
    /// kept two thousand and more a second, so that all who wait are answered within the three seconds after which Slack tells people that it failed.
    /// </summary>
    public const int MostWaiting = 800;

    private int _waiting;

    /// <summary>
    /// Durable when it returns; a delivery seen before is ignored. Throws <see cref="StoreUnavailableException"/> or <see cref="TooManyWaitException"/>: do not acknowledge then
    /// (<see cref="NotKept"/>).
    /// </summary>
    public async Task ReceiveAsync(Delivery delivery, CancellationToken ct)
    {
        try
        {
            if (Interlocked.Increment(ref _waiting) > MostWaiting)
                throw new TooManyWaitException($"{MostWaiting} wait to be kept already.");
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
