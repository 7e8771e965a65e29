using JitBot.Core.Access;
using JitBot.Core.Holdings;

namespace JitBot.Endurance.History.Rules;

/// <summary>
/// One walk over each membership's history: what we made lies within what was granted and a little after (I2, I5), what we did not make is
/// left alone (I3), and nothing is taken away before the last grant on it is over (I4, I15).
/// </summary>
internal static class MembershipRules
{
    public static IEnumerable<Violation> Check(Story story, LogIndex log) =>
        story.Changes.GroupBy(change => change.Holding).SelectMany(history => Walk(story, log, history.Key, [.. history]))
            .Concat(log.Requests.Values.Where(request => request.Revoked is not null).SelectMany(request => Ends(story, log, request)));

    /// <summary>How late each membership of ours ended.</summary>
    public static IEnumerable<Lateness> Measure(Story story)
    {
        var log = new LogIndex(story);
        foreach (var (made, unmade) in story.Changes.GroupBy(change => change.Holding).SelectMany(history => Ours([.. history])))
        {
            var due = log.GrantsOf(made.Holding).Where(grant => grant.Begun!.At <= made.At || grant.Begun.At < unmade?.At).Max(grant => grant.Due);
            if (unmade is not null && due < unmade.At)
                yield return new Lateness(story.Timeline.UpBetween(due.Value, unmade.At), story.Timeline.WasDownBetween(due.Value, unmade.At));
        }
    }

    private static IEnumerable<Violation> Walk(Story story, LogIndex log, HoldingKey key, IReadOnlyList<Change> history)
    {
        var grants = log.GrantsOf(key).OrderBy(grant => grant.Begun!.At).ToList();
        foreach (var (made, unmade) in Ours(history))
        {
            if (Uncovered(story, grants, made.At, unmade?.At ?? story.Changes[^1].At) is { } gap)
                yield return new Violation("I2 I5 in time", $"{key} was held from {made.At:O} to {unmade?.At.ToString("O") ?? "the end"} {gap}");
        }

        for (var i = 0; i < history.Count; i++)
        {
            if (history[i] is not { Added: false, Ours: true } removal)
                continue;
            if (i == 0 || !history[i - 1].Ours)
                yield return new Violation("I3 standing", $"{key} was removed at {removal.At:O}, and we had not made it");
            foreach (var grant in grants.Where(grant => IsInForce(log.Holdings.GetValueOrDefault(key), grant, removal.At)))
                yield return new Violation("I4 I15 never early", $"{key} was removed at {removal.At:O}, while {grant.Id} was in force until {grant.Due:O}");
        }
    }

    /// <summary>From our adding it until it was gone, whoever removed it; the end is null if it never went.</summary>
    private static IEnumerable<(Change Made, Change? Unmade)> Ours(IReadOnlyList<Change> history)
    {
        for (var i = 0; i < history.Count; i++)
        {
            if (history[i] is { Added: true, Ours: true })
                yield return (history[i], i + 1 < history.Count ? history[i + 1] : null);
        }
    }

    /// <summary>What of this time no grant covers, in words; null if all is covered, or uncovered for no longer than is allowed.</summary>
    private static string? Uncovered(Story story, List<RequestLog> grants, DateTimeOffset from, DateTimeOffset to)
    {
        // Made after the last grant on it was over, it is late from then on.
        var before = grants.Where(grant => grant.Begun!.At <= from).Max(grant => grant.Due);
        var covered = before < from ? before.Value : from;
        foreach (var grant in grants)
        {
            if (grant.Begun!.At > covered && IsTooLong(story, covered, Earlier(grant.Begun.At, to)) is { } gap)
                return gap;
            if (grant.Begun.At <= to && grant.Due > covered)
                covered = grant.Due.Value;
        }

        return IsTooLong(story, covered, to);
    }

    private static string? IsTooLong(Story story, DateTimeOffset from, DateTimeOffset to) =>
        to > from && story.Timeline.UpBetween(from, to) is var late && late > story.AllowedLateness
            ? $"without a grant from {from:O} to {to:O}, {late} of it while a host was up"
            : null;

    /// <summary>From the call that confirmed it until it was due.</summary>
    private static bool IsInForce(HoldingLog? holding, RequestLog grant, DateTimeOffset at) =>
        grant.Confirmed is not null && holding?.ConfirmedCallOf(grant.Id) is { } since && since < at && at < grant.Due - Tolerance.OfClocks;

    /// <summary>A grant may end before its time only because the requester gave it back or it was never confirmed.</summary>
    private static IEnumerable<Violation> Ends(Story story, LogIndex log, RequestLog request)
    {
        var (revoked, requester) = (request.Revoked!, log.Handles.GetValueOrDefault(request.Asked!.Requester.Id.Value));
        var early = revoked.Cause switch
        {
            EndCause.Expired => revoked.At < request.Confirmed?.EndsAt - Tolerance.OfClocks,
            EndCause.NeverConfirmed => revoked.At < request.Begun?.NotAfter - Tolerance.OfClocks,
            EndCause.Returned => !story.Gestures.Any(gesture => gesture.Kind is GestureKind.Return or GestureKind.Withdraw
                && gesture.Request == request.Id && gesture.Who == requester && gesture.At <= revoked.At + Tolerance.OfClocks),
            _ => false,
        };
        if (early)
            yield return new Violation("I4 I15 never early", $"{request.Id} ended at {revoked.At:O} as {revoked.Cause}, which was not so");
    }

    private static DateTimeOffset Earlier(DateTimeOffset a, DateTimeOffset b) => a < b ? a : b;
}

/// <summary>How late a membership ended, counted while a host was up; <paramref name="AfterRestart"/>: none was up when it was due.</summary>
internal sealed record Lateness(TimeSpan By, bool AfterRestart);
