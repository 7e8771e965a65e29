using JitBot.Core;
using JitBot.Core.Access;
using JitBot.Core.Chat;
using JitBot.Engine.Catalogue;

namespace JitBot.Engine.Requests;

/// <summary>
/// Cards that people may see before we know their message: the answer to the post was lost, or the process died before it was filed. Whoever
/// votes on one is quicker than we are; the vote waits until the card is filed.
/// </summary>
public sealed class UnfiledCards(IAccessStore store, StoryReader reader, CurrentCatalogue catalogue)
{
    /// <summary>More requests than ever wait for one entitlement at once.</summary>
    private const int MostWaiting = 1_000;

    /// <summary>Whether a card of this request may stand somewhere that is not filed yet.</summary>
    public async Task<bool> MayHaveAsync(RequestId request, CancellationToken ct)
    {
        if ((await reader.LoadAsync(request, ct)).State is not AccessState.Pending pending)
            return false;
        var filed = (await store.ListCardsAsync(request, ct)).Where(card => card.Message is not null).Select(card => card.Place).ToHashSet();
        return !pending.Facts.Places.All(filed.Contains);
    }

    /// <summary>Whether there may be one of any request that waits for a decision.</summary>
    public async Task<bool> MayBeAnyAsync(CancellationToken ct)
    {
        foreach (var entitlement in catalogue.Now.Entitlements)
        {
            var open = await store.ListOpenByEntitlementAsync(entitlement.Id, MostWaiting, ct);
            foreach (var request in open.Where(request => request.Phase == Phase.Pending))
            {
                if (await MayHaveAsync(request.Id, ct))
                    return true;
            }
        }

        return false;
    }
}
