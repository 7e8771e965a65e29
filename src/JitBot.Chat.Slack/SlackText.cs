using System.Globalization;
using System.Text;

namespace JitBot.Chat.Slack;

/// <summary>
/// Makes any Unicode text fit to be shown: whole characters as readers see them, nothing that hides or reorders its neighbours, and never
/// more than a limit. Escaping is needed only where Slack parses markup (https://docs.slack.dev/messaging/formatting-message-text).
/// </summary>
internal static class SlackText
{
    private const string Ellipsis = "…";

    /// <summary>Shown for a text of which nothing is left, because Slack refuses empty ones.</summary>
    private const string Nothing = "–";

    /// <summary>The text in one line.</summary>
    public static string Line(string text, int most) => Fit(Clean(text).Replace('\n', ' '), most);

    /// <summary>The text with its line breaks.</summary>
    public static string Lines(string text, int most) => Fit(Clean(text), most);

    /// <summary>A part of a sentence: its outer spaces stay, and it may be empty.</summary>
    public static string Part(string text, int most)
    {
        var part = Clean(text);
        return Weight(part) <= most ? part : Cut(part, most - Ellipsis.Length) + Ellipsis;
    }

    /// <summary>Text for a place that Slack parses: cut first, so that no escape is cut in half.</summary>
    public static string Escaped(string text, int most) => Line(text, most)
        .Replace("&", "&amp;", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal);

    /// <summary>
    /// The length as Slack may count it: it keeps these three escaped, and says nowhere whether it counts them so. Counting the longer
    /// form is below the limit either way.
    /// </summary>
    public static int Weight(ReadOnlySpan<char> text) =>
        text.Length + (4 * text.Count('&')) + (3 * text.Count('<')) + (3 * text.Count('>'));

    private static string Fit(string text, int most)
    {
        var shown = text.Trim();
        if (shown.Length == 0)
            return Nothing;
        return Weight(shown) <= most ? shown : Cut(shown, most - Ellipsis.Length) + Ellipsis;
    }

    /// <summary>As many whole grapheme clusters as fit: half an emoji or a letter without its accents is another text.</summary>
    private static string Cut(string text, int room)
    {
        var end = 0;
        while (true)
        {
            var next = StringInfo.GetNextTextElementLength(text, end);
            room -= Weight(text.AsSpan(end, next));
            if (room < 0)
                return text[..end].TrimEnd();
            end += next;
        }
    }

    /// <summary>Without what is invisible or changes how the rest is read; half surrogates become the replacement character.</summary>
    private static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        Span<char> pair = stackalloc char[2];
        foreach (var rune in text.EnumerateRunes())
        {
            if (IsBreak(rune))
                clean.Append('\n');
            else if (rune.Value == '\t')
                clean.Append(' ');
            else if (!IsHidden(rune))
                clean.Append(pair[..rune.EncodeToUtf16(pair)]);
        }

        return clean.ToString();
    }

    private static bool IsBreak(Rune rune) => rune.Value is '\n' or 0x85 or 0x2028 or 0x2029;

    /// <summary>
    /// Controls, zero-width spaces, marks that turn the direction of reading (UTR 36) and tag characters. The joiners U+200C and U+200D
    /// stay: Persian and families of emoji are written with them.
    /// </summary>
    private static bool IsHidden(Rune rune) =>
        Rune.IsControl(rune)
        || rune.Value is 0x61C or 0x180E or 0x200B or 0x200E or 0x200F or 0x2060 or 0xFEFF
        || rune.Value is (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069) or (>= 0xE0000 and <= 0xE007F);
}
