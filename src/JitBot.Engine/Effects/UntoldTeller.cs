using JitBot.Core;
using JitBot.Core.Access;
using JitBot.Engine.Clock;

namespace JitBot.Engine.Effects;

/// <summary>
/// Writes down that a requester could not be told in private, and what people can do about it; the threads then tell it as they tell
/// everything. Not before a card stands somewhere: what was written before it was posted is not told behind it.
/// </summary>
internal sealed class UntoldTeller(IAccessStore store, CommandHandler requests, TrustedClock clock)
{
    public async Task TellAsync(RequestId id, string todo, CancellationToken ct)
    {
        if ((await store.ListCardsAsync(id, ct)).Any(card => card.Message is not null))
            await requests.HandleAsync(id, new AccessCommand.MissRequester(clock.Now, todo), gesture: null, ct);
    }
}
