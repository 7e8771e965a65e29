using System.Globalization;
using JitBot.Core.Chat;

namespace JitBot.Core.OnCall;

/// <summary>Who is on call, as it stands beside a rule that people read before they send a request. Names are the source's own text: platforms escape them.</summary>
public static class OnCallWords
{
    /// <summary>More names than this are no help to anybody; the rest are counted.</summary>
    public const int MostNames = 5;

    /// <summary>An answer this old is still said of now: forms are drawn anew with each choice, and shifts are hours. Nobody's vote goes by it.</summary>
    public static readonly TimeSpan Fresh = TimeSpan.FromMinutes(1);

    /// <summary>A name or address as long as this is still read; a longer one would push the others out of the form.</summary>
    private const int MostLetters = 40;

    /// <summary>Whether what was answered then is said of now.</summary>
    public static bool IsFresh(OnCallView view, DateTimeOffset now) => view.IsLive || (view.AsOf <= now && now - view.AsOf <= Fresh);

    /// <summary>What stands beside the rule; null for <paramref name="view"/> is a source that did not say. It never says now of what is old.</summary>
    public static string Beside(OnCallView? view, DateTimeOffset now)
    {
        if (view is null)
            return "who is on call could not be asked just now";
        var names = Names(view.Roster.People);
        if (IsFresh(view, now))
            return names.Length == 0 ? "nobody is on call now" : $"on call now: {names}";
        var ago = Spans.InWords(now - view.AsOf);
        return names.Length == 0 ? $"nobody was on call {ago} ago; could not be asked just now" : $"on call {ago} ago: {names}; could not be asked just now";
    }

    private static string Names(IEnumerable<OnCallPerson> people)
    {
        var all = people.DistinctBy(person => person.Email.ToLowerInvariant()).Select(person => string.IsNullOrWhiteSpace(person.Name) ? person.Email : person.Name).ToList();
        var shown = string.Join(", ", all.Take(MostNames).Select(name => ReadableText.Part(name, MostLetters, text => text.Length)));
        return all.Count > MostNames ? string.Create(CultureInfo.InvariantCulture, $"{shown} and {all.Count - MostNames} more") : shown;
    }
}
