using System.Globalization;
using JitBot.Core.Chat;
using JitBot.Core.Holdings;

namespace JitBot.Core.Access;

/// <summary>One of many ends that are told together; <paramref name="How"/> is null while the membership is still being removed.</summary>
public sealed record FoldedEnd(RequestId Request, string Who, string What, DateTimeOffset Begun, DateTimeOffset? Over, Leaving? How)
{
    /// <summary>Whether whoever had it is signed out everywhere.</summary>
    public bool SignsOut { get; init; }
}

/// <summary>The words for many ends of access at once: only what was read back gone is called gone.</summary>
public static class FoldedEnds
{
    /// <summary>More than so many are counted instead of named.</summary>
    private const int MostNamed = 10;

    /// <summary>What a channel is told.</summary>
    public static Words ForPlace(IReadOnlyList<FoldedEnd> ends)
    {
        var over = ends.Where(end => end.How is not null).ToList();
        var left = ends.Where(end => end.How is null).ToList();
        var words = new List<Word>();
        if (over.Count > 0)
        {
            words.AddRange(Words.Of($"{Count(over.Count, "grant")} ended between {over.Min(end => end.Over!.Value)} and {over.Max(end => end.Over!.Value)}: ").Parts);
            words.Add(new Word.Plain(Outcomes(over) + "."));
        }

        if (left.Count > 0)
            words.Add(new Word.Plain($"{(over.Count > 0 ? " " : "")}{Count(left.Count, "grant")} {(left.Count == 1 ? "is" : "are")} still being removed: {Named(left)}."));
        var others = over.Where(end => end.How == Leaving.AddedByOthers).ToList();
        if (others.Count > 0)
            words.Add(new Word.Plain($" Please check who added these memberships: {Named(others)}."));
        if (Sessions(over) is { } sessions)
            words.Add(new Word.Plain($" {sessions}"));
        return new Words(words);
    }

    /// <summary>What a requester is told about all of their own.</summary>
    public static Words ForRequester(IReadOnlyList<FoldedEnd> ends) => Words.Of(
        $"{Count(ends.Count, "of your grants", "of your grants")} ended: {Outcomes([.. ends])}. "
        + $"They were: {Names([.. ends.Select(end => end.What).Distinct()])}.{(Sessions(ends) is { } sessions ? $" {sessions}" : "")}");

    /// <summary>What becomes of sessions, where any of them may have one that lives on.</summary>
    private static string? Sessions(IReadOnlyList<FoldedEnd> ends)
    {
        var gone = ends.Where(end => end.How is { } how && SignOutRules.EndsSessions(how)).ToList();
        return gone.Count == 0 ? null : gone.All(end => end.SignsOut) ? SignOutWords.Follows : SignOutWords.LiveOn;
    }

    private static string Names(List<string> names) => $"{string.Join(", ", names.Take(MostNamed))}{Rest(names.Count)}";

    private static string Outcomes(List<FoldedEnd> ends)
    {
        var all = ends.GroupBy(end => end.How!.Value).OrderBy(group => group.Key).ToList();
        return all.Count == 1
            ? $"{(ends.Count == 1 ? "" : "all ")}{Outcome(all[0].Key)}"
            : string.Join("; ", all.Select(group => $"{Number(group.Count())} {Outcome(group.Key)}"));
    }

    private static string Outcome(Leaving how) => how switch
    {
        Leaving.Removed => "removed and read back gone",
        Leaving.WasGone => "found gone already",
        Leaving.Standing => "left in place, because the membership was there before",
        Leaving.StillNeeded => "left in place, because another grant still needs the membership",
        Leaving.NeverAdded => "never added",
        Leaving.AddedByOthers => "removed, but somebody else has added the membership",
        _ => throw new InvalidOperationException($"An end without words: {how}."),
    };

    private static string Named(List<FoldedEnd> ends) =>
        string.Join(", ", ends.Take(MostNamed).Select(end => $"{end.Request} ({end.Who}, {end.What})")) + Rest(ends.Count);

    private static string Rest(int count) => count > MostNamed ? $" and {Number(count - MostNamed)} more" : "";

    private static string Count(int count, string one, string? many = null) => $"{Number(count)} {(count == 1 ? one : many ?? one + "s")}";

    private static string Number(int count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
