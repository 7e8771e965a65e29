using JitBot.Core.Chat;

namespace JitBot.Core.OnCall;

/// <summary>Who is on call, in a line that people read before they send a request. Names are the source's own text: platforms escape them.</summary>
public static class OnCallWords
{
    /// <summary>More names than this are no help to anybody; the rest are counted.</summary>
    public const int MostNames = 5;

    /// <summary>
    /// The line; null where nothing was asked. Schedules that could not be told are null among <paramref name="views"/>. One answer that is old makes the whole
    /// line old: it says as of when.
    /// </summary>
    public static Words? Line(IReadOnlyCollection<OnCallView?> views)
    {
        if (views.Count == 0)
            return null;
        var told = views.OfType<OnCallView>().ToList();
        if (told.Count == 0)
            return Words.Of($"Who is on call cannot be told at the moment.");
        var names = Names(told.SelectMany(view => view.Roster.People));
        var old = told.Where(view => !view.IsLive).Select(view => (DateTimeOffset?)view.AsOf).Min();
        return (names.Length, old, told.Count < views.Count) switch
        {
            (0, null, false) => Words.Of($"Nobody is on call now."),
            (0, null, true) => Words.Of($"Who is on call cannot be told at the moment."),
            (0, { } asOf, _) => Words.Of($"Nobody was on call at {asOf}; who is now cannot be told at the moment."),
            (_, null, false) => Words.Of($"On call now: {names}."),
            (_, null, true) => Words.Of($"On call now: {names}; not everybody can be told at the moment."),
            (_, { } asOf, _) => Words.Of($"On call at {asOf}: {names}. Who is now cannot be told at the moment."),
        };
    }

    private static string Names(IEnumerable<OnCallPerson> people)
    {
        var all = people.DistinctBy(person => person.Email.ToLowerInvariant()).Select(person => string.IsNullOrWhiteSpace(person.Name) ? person.Email : person.Name).ToList();
        var shown = string.Join(", ", all.Take(MostNames));
        return all.Count > MostNames ? $"{shown} and {all.Count - MostNames} more" : shown;
    }
}
