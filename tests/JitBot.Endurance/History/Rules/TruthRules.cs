using JitBot.Core.Access;

namespace JitBot.Endurance.History.Rules;

/// <summary>I11: no card and no thread says granted before the directory's own history does, nor removed.</summary>
internal static class TruthRules
{
    private const string Promise = "I11 truthful";

    private static readonly string[] SaysGranted = ["Access granted:", "Granted until", "has this membership already", "Had this membership already"];
    private static readonly string[] SaysGone = ["Access removed, and", "was gone already when its time was up"];

    public static IEnumerable<Violation> Check(Story story, LogIndex log)
    {
        var histories = story.Changes.ToLookup(change => change.Holding);
        foreach (var telling in story.Tellings)
        {
            if (!log.Requests.TryGetValue(telling.Request, out var request) || request.Holding is not { } key)
                continue;
            if (Says(telling, SaysGranted) && (request.Begun is null || !WasOnce(histories[key], true, request.Begun.At, telling.At)))
                yield return new Violation(Promise, $"{telling.Request} was told as granted at {telling.At:O}, and {key} was not there yet");
            if (Says(telling, SaysGone) && (request.Due is null || !WasOnce(histories[key], false, (request.Confirmed as AccessEvent ?? request.Begun!).At, telling.At)))
                yield return new Violation(Promise, $"{telling.Request} was told as removed at {telling.At:O}, and {key} was never gone");
        }
    }

    private static bool Says(Telling telling, string[] phrases) => phrases.Any(phrase => telling.Words.Contains(phrase, StringComparison.Ordinal));

    /// <summary>Whether the membership was there (or not there) at some moment between these; absent before its first change.</summary>
    private static bool WasOnce(IEnumerable<Change> history, bool present, DateTimeOffset from, DateTimeOffset to)
    {
        var now = false;
        foreach (var change in history.TakeWhile(change => change.At <= to))
        {
            if (change.At > from && now == present)
                return true;
            now = change.Added;
        }

        return now == present;
    }
}
