namespace JitBot.Core.Holdings;

/// <summary>What a holding says to a command: the events that have happened. Total and pure.</summary>
public static class HoldingDecider
{
    /// <summary>Decides. An empty list changes nothing.</summary>
    public static IReadOnlyList<HoldingEvent> Decide(HoldingState state, HoldingCommand command)
    {
        state = MomentsAhead.Forget(state, command.At);
        var events = Answer(state, command).Select(e => e with { At = command.At }).ToList();
        var after = events.Aggregate(state, HoldingEvolver.Evolve);
        events.AddRange(Conclude(after).Select(e => e with { At = command.At }));
        return events;
    }

    private static IEnumerable<HoldingEvent> Answer(HoldingState state, HoldingCommand command) => command switch
    {
        HoldingCommand.Claim c => Claim(state, c),
        HoldingCommand.Release c => Release(state, c),
        HoldingCommand.Begin c => Begin(state, c),
        HoldingCommand.Report c => state.InFlight is { } attempt && attempt.Number == c.Attempt ? HoldingAnswers.Decide(state, attempt, c) : [],
        HoldingCommand.Abandon c => state.InFlight is { } attempt && attempt.Number == c.Attempt ? [NotSent(attempt, c.At)] : [],
        _ => throw new InvalidOperationException($"A holding has no answer to {command.GetType().Name}."),
    };

    private static HoldingEvent.AttemptFailed NotSent(HoldingAttempt attempt, DateTimeOffset at) =>
        new(attempt.Number, attempt.Call, Failing.NotSent, "Its moment had passed before it left.", at, MustWait: false);

    /// <summary>When nobody needs it any more and there is nothing of ours to remove, the requests that wait are told and the cycle ends.</summary>
    private static IEnumerable<HoldingEvent> Conclude(HoldingState state)
    {
        if (state.Claims.Count > 0 || state.Leaving.Count == 0 || state.MayBeOurs || state.Removal is not null || state.RemovalUnclear)
            yield break;
        yield return new HoldingEvent.Left(state.Leaving, state.Ownership == Ownership.Standing ? Leaving.Standing : Leaving.NeverAdded);
        yield return new HoldingEvent.Settled();
    }

    private static IEnumerable<HoldingEvent> Claim(HoldingState state, HoldingCommand.Claim command)
    {
        if (state.Claims.Any(claim => claim.Request == command.Request))
            yield break;
        if (state.Leaving.Count > 0 && !state.EarlyReleases.Contains(command.Request))
            yield return new HoldingEvent.Left(state.Leaving, Leaving.StillNeeded);
        yield return new HoldingEvent.Claimed(command.Request, command.Key, command.NotAfter);
    }

    private static IEnumerable<HoldingEvent> Release(HoldingState state, HoldingCommand.Release command)
    {
        var known = state.Claims.Any(claim => claim.Request == command.Request);
        if (state.Leaving.Contains(command.Request) || state.EarlyReleases.Contains(command.Request))
            yield break;
        yield return new HoldingEvent.Released(command.Request, command.Key, Early: !known);
        if (!known)
            yield return new HoldingEvent.Left([command.Request], Leaving.NeverAdded);
        else if (state.Claims.Count > 1)
            yield return new HoldingEvent.Left([command.Request], state.Ownership == Ownership.Standing ? Leaving.Standing : Leaving.StillNeeded);
    }

    private static IEnumerable<HoldingEvent> Begin(HoldingState state, HoldingCommand.Begin command)
    {
        if (state.InFlight is { } ahead && MomentsAhead.Is(ahead.BegunAt, command.At))
        {
            yield return new HoldingEvent.LeaseRenewed(ahead.Number, command.At + HoldingLimits.Lease);
            yield break;
        }

        if (state.InFlight is { } lost && command.At >= lost.LeaseUntil)
        {
            var failed = new HoldingEvent.AttemptFailed(lost.Number, lost.Call, Failing.Lost, "No answer was recorded.", command.At, MustWait: false);
            yield return failed;
            state = HoldingEvolver.Evolve(state, failed with { At = command.At });
        }

        if (HoldingPlan.Next(state, command.At, command.AddTells, command.MayGrant) is HoldingStep.Make make)
            yield return new HoldingEvent.AttemptBegun(state.Attempts + 1, make.Call, make.SendBefore, command.At + HoldingLimits.Lease);
    }
}
