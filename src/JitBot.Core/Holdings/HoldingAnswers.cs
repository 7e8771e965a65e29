using JitBot.Core.Access;

namespace JitBot.Core.Holdings;

/// <summary>
/// What a provider's answer means. The ownership table: a membership is ours if our add made it; if the add found it there, it is ours only
/// when an earlier add of ours, made while it was absent, may have made it; else it was there before us and stays.
/// </summary>
internal static class HoldingAnswers
{
    public static IEnumerable<HoldingEvent> Decide(HoldingState state, HoldingAttempt attempt, HoldingCommand.Report report) => report.Answer switch
    {
        ProviderAnswer.NotDone a => Failed(state, attempt, report, Failing.NotDone, a.What, a.RetryAfter, a.IsBooked),
        ProviderAnswer.Unclear a => Failed(state, attempt, report, Failing.Unclear, a.What, a.RetryAfter),
        ProviderAnswer.Impossible a => Refused(state, attempt, report, a.Why),
        _ => attempt.Call switch
        {
            ProviderCall.Survey => Surveyed(state, report),
            ProviderCall.Add => Added(state, report),
            ProviderCall.Remove => Removed(report),
            ProviderCall.ReadBack => ReadBack(state, report),
            _ => throw new InvalidOperationException($"A call nobody makes: {attempt.Call}."),
        },
    };

    private static IEnumerable<HoldingEvent> Surveyed(HoldingState state, HoldingCommand.Report report)
    {
        var (present, because) = Look(report.Answer);
        yield return new HoldingEvent.Seen(report.Attempt, ProviderCall.Survey, present, because);
        var waiting = Requests(state.Waiting);
        if (waiting.Count == 0)
            yield break;
        if (because is not null)
            yield return new HoldingEvent.ClaimsFailed(waiting, because);
        else if (present && (state.Ownership == Ownership.Standing || IsStillOurs(state)))
            yield return new HoldingEvent.Confirmed(waiting, state.Ownership == Ownership.Standing);
        else if (present && !report.AddTells && state is { Ownership: Ownership.None, MayHaveAdded: false } && state.PresenceProves(report.At))
            yield return new HoldingEvent.Confirmed(waiting, Standing: true);
    }

    /// <summary>What a removal may have taken is added once more: what is seen may be the time before.</summary>
    private static bool IsStillOurs(HoldingState state) => state is { Ownership: Ownership.Ours, RemovalUnclear: false };

    private static IEnumerable<HoldingEvent> Added(HoldingState state, HoldingCommand.Report report)
    {
        var alreadyThere = report.Answer switch
        {
            ProviderAnswer.Added => false,
            ProviderAnswer.AlreadyThere => true,
            _ => throw Unexpected(ProviderCall.Add, report.Answer),
        };
        var ours = !alreadyThere || state.MayHaveAdded || state.Ownership == Ownership.Ours;
        yield return new HoldingEvent.AddAnswered(report.Attempt, alreadyThere, ours ? Ownership.Ours : Ownership.Standing);
        var waiting = Requests(state.Waiting);
        if (waiting.Count > 0)
            yield return new HoldingEvent.Confirmed(waiting, Standing: !ours);
    }

    private static IEnumerable<HoldingEvent> Removed(HoldingCommand.Report report) => report.Answer switch
    {
        ProviderAnswer.Removed => [new HoldingEvent.RemoveAnswered(report.Attempt, WasAbsent: false, null)],
        ProviderAnswer.WasAbsent a => [new HoldingEvent.RemoveAnswered(report.Attempt, WasAbsent: true, a.Because)],
        _ => throw Unexpected(ProviderCall.Remove, report.Answer),
    };

    private static IEnumerable<HoldingEvent> ReadBack(HoldingState state, HoldingCommand.Report report)
    {
        var (present, because) = Look(report.Answer);
        yield return new HoldingEvent.Seen(report.Attempt, ProviderCall.ReadBack, present, because);
        if (state.Claims.Count > 0)
            yield break;
        if (!present && !state.AbsenceProves(report.At))
            yield break;
        foreach (var e in present ? StillPresent(state, report) : NowAbsent(state))
            yield return e;
    }

    private static IEnumerable<HoldingEvent> NowAbsent(HoldingState state)
    {
        if (state.Removal is not { AbsentSince: not null } removal)
        {
            if (state.Leaving.Count > 0)
                yield return new HoldingEvent.Left(state.Leaving, HowItWent(state));
        }
        else if (removal.LooksDone + 1 >= state.LaterLooks.Count)
        {
            yield return new HoldingEvent.Settled();
        }
    }

    private static Leaving HowItWent(HoldingState state) => state switch
    {
        { Removal.WasThere: true } or { RemovalUnclear: true } => Leaving.Removed,
        { Removal: not null } => Leaving.WasGone,
        _ => Leaving.NeverAdded,
    };

    private static IEnumerable<HoldingEvent> StillPresent(HoldingState state, HoldingCommand.Report report)
    {
        if (state.Removal is not { } removal)
            yield break;
        var mayBeOurs = state.MayHaveAdded || !removal.WasThere;
        if (mayBeOurs && removal.AbsentSince is not null)
            yield return new HoldingEvent.Reappeared(state.ToldGone, IsOurs: true);
        if (mayBeOurs)
            yield break;
        var isLastLook = removal.AbsentSince is not null && removal.LooksDone + 1 >= state.LaterLooks.Count;
        var neverAbsent = removal.AbsentSince is null && report.At - removal.AnsweredAt >= HoldingLimits.LaterLooks[^1];
        if (neverAbsent)
            yield return new HoldingEvent.Left(state.Leaving, Leaving.AddedByOthers);
        if (isLastLook)
            yield return new HoldingEvent.Reappeared(state.ToldGone, IsOurs: false);
        if (neverAbsent || isLastLook)
            yield return new HoldingEvent.Settled();
    }

    private static IEnumerable<HoldingEvent> Failed(
        HoldingState state, HoldingAttempt attempt, HoldingCommand.Report report, Failing how, string what, TimeSpan? retryAfter, bool isBooked = false)
    {
        var backoff = how == Failing.Impossible ? HoldingLimits.RefusedBackoff : HoldingLimits.Backoff(state.Failures, report.Jitter);
        var asked = isBooked || retryAfter < HoldingLimits.LongestHonoured ? retryAfter : retryAfter is null ? null : HoldingLimits.LongestHonoured;
        var wait = asked > backoff ? asked.Value : backoff;
        yield return new HoldingEvent.AttemptFailed(report.Attempt, attempt.Call, how, what, report.At + wait, MustWait: retryAfter is not null);
        var late = state.UnwantedSince is { } since && report.At - since >= HoldingLimits.SilentDelay;
        if (state.Leaving.Count > 0 && !state.DelayTold && (late || how == Failing.Impossible))
            yield return new HoldingEvent.RemovalDelayed(state.Leaving, what);
    }

    private static IEnumerable<HoldingEvent> Refused(HoldingState state, HoldingAttempt attempt, HoldingCommand.Report report, string why)
    {
        foreach (var e in Failed(state, attempt, report, Failing.Impossible, why, null))
            yield return e;
        var waiting = Requests(state.Waiting);
        if (waiting.Count > 0 && attempt.Call is ProviderCall.Survey or ProviderCall.Add)
            yield return new HoldingEvent.ClaimsFailed(waiting, why);
    }

    private static (bool Present, string? Because) Look(ProviderAnswer answer) => answer switch
    {
        ProviderAnswer.Present => (true, null),
        ProviderAnswer.Absent a => (false, a.Because),
        _ => throw Unexpected(ProviderCall.ReadBack, answer),
    };

    private static List<RequestId> Requests(IEnumerable<HoldingClaim> claims) => [.. claims.Select(claim => claim.Request)];

    private static InvalidOperationException Unexpected(ProviderCall call, ProviderAnswer answer) =>
        new($"{answer.GetType().Name} is no answer to {call}.");
}
