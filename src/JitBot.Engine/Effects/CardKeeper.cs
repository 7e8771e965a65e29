using JitBot.Core;
using JitBot.Core.Store;

namespace JitBot.Engine.Effects;

/// <summary>
/// Changes what is kept of a card while others do the same: whoever shows it knows nothing of the message that tells of many ends at once.
/// Within a process one change waits for the other; two processes may tell one end twice.
/// </summary>
internal sealed class CardKeeper(IAccessStore store)
{
    /// <summary>Cards share a gate by chance alone, so that hundreds can be changed in one commit.</summary>
    private const int Gates = 1024;

    private readonly SemaphoreSlim[] _gates = [.. Enumerable.Range(0, Gates).Select(_ => new SemaphoreSlim(1))];

    /// <summary>Changes the card as it stands now.</summary>
    public async Task ChangeAsync(Card card, Func<Card, Card> change, CancellationToken ct)
    {
        var gate = _gates[(uint)HashCode.Combine(card.Request, card.Place) % Gates];
        await gate.WaitAsync(ct);
        try
        {
            await store.SaveCardAsync(change(await store.FindCardAsync(card.Request, card.Place, ct) ?? card), ct);
        }
        finally
        {
            gate.Release();
        }
    }
}
