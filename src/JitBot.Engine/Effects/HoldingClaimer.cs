using JitBot.Core.Effects;
using JitBot.Core.Holdings;
using JitBot.Engine.Clock;

namespace JitBot.Engine.Effects;

/// <summary>
/// Lets a request need a membership, but not while nothing may be given at its provider: what waits for a thaw must keep nobody in a group that another request, which has ended,
/// brought them into.
/// </summary>
internal sealed class HoldingClaimer(HoldingHandler holdings, Mandate mandate, TrustedClock clock)
{
    /// <summary>Claims, or waits; a claim whose time has passed is written down all the same, and the request is told that it came to nothing.</summary>
    public async Task<EffectResult> RunAsync(EffectAtWork work, Effect.Claim effect, CancellationToken ct)
    {
        await mandate.LookAsync(ct);
        var now = clock.Now;
        if (now < effect.NotAfter && !mandate.MayGrant(effect.Holding.Provider))
            return new EffectResult.Later(now + HoldingLimits.SendWindow, "Nothing may be given now.");
        await holdings.HandleOnceAsync(work, effect.Holding, new HoldingCommand.Claim(now, effect.Request, effect.Holding, effect.NotAfter), ct);
        return EffectResult.Finished;
    }
}
