using JitBot.Core;
using JitBot.Core.Store;

namespace JitBot.Engine.Effects;

/// <summary>Changes what is kept of a card while others do the same: whoever shows it knows nothing of the message that tells of many ends at once.</summary>
internal sealed class CardKeeper(IAccessStore store)
{
    /// <summary>Changes the card as it stands now.</summary>
    public async Task ChangeAsync(Card card, Func<Card, Card> change, CancellationToken ct)
    {
        Card? there;
        do
        {
            there = await store.FindCardAsync(card.Request, card.Place, ct);
        }
        while (!await store.SaveCardAsync(change(there ?? card), there, ct));
    }
}
