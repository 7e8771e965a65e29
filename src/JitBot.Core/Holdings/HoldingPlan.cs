namespace JitBot.Core.Holdings;

/// <summary>Compares what is wanted, what is ours and what was seen, and yields the one thing to do next.</summary>
public static class HoldingPlan
{
    /// <summary>The next step at this moment; a call in flight makes everything else wait.</summary>
    public static HoldingStep Next(HoldingState state, DateTimeOffset now, bool addTells, bool mayGrant)
    {
        if (state.InFlight is { } attempt)
            return new HoldingStep.Wait(attempt.LeaseUntil);
        state = MomentsAhead.Forget(state, now);
        var step = Wanted(state, now) ? Grant(state, now, addTells, mayGrant) : state.Claims.Count > 0 ? new HoldingStep.Rest() : Leave(state, now);
        return step is HoldingStep.Make && state.Pause?.Until > now ? new HoldingStep.Wait(state.Pause.Until) : step;
    }

    private static bool Wanted(HoldingState state, DateTimeOffset now) => state.Waiting.Any(claim => now < claim.NotAfter);

    private static HoldingStep Grant(HoldingState state, DateTimeOffset now, bool addTells, bool mayGrant)
    {
        if (!mayGrant)
            return new HoldingStep.Wait(now + HoldingLimits.SendWindow);
        var last = state.Waiting.Max(claim => claim.NotAfter);
        var sendBefore = now + HoldingLimits.SendWindow < last ? now + HoldingLimits.SendWindow : last;
        if (state.Surveyed is not { } seen || !seen.Holds(now))
            return new HoldingStep.Make(ProviderCall.Survey, sendBefore);
        var mayAdd = !seen.Present || addTells || state.MayHaveAdded || state.Ownership == Ownership.Ours;
        // What is seen so soon after our removal may be what we removed: it is looked at again when this look is an old one.
        return mayAdd ? new HoldingStep.Make(ProviderCall.Add, sendBefore) : new HoldingStep.Wait(seen.At + HoldingLimits.SurveyHolds);
    }

    private static HoldingStep Leave(HoldingState state, DateTimeOffset now)
    {
        var soon = now + HoldingLimits.SendWindow;
        if (state.Removal is { } removal)
            return NextLook(state, removal) is { } look && look > now ? new HoldingStep.Wait(look) : new HoldingStep.Make(ProviderCall.ReadBack, soon);
        if (state.RemovalUnclear)
            return new HoldingStep.Make(ProviderCall.ReadBack, soon);
        if (state.Ownership == Ownership.Ours)
            return new HoldingStep.Make(ProviderCall.Remove, soon);
        return state.MayHaveAdded ? new HoldingStep.Make(ProviderCall.ReadBack, soon) : new HoldingStep.Rest();
    }

    /// <summary>The moment of the next later look; null while absence was never read back, so at once.</summary>
    private static DateTimeOffset? NextLook(HoldingState state, Removal removal) =>
        removal.AbsentSince is { } since ? since + state.LaterLooks[removal.LooksDone] : null;
}
