using JitBot.Engine.Catalogue;
using JitBot.Engine.Operations;

namespace JitBot.Engine.Clock;

/// <summary>
/// Asks providers something harmless: all of them while the clock is suspect, since the answer's <c>Date</c> is wanted, and otherwise those
/// that were not reached yet, or not the last time, so that readiness says what is so now.
/// </summary>
internal sealed class WitnessCall(TrustedClock clock, CurrentCatalogue catalogue, ProviderShelf providers, ReachWatch reach)
{
    /// <summary>Often enough that access due meanwhile ends within half a minute, seldom enough to be no load.</summary>
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(10);

    /// <summary>Whoever waits for a provider to come back asks by itself; this is for those who only look.</summary>
    private static readonly TimeSpan EveryUnreached = TimeSpan.FromSeconds(60);

    private DateTimeOffset _last = DateTimeOffset.MinValue;

    /// <summary>Whether somebody is to be asked now.</summary>
    public bool IsDue => (clock.Now - _last).Duration() is var since && (clock.MayGrant ? since >= EveryUnreached && reach.Unreached().Count > 0 : since >= Every);

    /// <summary>Asks them.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        _last = clock.Now;
        var unreached = reach.Unreached();
        var resources = catalogue.Now.Entitlements.DistinctBy(entitlement => entitlement.Provider)
            .Where(entitlement => !clock.MayGrant || unreached.Contains(entitlement.Provider, StringComparer.OrdinalIgnoreCase));
        await Task.WhenAll(resources.Select(e => providers.Find(e.Provider)?.InspectAsync(e.Resource, ct) ?? Task.CompletedTask));
    }
}
