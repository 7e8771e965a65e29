using System.Text.RegularExpressions;

namespace JitBot.Sandbox.LookAlikes.Teams;

internal enum TeamsMarkupKind
{
    Link,
    Mention,
    Emphasis,
    List,
    Tag,
}

/// <summary>
/// Something in a text that Teams would not show as it is written: in a message's own text, and in those texts of a card that are Markdown
/// (https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/cards-format). Runs of rich text, labels and choices are plain.
/// </summary>
internal sealed partial record TeamsMarkup(TeamsMarkupKind Kind, string Text, string MessageId)
{
    private static readonly (TeamsMarkupKind Kind, Regex Pattern)[] Markdown =
    [
        (TeamsMarkupKind.Link, Link()), (TeamsMarkupKind.Mention, Mention()), (TeamsMarkupKind.Emphasis, Emphasis()), (TeamsMarkupKind.List, List()),
    ];

    /// <summary>What is in a message of the bot; people may write as they like.</summary>
    public static IEnumerable<TeamsMarkup> In(TeamsMessage message)
    {
        if (!message.IsFromBot)
            return [];
        var own = Find(message, message.Text, [.. Markdown, (TeamsMarkupKind.Tag, Tag())]);
        return own.Concat((message.Card is { } card ? CardReading.MarkdownTexts(card) : []).SelectMany(text => Find(message, text, Markdown)));
    }

    private static IEnumerable<TeamsMarkup> Find(TeamsMessage message, string text, (TeamsMarkupKind Kind, Regex Pattern)[] patterns) =>
        from each in patterns
        from Match match in each.Pattern.Matches(text)
        select new TeamsMarkup(each.Kind, match.Value, message.Id);

    [GeneratedRegex(@"\[[^\]\n]+\]\([^)\n]+\)")]
    private static partial Regex Link();

    [GeneratedRegex("<at[ >].*?</at>", RegexOptions.Singleline)]
    private static partial Regex Mention();

    [GeneratedRegex(@"(?<!\\)(\*\*?)(?=\S)[^\n]*?\S\1|(?<![\\\w])(__?)(?=\S)[^\n]*?\S\2(?!\w)")]
    private static partial Regex Emphasis();

    [GeneratedRegex(@"^\s*(?:[-*]|\d+\.)\s+\S.*$", RegexOptions.Multiline)]
    private static partial Regex List();

    [GeneratedRegex("<(?!at[ >]|/at>)/?[a-z][^>\n]*>", RegexOptions.IgnoreCase)]
    private static partial Regex Tag();
}
