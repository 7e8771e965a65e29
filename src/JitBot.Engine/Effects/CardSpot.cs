using JitBot.Core;
using JitBot.Core.Access;
using JitBot.Core.Chat;
using JitBot.Core.Store;

namespace JitBot.Engine.Effects;

/// <summary>The spot where a request's card stands: what the store has of it, and what it is brought to step by step.</summary>
internal sealed class CardSpot(IAccessStore store, RequestId request, Place place, Card? stored)
{
    private Card? _stored = stored;

    public RequestId Request => request;

    public Place Place => place;

    /// <summary>The card as it stands.</summary>
    public Card Card => _stored ?? new Card(request, place, Message: null, ShownVersion: 0, ToldVersion: 0, PlaceLost: false);

    /// <summary>
    /// Another process has taken the card on meanwhile. What was posted in vain is a message that no card points at.
    /// </summary>
    public bool IsLost { get; private set; }

    /// <summary>Keeps the next step, unless the card is another's by now.</summary>
    public async Task SaveAsync(Card next, CancellationToken ct)
    {
        if (!IsLost && await store.SaveCardAsync(next, _stored, ct))
            _stored = next;
        else
            IsLost = true;
    }
}
