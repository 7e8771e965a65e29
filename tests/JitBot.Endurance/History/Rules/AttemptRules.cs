using JitBot.Core.Holdings;

namespace JitBot.Endurance.History.Rules;

/// <summary>I9: whatever a directory was asked stood in the log before, under the name it was asked with, and was asked once.</summary>
internal static class AttemptRules
{
    private const string Promise = "I9 written down first";

    public static IEnumerable<Violation> Check(Story story, LogIndex log)
    {
        var byName = log.Holdings.Values.SelectMany(holding => holding.Attempts.Select(attempt => (Key: holding.Key!, Attempt: attempt)))
            .ToDictionary(pair => pair.Key.AttemptName(pair.Attempt.Attempt));
        var named = story.Requests.Where(request => request.Name is not null).ToList();
        foreach (var request in named)
        {
            if (!byName.TryGetValue(request.Name!, out var begun) || begun.Attempt.At > request.At)
                yield return new Violation(Promise, $"{request.Provider} was asked to {request.Wish} at {request.At:O} as {request.Name}, which no line names before");
            else if (!Fits(request, begun.Key, begun.Attempt))
                yield return new Violation(Promise, $"{request} does not fit the line that names it: {begun.Attempt.Call} of {begun.Key}");
        }

        foreach (var twice in named.Where(request => request.Wish != Wish.Look).GroupBy(request => (request.Name, request.Wish)).Where(same => same.Count() > 1))
            yield return new Violation(Promise, $"{twice.First().Provider} was asked to {twice.Key.Wish} {twice.Count()} times under the one name {twice.Key.Name}");
        foreach (var nameless in story.Requests.Except(named).GroupBy(request => new HoldingKey(request.Provider, request.Group ?? "", request.Member ?? "")))
        {
            foreach (var violation in Nameless(log, nameless.Key, [.. nameless]))
                yield return violation;
        }
    }

    /// <summary>An address that names no member (Graph's way to add one) is not compared; a look may go with any call.</summary>
    private static bool Fits(DirectoryRequest request, HoldingKey key, HoldingEvent.AttemptBegun attempt) =>
        request.Provider == key.Provider && (request.Group ?? key.Resource) == key.Resource && (request.Member ?? key.Subject) == key.Subject
        && (request.Wish == Wish.Look || request.Wish == WishOf(attempt));

    /// <summary>Where no name goes along, each change that was asked for needs an attempt of its own that was begun before.</summary>
    private static IEnumerable<Violation> Nameless(LogIndex log, HoldingKey key, IReadOnlyList<DirectoryRequest> requests)
    {
        var begun = log.Holdings.TryGetValue(key, out var holding) ? holding.Attempts.ToList() : [];
        foreach (var wish in new[] { Wish.Add, Wish.Remove })
        {
            var free = new Queue<HoldingEvent.AttemptBegun>(begun.Where(attempt => WishOf(attempt) == wish));
            foreach (var request in requests.Where(request => request.Wish == wish))
            {
                if (!free.TryDequeue(out var attempt) || attempt.At > request.At)
                    yield return new Violation(Promise, $"{key} was asked to {wish} at {request.At:O}, which no line of its own says before");
            }
        }
    }

    private static Wish WishOf(HoldingEvent.AttemptBegun attempt) => attempt.Call switch
    {
        ProviderCall.Add => Wish.Add,
        ProviderCall.Remove => Wish.Remove,
        _ => Wish.Look,
    };
}
