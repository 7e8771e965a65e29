using JitBot.Core.Access;
using JitBot.Core.Catalogue;
using JitBot.Core.Chat;
using JitBot.Core.People;
using JitBot.Engine.Catalogue;
using JitBot.Engine.Clock;
using JitBot.Engine.People;

namespace JitBot.Engine.Requests;

/// <summary>Sees what the rules by which nobody needs to be asked want to know.</summary>
internal sealed class AutoLooker(IdentityLinking identity, CurrentCatalogue catalogue, LinkingLog links, TrustedClock clock)
{
    /// <summary>Whoever was told no does not get it unasked by asking again the same day.</summary>
    private static readonly TimeSpan NoLasts = TimeSpan.FromDays(1);

    /// <summary>What was seen; null where people have to be asked anyhow.</summary>
    public async Task<AutoLook?> LookAsync(AccessFacts facts, Person requester, CancellationToken ct)
    {
        if (facts.Terms.AutoApprovals.Count == 0 || catalogue.Now.TermsNow(facts.Terms.EntitlementId) is not { AutoApprovals.Count: > 0 } now)
            return null;
        var actor = await identity.KnownAsync(facts.Account, requester, facts.Terms.AboutRequester.Concat(now.AboutRequester), ct);
        return new AutoLook(actor, now, await WasDeniedAsync(facts, ct));
    }

    /// <summary>The terms in force now; null if there are none any more.</summary>
    public Terms? TermsNow(AccessFacts facts) => catalogue.Now.TermsNow(facts.Terms.EntitlementId);

    private async Task<bool> WasDeniedAsync(AccessFacts facts, CancellationToken ct) =>
        (await links.AskedByAsync(facts.Requester.Id, PageRequest.MostRows, ct)).Any(index =>
            index.Phase == Phase.Denied && index.EntitlementId == facts.Terms.EntitlementId && clock.Now - index.AskedAt <= NoLasts);
}
