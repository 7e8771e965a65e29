using JitBot.Engine.Catalogue;

namespace JitBot.Engine.Clock;

/// <summary>While the clock is suspect, asks each provider something harmless: the answer's <c>Date</c> is what is wanted.</summary>
internal sealed class WitnessCall(TrustedClock clock, CurrentCatalogue catalogue, ProviderShelf providers)
{
    /// <summary>Often enough that access due meanwhile ends within half a minute, seldom enough to be no load.</summary>
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(10);

    private DateTimeOffset _last = DateTimeOffset.MinValue;

    /// <summary>Whether a witness is wanted now.</summary>
    public bool IsDue => !clock.MayGrant && (clock.Now - _last).Duration() >= Every;

    /// <summary>Asks all of them.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        _last = clock.Now;
        var resources = catalogue.Now.Entitlements.DistinctBy(entitlement => entitlement.Provider);
        await Task.WhenAll(resources.Select(e => providers.Find(e.Provider)?.InspectAsync(e.Resource, ct) ?? Task.CompletedTask));
    }
}
