using System.Globalization;
using System.Text;

namespace JitBot.Core.Chat;

/// <summary>How much of a limit a text uses up, as the platform counts it.</summary>
public delegate int TextWeight(ReadOnlySpan<char> text);

/// <summary>
/// Makes any Unicode text fit to be shown: whole characters as readers see them, nothing that hides or reorders its neighbours, and never
/// more than a limit.
/// </summary>
public static class ReadableText
{
    /// <summary>Stands where a text was cut.</summary>
    public const string Ellipsis = "…";

    /// <summary>Shown for a text of which nothing is left: platforms refuse empty ones.</summary>
    public const string Nothing = "–";

    /// <summary>The cleaned text, cut to the limit if need be; a dash if nothing is left of it.</summary>
    public static string Fit(string cleaned, int most, TextWeight weight)
    {
        var shown = cleaned.Trim();
        if (shown.Length == 0)
            return Nothing;
        return Part(shown, most, weight);
    }

    /// <summary>A part of a sentence: its outer spaces stay, and it may be empty.</summary>
    public static string Part(string cleaned, int most, TextWeight weight) =>
        weight(cleaned) <= most ? cleaned : Cut(cleaned, most - Ellipsis.Length, weight) + Ellipsis;

    /// <summary>Without what is invisible or changes how the rest is read; half surrogates become the replacement character.</summary>
    public static string Clean(string text)
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

    /// <summary>As many whole grapheme clusters as fit: half an emoji or a letter without its accents is another text.</summary>
    private static string Cut(string text, int room, TextWeight weight)
    {
        var end = 0;
        while (true)
        {
            var next = StringInfo.GetNextTextElementLength(text, end);
            room -= weight(text.AsSpan(end, next));
            if (room < 0)
                return text[..end].TrimEnd();
            end += next;
        }
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
