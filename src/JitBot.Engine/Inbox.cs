using JitBot.Core;
using JitBot.Core.Chat;
using JitBot.Core.Store;
using JitBot.Engine.Effects;
using JitBot.Engine.Operations;

namespace JitBot.Engine;

/// <summary>Where deliveries become durable before they are acknowledged.</summary>
public sealed class Inbox(IAccessStore store, WakeClock wakes, StoreWatch stores)
{
    /// <summary>Durable when it returns; a delivery seen before is ignored. Throws <see cref="StoreUnavailableException"/>: do not acknowledge then.</summary>
    public async Task ReceiveAsync(Delivery delivery, CancellationToken ct)
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
