using JitBot.Core;
using JitBot.Core.Access;
using JitBot.Core.Chat;
using JitBot.Core.People;
using JitBot.Engine.People;
using JitBot.Engine.Requests;

namespace JitBot.Engine;

/// <summary>A request as somebody sees it.</summary>
public sealed record RequestSeen(RequestView View, RequestStake Stake);

/// <summary>What somebody has to do with a request.</summary>
public enum RequestStake
{
    /// <summary>They did not ask for it, so they may be among those who decide.</summary>
    Others,

    /// <summary>They asked for it, with this account or one linked with it: they cannot decide, but can take it back.</summary>
    Own,

    /// <summary>They asked for it for somebody else: they cannot decide, but can take it back while it waits.</summary>
    Asker,

    /// <summary>They have parted from the account that asked for it: they can neither decide nor take it back.</summary>
    Parted,
}

/// <summary>Whether a message is a card of a request.</summary>
public enum CardStanding
{
    /// <summary>It is none, or none of this request.</summary>
    None,

    /// <summary>It may be a copy of one, but another message is filed as the card of its place.</summary>
    Copy,

    /// <summary>It is the card, or may be: the post of its place's card is not answered yet.</summary>
    Card,
}

/// <summary>Looks at a request for platforms whose cards differ by who reads them. It only reads.</summary>
public sealed class RequestViewer(IAccessStore store, StoryReader reader, LinkingLog links)
{
    /// <summary>The request as the person behind an account sees it; null if there is none.</summary>
    public async Task<RequestSeen?> LookAsync(RequestId request, AccountId viewer, CancellationToken ct)
    {
        var story = await reader.LoadAsync(request, ct);
        if (story.State is not AccessState.Known known || reader.Draw(story, await reader.TextsAsync(story, ct)) is not { } view)
            return null;
        var person = await store.FindByAccountAsync(viewer, ct);
        return new RequestSeen(view, person is null ? RequestStake.Others : Stake(await links.TiesAsync(ct), person.Id, known.Facts));
    }

    private static RequestStake Stake(Ties ties, PersonId viewer, AccessFacts facts)
    {
        if (ties.AreLinked(viewer, facts.Requester.Id))
            return RequestStake.Own;
        if (facts.AskedBy is { } by && ties.AreLinked(viewer, by.Id))
            return RequestStake.Asker;
        return facts.IsOwn(ties, viewer) ? RequestStake.Parted : RequestStake.Others;
    }

    /// <summary>The accounts on a platform of those whose own it is, as far as they are known: the requester's, and that of whoever asked for them.</summary>
    public async Task<IReadOnlyList<AccountId>> OwnersOnAsync(RequestId request, string platform, CancellationToken ct)
    {
        if ((await reader.LoadAsync(request, ct)).State is not AccessState.Known { Facts: var facts })
            return [];
        var requester = facts.Account.Platform == platform ? facts.Account : await AccountOnAsync(facts.Requester.Id, platform, ct);
        var asker = facts.AskedBy is { } by ? await AccountOnAsync(by.Id, platform, ct) : null;
        return [.. new[] { requester, asker }.OfType<AccountId>()];
    }

    private async Task<AccountId?> AccountOnAsync(PersonId person, string platform, CancellationToken ct)
    {
        foreach (var row in (await links.TiesAsync(ct)).LinkedWith(person))
        {
            if ((await store.ListAccountsAsync(row, ct)).FirstOrDefault(account => account.Platform == platform) is { } there)
                return there;
        }

        return null;
    }

    /// <summary>
    /// Whether a message is a card of that request: it is filed as one, or nothing is filed yet for the place where it stands, because people
    /// see a card before its post is answered. Once one is filed it alone counts: whatever else shows the same buttons may be no message of ours.
    /// <paramref name="isAlone"/>: the message stands in the viewer's own chat with us, as a card for one person does.
    /// </summary>
    public async Task<CardStanding> StandingAsync(RequestId request, MessageRef message, AccountId viewer, bool isAlone, CancellationToken ct)
    {
        if (await store.FindCardAsync(message, ct) is { } card)
            return card.Request == request ? CardStanding.Card : CardStanding.None;
        if (await FindPlaceAsync(request, message, viewer, isAlone, ct) is not { } place)
            return CardStanding.None;
        return await store.FindCardAsync(request, place, ct) switch
        {
            null or { Message: null, PlaceLost: false } => CardStanding.Card,
            { Message: not null } => CardStanding.Copy,
            _ => CardStanding.None,
        };
    }

    /// <summary>The place of the request's card that the message stands in.</summary>
    private async Task<Place?> FindPlaceAsync(RequestId request, MessageRef message, AccountId viewer, bool isAlone, CancellationToken ct)
    {
        if ((await reader.LoadAsync(request, ct)).State is not AccessState.Known { Facts: var facts })
            return null;
        var person = isAlone ? await store.FindByAccountAsync(viewer, ct) : null;
        return facts.Places.FirstOrDefault(place => place.Platform == message.Platform && place switch
        {
            Place.Channel channel => channel.Id == message.Channel,
            Place.Direct direct => direct.Person == person?.Id,
            _ => false,
        });
    }
}
