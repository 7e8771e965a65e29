using System.Text.RegularExpressions;
using JitBot.Core.Access;
using JitBot.Core.Holdings;

namespace JitBot.Endurance.History.Rules;

/// <summary>I14 and I13: when everything is over nothing of ours is left, each card says what became of its request, and no secret stands in a host's log.</summary>
internal static partial class EndRules
{
    private const string Promise = "I14 at rest";

    public static IEnumerable<Violation> Check(Story story, LogIndex log) => [.. Memberships(story), .. Cards(story, log), .. Afterwards(story.After)];

    private static IEnumerable<Violation> Memberships(Story story) =>
        from history in story.Changes.GroupBy(change => change.Holding)
        where history.Last() is { Added: true, Ours: true }
        select new Violation(Promise, $"{history.Key} is still there, and we made it");

    private static IEnumerable<Violation> Cards(Story story, LogIndex log)
    {
        var shown = story.Tellings.Where(telling => telling.IsCard).GroupBy(telling => telling.Request)
            .ToDictionary(cards => cards.Key, cards => cards.GroupBy(card => card.MessageId).Select(versions => versions.Last()).Where(card => !card.IsGone).ToList());
        foreach (var request in log.Requests.Values.Where(request => request.Asked is not null))
        {
            var cards = shown.GetValueOrDefault(request.Id) ?? [];
            var announced = request.Lines.Any(line => line is AccessEvent.Prepared);
            if (cards.Count > story.MostCards || (announced && cards.Count == 0))
                yield return new Violation(Promise, $"{request.Id} has {cards.Count} cards");
            if (Outcome(request) is not { } outcome)
                yield return new Violation(Promise, $"{request.Id} is not over: its last line is {request.Lines[^1].GetType().Name}");
            else if (cards.Count > 0 && !cards.Exists(card => card.Words.Contains(outcome, StringComparison.Ordinal)))
                yield return new Violation(Promise, $"no card of {request.Id} says '{outcome}' but: {cards[0].Words.ReplaceLineEndings(" ")}");
        }
    }

    /// <summary>Words that must stand on the card of a request that ended like this; null if it has not ended.</summary>
    private static string? Outcome(RequestLog request) => request.Lines.LastOrDefault(IsEnd) switch
    {
        AccessEvent.Denied => "Denied",
        AccessEvent.Withdrawn => "Withdrawn",
        AccessEvent.Lapsed => "Nobody answered in time",
        AccessEvent.CouldNotBeGranted => "Could not be granted",
        AccessEvent.Ended when request.Revoked is null => "Could not be granted",
        AccessEvent.Ended { How: Leaving.Removed } => "Access removed, and",
        AccessEvent.Ended { How: Leaving.WasGone } => "was gone already",
        AccessEvent.Ended { How: Leaving.Standing } => "stays as it was",
        AccessEvent.Ended { How: Leaving.StillNeeded } => "Another grant still needs",
        AccessEvent.Ended { How: Leaving.NeverAdded } => "Nothing had been added",
        AccessEvent.Ended { How: Leaving.AddedByOthers } => "somebody else added it",
        _ => null,
    };

    private static bool IsEnd(AccessEvent line) => line is AccessEvent.Denied or AccessEvent.Withdrawn or AccessEvent.Lapsed or AccessEvent.CouldNotBeGranted or AccessEvent.Ended;

    private static IEnumerable<Violation> Afterwards(Aftermath after)
    {
        if (after.AuditCode != 0)
            yield return new Violation("I9 the chain verifies", after.AuditOutput);
        if (after.Pending > 0)
            yield return new Violation(Promise, $"{after.Pending} effects still wait");
        foreach (var complaint in after.Complaints)
            yield return new Violation("the platform's rules", complaint);
        foreach (var secret in after.Secrets.Where(secret => after.HostLogs.Any(log => log.Contains(secret, StringComparison.Ordinal))))
            yield return new Violation("I13 secrets stay", $"a host's log holds a secret that begins with '{secret[..Math.Min(4, secret.Length)]}'");
        foreach (var fault in after.HostLogs.SelectMany(log => OurMistake().Matches(log)).Select(match => match.Value).Distinct())
            yield return new Violation("no mistake of ours", fault);
    }

    /// <summary>What the host prints when it has made a mistake, whatever became of it.</summary>
    [GeneratedRegex(@"^.*(failed in a way nobody expected|is set aside; it is taken up|cannot follow).*$", RegexOptions.Multiline)]
    private static partial Regex OurMistake();
}
