using JitBot.Core.Access;

namespace JitBot.Endurance.History.Rules;

/// <summary>I7: one decision per request, one vote per person.</summary>
internal static class DecisionRules
{
    private const string Promise = "I7 one decision, one vote";

    public static IEnumerable<Violation> Check(LogIndex log) => log.Requests.Values.SelectMany(request => Decisions(request).Concat(Votes(log, request)));

    private static IEnumerable<Violation> Decisions(RequestLog request)
    {
        var decided = request.Lines.Count(line => line is AccessEvent.GrantBegun or AccessEvent.Denied or AccessEvent.Withdrawn
            or AccessEvent.Lapsed or AccessEvent.CouldNotBeGranted);
        if (decided > 1)
            yield return new Violation(Promise, $"{request.Id} was decided {decided} times");
        foreach (var repeated in request.Lines.Where(line => line is AccessEvent.Asked or AccessEvent.GrantConfirmed or AccessEvent.RevocationBegun or AccessEvent.Ended)
            .GroupBy(line => line.GetType().Name).Where(same => same.Count() > 1))
            yield return new Violation(Promise, $"{request.Id} was {repeated.Key} {repeated.Count()} times");
    }

    private static IEnumerable<Violation> Votes(LogIndex log, RequestLog request)
    {
        var standing = new HashSet<string>();
        foreach (var line in request.Lines)
        {
            if (line is AccessEvent.ApprovalTakenBack back)
                standing.Remove(back.Approver.Id.Value);
            else if (line is AccessEvent.Approved yes && !standing.Add(yes.Approver.Id.Value))
                yield return new Violation(Promise, $"{log.Handles.GetValueOrDefault(yes.Approver.Id.Value, "somebody")} voted twice on {request.Id}");
        }
    }
}
