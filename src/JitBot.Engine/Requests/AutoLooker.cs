using JitBot.Core;
using JitBot.Core.Access;
using JitBot.Core.Catalogue;
using JitBot.Core.Chat;
using JitBot.Core.People;
using JitBot.Core.Store;
using JitBot.Engine.Catalogue;
using JitBot.Engine.Clock;
using JitBot.Engine.People;

namespace JitBot.Engine.Requests;

/// <summary>Sees what the rules by which nobody needs to be asked want to know.</summary>
internal sealed class AutoLooker(IAccessStore store, StoryReader reader, IdentityLinking identity, CurrentCatalogue catalogue, TrustedClock clock)
{
    /// <summary>Whoever was told no does not get it unasked by asking again the same day.</summary>
    private static readonly TimeSpan NoLasts = TimeSpan.FromDays(1);

    /// <summary>Each is read whole before anybody is asked. Whoever asked for the same more often than that in so few days is no everyday case, and people are asked.</summary>
    private const int MostRead = 200;

    /// <summary>What was seen; null where people have to be asked anyhow.</summary>
    public async Task<AutoLook?> LookAsync(AccessFacts facts, Person requester, CancellationToken ct)
    {
        if (facts.Terms.AutoApprovals.Count == 0 || catalogue.Now.TermsNow(facts.Terms.EntitlementId) is not { AutoApprovals.Count: > 0 } now)
            return null;
        var actor = await identity.KnownAsync(facts.Account, requester, facts.Terms.AboutRequester.Concat(now.AboutRequester), ct);
        return new AutoLook(actor, now, await WasDeniedAsync(facts, now, actor, ct));
    }

    /// <summary>The terms in force now; null if there are none any more.</summary>
    public Terms? TermsNow(AccessFacts facts) => catalogue.Now.TermsNow(facts.Terms.EntitlementId);

    /// <summary>
    /// Whether any account that was ever shown to be theirs was told no to the same, under whatever id. A no to a request comes before it lapses, and one to more
    /// time before the longest grant is over, so nothing older needs to be read.
    /// </summary>
    private async Task<bool> WasDeniedAsync(AccessFacts facts, Terms now, Actor.Known requester, CancellationToken ct)
    {
        var (since, read) = (clock.Now - NoLasts, 0);
        var oldest = since - Longer(facts.Terms.LapsesAfter, now.LapsesAfter) - Longer(facts.Terms.LongestGrant, now.LongestGrant);
        foreach (var row in requester.Ties.OneWith(facts.Requester.Id))
        {
            foreach (var index in await store.ListByRequesterAsync(row, PageRequest.MostRows, ct))
            {
                if (index.AskedAt < oldest || !MayBeTheSame(index, facts.Terms))
                    continue;
                if (++read > MostRead || await WasDeniedAsync(index.Id, facts.Terms, since, ct))
                    return true;
            }
        }

        return false;
    }

    private async Task<bool> WasDeniedAsync(RequestId request, Terms asked, DateTimeOffset since, CancellationToken ct) =>
        await reader.LoadAsync(request, ct) is { State: AccessState.Known { Facts.Terms: var terms } } story
        && (terms.EntitlementId == asked.EntitlementId || (terms.Provider == asked.Provider && terms.Resource == asked.Resource))
        && EarlierNoes.AreSince(story.Events, since);

    /// <summary>By the catalogue, as far as it still knows what was asked for.</summary>
    private bool MayBeTheSame(RequestIndex index, Terms asked) => index.EntitlementId == asked.EntitlementId
        || catalogue.Now.Find(index.EntitlementId) is not { } other || (other.Provider == asked.Provider && other.Resource == asked.Resource);

    private static TimeSpan Longer(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
