namespace JitBot.Core.Paging;

/// <summary>
/// What somebody is woken for. <paramref name="Id"/> stays the same however often it is sent; <paramref name="Summary"/> is one line;
/// <paramref name="Details"/> are shown beneath it. No secret is in any of them.
/// </summary>
public sealed record Page(string Id, DateTimeOffset At, string Summary, IReadOnlyDictionary<string, string> Details)
{
    /// <summary>The longest summary that every pager takes (the services say so on their pages; 1024 is the least).</summary>
    public const int LongestSummary = 1024;

    /// <summary>The longest id that every pager takes.</summary>
    public const int LongestId = 255;

    /// <summary>Far below what a pager takes in all, so that no text of somebody's keeps a page from being sent.</summary>
    public const int LongestDetail = 2_000;

    /// <summary>The summary as it may be sent: in one line, cut where it is too long, never within a letter.</summary>
    public string ShortSummary => Cut(string.Join(' ', Summary.Split(['\r', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)), LongestSummary);

    /// <summary>The details as they may be sent.</summary>
    public IReadOnlyDictionary<string, string> ShortDetails => Details.ToDictionary(each => each.Key, each => Cut(each.Value, LongestDetail));

    private static string Cut(string text, int most)
    {
        if (text.Length <= most)
            return text;
        var end = char.IsHighSurrogate(text[most - 2]) ? most - 2 : most - 1;
        return $"{text[..end]}…";
    }
}
