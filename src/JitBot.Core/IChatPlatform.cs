using JitBot.Core.Access;
using JitBot.Core.Chat;
using JitBot.Core.People;

namespace JitBot.Core;

/// <summary>
/// A chat platform: draws cards, threads and notices, and turns deliveries into commands. Posts are at least once; with
/// <c>mayBeThere</c> set an earlier attempt may have reached the platform, and it looks for that message before posting again.
/// </summary>
public interface IChatPlatform
{
    /// <summary>The platform's name, as in <see cref="AccountId.Platform"/>, <see cref="Place.Platform"/> and the settings' <c>…Channel</c> keys.</summary>
    string Name { get; }

    /// <summary>Posts the card of a request in a place.</summary>
    Task<ChatAnswer> PostCardAsync(Place place, RequestView view, bool mayBeThere, CancellationToken ct);

    /// <summary>Brings a posted card up to date.</summary>
    Task<ChatAnswer> UpdateCardAsync(MessageRef card, RequestView view, CancellationToken ct);

    /// <summary>Takes away a card of ours that was posted in vain; <see cref="ChatAnswer.MessageGone"/> if it is gone.</summary>
    Task<ChatAnswer> DeleteCardAsync(MessageRef card, CancellationToken ct);

    /// <summary>Adds a line to the card's thread.</summary>
    Task<ChatAnswer> ReplyAsync(MessageRef card, ThreadLine line, bool mayBeThere, CancellationToken ct);

    /// <summary>Posts a message about many requests in a place, or brings the one of the same key up to date that an earlier attempt posted.</summary>
    Task<ChatAnswer> SummariseAsync(Place place, Summary summary, bool mayBeThere, CancellationToken ct);

    /// <summary>Sends a private message to a person's account.</summary>
    Task<ChatAnswer> NotifyAsync(AccountId account, Notice notice, bool mayBeThere, CancellationToken ct);

    /// <summary>Posts a message about JitBot itself.</summary>
    Task<ChatAnswer> AnnounceAsync(Place place, Announcement announcement, bool mayBeThere, CancellationToken ct);

    /// <summary>
    /// Looks at an account and shows it its home page; <see cref="ChatAnswer.ShutOut"/> if it may not see one, and then it is shown none,
    /// <see cref="ChatAnswer.PlaceGone"/> if there is nowhere to show it. <paramref name="isAwaited"/>: it was opened just now.
    /// </summary>
    Task<ChatAnswer> ShowHomeAsync(AccountId account, HomeView home, bool isAwaited, CancellationToken ct);

    /// <summary>
    /// Acts on a durable delivery: looks at the person, hands commands over, answers privately. Called at least once per delivery.
    /// A throw means "not now": it is tried again later.
    /// </summary>
    Task HandleAsync(Delivery delivery, CancellationToken ct);
}
