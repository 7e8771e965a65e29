using JitBot.Core;
using JitBot.Core.Access;
using JitBot.Core.People;
using JitBot.Engine.Clock;
using JitBot.Engine.People;

namespace JitBot.Engine.Effects;

/// <summary>
/// Looks at a request again and again until it is over. Each look is due by the store, so that a restart forgets none; when there are more than can be asked for in
/// time, each is due later, so that they never queue up.
/// </summary>
internal sealed class PresenceKeeper(DepartureDesk departures, WakeClock wakes, TrustedClock clock, Entropy entropy)
{
    /// <summary>One look at whether its people are still there, and when the next one is due.</summary>
    public async Task<EffectResult> RunAsync(RequestId id, CancellationToken ct)
    {
        var unsaid = await departures.LookAsync(id, ct);
        if (await departures.LoadWatchedAsync(id, ct) is not { } state)
            return EffectResult.Finished;
        var every = PresenceLimits.Every(wakes.Waiting, DepartRules.HasAccess(state));
        if (unsaid is null)
            return new EffectResult.Later(clock.Now + (every * (0.9 + (entropy.Fraction() / 10))), "They are still there.");
        var again = unsaid.RetryAfter is { } wanted && wanted > PresenceLimits.AgainAfter ? wanted : PresenceLimits.AgainAfter;
        return new EffectResult.Later(clock.Now + (again < every ? again : every), unsaid.What);
    }
}
