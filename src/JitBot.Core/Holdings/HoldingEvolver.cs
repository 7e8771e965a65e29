using JitBot.Core.Access;

namespace JitBot.Core.Holdings;

/// <summary>What is true of a holding after an event. An event that cannot follow is our own mistake and throws.</summary>
public static class HoldingEvolver
{
    /// <summary>The state after one more event.</summary>
    public static HoldingState Evolve(HoldingState state, HoldingEvent happened) => Follow(MomentsAhead.Forget(state, happened.At), happened);

    private static HoldingState Follow(HoldingState state, HoldingEvent happened) => happened switch
    {
        HoldingEvent.Claimed e => Claimed(state, e),
        HoldingEvent.Released e => Released(state, e),
        HoldingEvent.AttemptBegun e when state.InFlight is null => state with
        {
            Attempts = e.Attempt,
            InFlight = new HoldingAttempt(e.Attempt, e.Call, e.At, e.LeaseUntil, OnAbsence: state.Surveyed is { Present: false }),
            Pause = null,
        },
        HoldingEvent.LeaseRenewed e when state.InFlight?.Number == e.Attempt => state with
        {
            InFlight = state.InFlight with { BegunAt = e.At, LeaseUntil = e.LeaseUntil },
        },
        HoldingEvent.Seen e => Seen(Answered(state, e.Attempt), e),
        HoldingEvent.AddAnswered e => Answered(state, e.Attempt) with { Ownership = e.Verdict, Failures = 0, AddedAt = e.At },
        HoldingEvent.RemoveAnswered e => Answered(state, e.Attempt) with
        {
            Ownership = Ownership.None,
            RemovalUnclear = false,
            Failures = 0,
            Surveyed = null,
            RemovedAt = e.At,
            Removal = state.Claims.Count > 0 ? null : new Removal(e.At, !e.WasAbsent, AbsentSince: null, LooksDone: 0),
        },
        HoldingEvent.AttemptFailed e => Failed(state, e),
        HoldingEvent.Confirmed e => Stage(state, e.Requests, ClaimStage.Confirmed) with { Ownership = e.Standing ? Ownership.Standing : Ownership.Ours },
        HoldingEvent.ClaimsFailed e => Stage(state, e.Requests, ClaimStage.Failed),
        HoldingEvent.RemovalDelayed => state with { DelayTold = true },
        HoldingEvent.Left e => state with { Leaving = [.. state.Leaving.Except(e.Requests)], ToldGone = [.. state.ToldGone.Union(e.Requests)] },
        HoldingEvent.Reappeared e => e.IsOurs ? state with { Ownership = Ownership.Ours, Removal = null, UnwantedSince = e.At } : state,
        HoldingEvent.Settled => new HoldingState
        {
            Key = state.Key,
            Attempts = state.Attempts,
            RemovedAt = state.RemovedAt,
            InFlight = state.InFlight,
            EarlyReleases = state.EarlyReleases,
            Pause = state.Pause,
        },
        _ => throw new InvalidOperationException($"{happened.GetType().Name} cannot follow: a call is {(state.InFlight is null ? "not " : "")}in flight."),
    };

    private static HoldingState Claimed(HoldingState state, HoldingEvent.Claimed e)
    {
        if (state.EarlyReleases.Contains(e.Request))
            return state with { EarlyReleases = [.. state.EarlyReleases.Where(request => request != e.Request)] };
        return Hurry(state) with
        {
            Key = e.Key,
            Claims = [.. state.Claims, new HoldingClaim(e.Request, e.NotAfter, ClaimStage.Waiting)],
            Surveyed = null,
            UnwantedSince = null,
            Removal = null,
            DelayTold = false,
        };
    }

    private static HoldingState Released(HoldingState state, HoldingEvent.Released e)
    {
        if (e.Early)
            return state with { Key = e.Key, EarlyReleases = [.. state.EarlyReleases, e.Request] };
        var claims = state.Claims.Where(claim => claim.Request != e.Request).ToList();
        return Hurry(state) with
        {
            Claims = claims,
            Leaving = [.. state.Leaving, e.Request],
            UnwantedSince = claims.Count == 0 ? e.At : null,
        };
    }

    private static HoldingState Seen(HoldingState state, HoldingEvent.Seen e)
    {
        if (e.Call == ProviderCall.Survey)
            return Surveyed(state, new Survey(e.Present, e.At));
        if (state.Claims.Count > 0)
            return state;
        return e.Present ? FoundPresent(state, e) : FoundAbsent(state, e);
    }

    /// <summary>
    /// A survey may be an old picture: what we added stays ours until it was removed and read back, or a late read would make it somebody
    /// else's for ever. What was standing and is seen no more is nobody's until the next add tells.
    /// </summary>
    private static HoldingState Surveyed(HoldingState state, Survey seen)
    {
        var stays = seen.Present || state.Ownership == Ownership.Ours;
        return state with { Surveyed = seen, Failures = 0, Ownership = stays ? state.Ownership : Ownership.None };
    }

    private static HoldingState FoundAbsent(HoldingState state, HoldingEvent.Seen e)
    {
        if (!state.AbsenceProves(e.At))
            return LookAgain(state, e);
        var removal = state.Removal ?? new Removal(e.At, WasThere: state.RemovalUnclear, AbsentSince: null, LooksDone: 0);
        return state with
        {
            Ownership = Ownership.None,
            RemovalUnclear = false,
            RemovedAt = state.RemovalUnclear ? e.At : state.RemovedAt,
            Failures = 0,
            Removal = removal.AbsentSince is null ? removal with { AbsentSince = e.At } : removal with { LooksDone = removal.LooksDone + 1 },
        };
    }

    private static HoldingState FoundPresent(HoldingState state, HoldingEvent.Seen e)
    {
        var lookAgain = LookAgain(state, e);
        // An add that may still have been on its way makes it ours; so does a removal that may not have had its effect, and one that
        // found nothing: what it asked may not have known the membership yet.
        if (state.Removal is not { } removal)
            return state with { Ownership = Ownership.Ours, RemovalUnclear = false };
        if (state.MayHaveAdded || !removal.WasThere)
            return lookAgain with { Ownership = Ownership.Ours, Removal = null };
        // Otherwise the removal removed it, and what is seen is either an old picture or somebody else's doing: only look again.
        return removal.AbsentSince is null
            ? lookAgain
            : state with { Removal = removal with { LooksDone = Math.Min(removal.LooksDone + 1, state.LaterLooks.Count - 1) } };
    }

    private static HoldingState LookAgain(HoldingState state, HoldingEvent.Seen e) =>
        state with { Failures = state.Failures + 1, Pause = new Pause(e.At, e.At + HoldingLimits.Backoff(state.Failures + 1, jitter: 1), IsAsked: false) };

    private static HoldingState Failed(HoldingState state, HoldingEvent.AttemptFailed e)
    {
        var mayHaveHappened = e.How is Failing.Unclear or Failing.Lost;
        return state with
        {
            InFlight = null,
            Failures = e.How == Failing.NotSent ? state.Failures : state.Failures + 1,
            Pause = new Pause(e.At, e.RetryAt, e.MustWait),
            MayHaveAdded = state.MayHaveAdded || (e.Call == ProviderCall.Add && mayHaveHappened && state.InFlight is { OnAbsence: true }),
            RemovalUnclear = state.RemovalUnclear || (e.Call == ProviderCall.Remove && mayHaveHappened),
            Surveyed = e.Call == ProviderCall.Add ? null : state.Surveyed,
            AddedAt = e.Call == ProviderCall.Add && mayHaveHappened ? e.At : state.AddedAt,
            RemovedAt = e.Call == ProviderCall.Remove && mayHaveHappened ? e.At : state.RemovedAt,
        };
    }

    private static HoldingState Answered(HoldingState state, int attempt) => state.InFlight?.Number == attempt
        ? state with { InFlight = null }
        : throw new InvalidOperationException($"Attempt {attempt} was answered, but it is not in flight.");

    private static HoldingState Stage(HoldingState state, IReadOnlyList<RequestId> requests, ClaimStage stage) =>
        state with { Claims = [.. state.Claims.Select(claim => requests.Contains(claim.Request) ? claim with { Stage = stage } : claim)] };

    /// <summary>Something new is wanted: earlier failures no longer make it wait, unless the provider asked for the wait.</summary>
    private static HoldingState Hurry(HoldingState state) => state.Pause is { IsAsked: true } ? state : state with { Pause = null, Failures = 0 };
}
