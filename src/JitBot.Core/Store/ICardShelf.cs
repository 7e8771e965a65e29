using JitBot.Core.Access;
using JitBot.Core.Chat;

namespace JitBot.Core.Store;

/// <summary>
/// A card we posted: where it stands, the version of the request it shows and the version up to which its thread tells the story.
/// <paramref name="Message"/> is null while there is none: not posted yet, or found deleted.
/// </summary>
public sealed record Card(RequestId Request, Place Place, MessageRef? Message, long ShownVersion, long ToldVersion, bool PlaceLost);

/// <summary>Where each request's cards stand.</summary>
public interface ICardShelf
{
    /// <summary>The request's card in this place, or null if none was posted.</summary>
    Task<Card?> FindCardAsync(RequestId request, Place place, CancellationToken ct);

    /// <summary>The card that is this message, or null if the message is none of ours.</summary>
    Task<Card?> FindCardAsync(MessageRef message, CancellationToken ct);

    /// <summary>All cards of a request.</summary>
    Task<IReadOnlyList<Card>> ListCardsAsync(RequestId request, CancellationToken ct);

    /// <summary>
    /// Stores the request's card in its place instead of <paramref name="replaces"/> (null: the first one there). False, and nothing is
    /// stored, if another stands there by now: whoever was held up must not undo what went on without them.
    /// </summary>
    Task<bool> SaveCardAsync(Card card, Card? replaces, CancellationToken ct);
}
