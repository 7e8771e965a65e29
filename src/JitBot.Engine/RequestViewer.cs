using JitBot.Core;
using JitBot.Core.Access;
using JitBot.Core.Chat;
using JitBot.Core.People;
using JitBot.Engine.Requests;

namespace JitBot.Engine;

/// <summary>A request as somebody sees it; <paramref name="IsOwn"/> if they asked for it.</summary>
public sealed record RequestSeen(RequestView View, bool IsOwn);

/// <summary>Looks at a request for platforms whose cards differ by who reads them. It only reads.</summary>
public sealed class RequestViewer(IAccessStore store, StoryReader reader)
{
    /// <summary>The request as the person behind an account sees it; null if there is none.</summary>
    public async Task<RequestSeen?> LookAsync(RequestId request, AccountId viewer, CancellationToken ct)
    {
        var story = await reader.LoadAsync(request, ct);
        if (story.State is not AccessState.Known known || StoryReader.Draw(story, await reader.TextsAsync(story, ct)) is not { } view)
            return null;
        var person = await store.FindByAccountAsync(viewer, ct);
        return new RequestSeen(view, person is not null && person.Id == known.Facts.Requester.Id);
    }

    /// <summary>The requester's account on a platform, if one is known.</summary>
    public async Task<AccountId?> RequesterOnAsync(RequestId request, string platform, CancellationToken ct)
    {
        if ((await reader.LoadAsync(request, ct)).State is not AccessState.Known { Facts: var facts })
            return null;
        return facts.Account.Platform == platform
            ? facts.Account
            : (await store.ListAccountsAsync(facts.Requester.Id, ct)).FirstOrDefault(account => account.Platform == platform);
    }

    /// <summary>
    /// Whether a message can be a card of that request: it is filed as one, or it is filed as nothing and stands where its cards stand. Where
    /// a platform cannot be asked for earlier messages, a card may be there twice, and people see one before its post is answered.
    /// </summary>
    public async Task<bool> MayStandOnAsync(RequestId request, MessageRef message, AccountId viewer, CancellationToken ct)
    {
        if (await store.FindCardAsync(message, ct) is { } card)
            return card.Request == request;
        if ((await reader.LoadAsync(request, ct)).State is not AccessState.Known { Facts: var facts })
            return false;
        var person = await store.FindByAccountAsync(viewer, ct);
        return facts.Places.Any(place => place.Platform == message.Platform && place switch
        {
            Place.Channel channel => channel.Id == message.Channel,
            Place.Direct direct => direct.Person == person?.Id,
            _ => false,
        });
    }
}
