using JitBot.Core.Access;

namespace JitBot.Endurance.History.Rules;

/// <summary>What was acknowledged has an outcome, and what was done once has one outcome.</summary>
internal static class GestureRules
{
    private const string Promise = "one outcome per gesture";

    public static IEnumerable<Violation> Check(Story story, LogIndex log) => Asks(story, log).Concat(Others(story, log));

    private static IEnumerable<Violation> Asks(Story story, LogIndex log)
    {
        var asked = log.Requests.Values.Where(request => request.Asked is not null)
            .ToLookup(request => story.Texts.GetValueOrDefault(request.Asked!.Justification));
        foreach (var ask in story.Gestures.Where(gesture => gesture.Kind == GestureKind.Ask))
        {
            var outcomes = asked[ask.Words].Count();
            if (outcomes > 1)
                yield return new Violation(Promise, $"{ask.Who} asked once for '{ask.Words}' and was heard {outcomes} times");
            if (ask.Acknowledged && outcomes == 0 && !IsOpenAlready(story, log, ask))
                yield return new Violation(Promise, $"{ask.Who} was told that '{ask.Words}' is kept, and no line knows it");
        }

        var words = story.Gestures.Where(gesture => gesture.Kind == GestureKind.Ask).Select(gesture => gesture.Words).ToHashSet();
        foreach (var unknown in asked.Where(same => !words.Contains(same.Key)))
            yield return new Violation(Promise, $"nobody remembers asking for '{unknown.Key}'");
    }

    /// <summary>Whoever asks for what they have an open request for is refused, and no line is written.</summary>
    private static bool IsOpenAlready(Story story, LogIndex log, Gesture ask) => log.Requests.Values.Any(other => other.Asked is { } asked
        && asked.Terms.EntitlementId == ask.Entitlement && asked.Account.Id == story.Accounts.GetValueOrDefault(ask.Who)
        && story.Timeline.RealOf(asked.At) <= story.Timeline.RealOf(ask.At) + Tolerance.OfRestarts
        && (other.OverAt is not { } over || story.Timeline.RealOf(over) >= story.Timeline.RealOf(ask.At) - Tolerance.OfHands));

    /// <summary>Each person's gestures on each request, against the lines in which that person appears there.</summary>
    private static IEnumerable<Violation> Others(Story story, LogIndex log)
    {
        foreach (var mine in story.Gestures.Where(gesture => gesture.Request is not null).GroupBy(gesture => (gesture.Who, gesture.Request)))
        {
            var lines = log.Requests.TryGetValue(mine.Key.Request!, out var request) ? Lines(story, log, request, mine.Key.Who) : 0;
            if (lines > mine.Count())
                yield return new Violation(Promise, $"{mine.Key.Who} did {mine.Count()} things to {mine.Key.Request}, and {lines} lines tell of it");
            if (lines == 0 && mine.FirstOrDefault(gesture => gesture.Acknowledged && !IsMoot(story, gesture, request)) is { } lost)
                yield return new Violation(Promise, $"{mine.Key.Who} was told that {lost.Kind} of {mine.Key.Request} at {lost.At:O} is kept, and no line knows it");
        }
    }

    /// <summary>
    /// Voting on what was settled already asks for nothing, and so does giving back what ends at that moment anyway, or taking back a yes that
    /// was never given or has done its work.
    /// </summary>
    private static bool IsMoot(Story story, Gesture gesture, RequestLog? request) => gesture.Kind switch
    {
        GestureKind.TakeBack => true,
        GestureKind.Approve or GestureKind.Deny => request?.Lines.Any(line => line.At <= gesture.At + Tolerance.OfHands
            && line is (AccessEvent.GrantBegun or AccessEvent.Denied or AccessEvent.Withdrawn or AccessEvent.Lapsed)) == true,
        GestureKind.Return or GestureKind.Withdraw => request?.Lines.LastOrDefault(line => line is AccessEvent.RevocationBegun or AccessEvent.Lapsed
            or AccessEvent.Denied or AccessEvent.GrantFailed) is { } over && story.Timeline.UpBetween(gesture.At, over.At) <= story.AllowedLateness,
        _ => false,
    };

    private static int Lines(Story story, LogIndex log, RequestLog request, string who)
    {
        return request.Lines.Count(line => line switch
        {
            AccessEvent.Approved e => IsHandle(e.Approver.Id.Value),
            AccessEvent.ApprovalTakenBack e => IsHandle(e.Approver.Id.Value),
            AccessEvent.Denied e => IsHandle(e.Approver.Id.Value),
            AccessEvent.Withdrawn or AccessEvent.RevocationBegun { Cause: EndCause.Returned } => IsHandle(request.Asked!.Requester.Id.Value),
            AccessEvent.Refused e => e.Account.Id == story.Accounts.GetValueOrDefault(who),
            _ => false,
        });

        bool IsHandle(string person) => log.Handles.GetValueOrDefault(person) == who;
    }
}
