using JitBot.Core.Access;
using JitBot.Core.Effects;

namespace JitBot.Core.Holdings;

/// <summary>What must be done after a holding's events: who is told what, and when to come back to it.</summary>
public static class HoldingReactor
{
    /// <summary>The effects after these events led to this state.</summary>
    public static IEnumerable<DueEffect> React(HoldingState state, IReadOnlyList<HoldingEvent> events, DateTimeOffset now, bool addTells)
    {
        foreach (var effect in events.SelectMany(Told))
            yield return new DueEffect(effect, DueEffect.AtOnce);
        if (state.Key is not { } key)
            yield break;
        var converge = new Effect.Converge(key, Removes: state.Claims.Count == 0);
        switch (HoldingPlan.Next(state, now, addTells, mayGrant: true))
        {
            case HoldingStep.Wait wait:
                yield return new DueEffect(converge, wait.Until);
                break;
            case HoldingStep.Make:
                yield return new DueEffect(converge, DueEffect.AtOnce);
                break;
        }
    }

    private static IEnumerable<Effect> Told(HoldingEvent happened) => happened switch
    {
        HoldingEvent.Confirmed e => Tell(e.Requests, new HoldingNews.Confirmed(e.Standing, e.At)),
        HoldingEvent.ClaimsFailed e => Tell(e.Requests, new HoldingNews.Failed(e.Why)),
        HoldingEvent.RemovalDelayed e => Tell(e.Requests, new HoldingNews.Delayed(e.What)),
        HoldingEvent.Left e => Tell(e.Requests, new HoldingNews.Gone(e.How)),
        HoldingEvent.Reappeared e => Tell(e.Requests, new HoldingNews.Reappeared(e.IsOurs)),
        _ => [],
    };

    private static IEnumerable<Effect> Tell(IReadOnlyList<RequestId> requests, HoldingNews news) => requests.Select(request => new Effect.Tell(request, news));
}
