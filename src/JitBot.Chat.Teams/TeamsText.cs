using System.Text.Encodings.Web;
using JitBot.Core.Chat;

namespace JitBot.Chat.Teams;

/// <summary>
/// Makes any text fit to be shown in Teams (<see cref="ReadableText"/>). People's text goes where no Markdown is read
/// (<see cref="TeamsElements"/>); what is read everywhere are dates in double braces
/// (https://learn.microsoft.com/adaptive-cards/authoring-cards/text-features), so no text has two braces side by side.
/// </summary>
internal static class TeamsText
{
    private const string Braces = "{{";

    // The joiner is invisible, and keeps the braces apart.
    private const string BracesApart = "{\u200C{";

    /// <summary>How texts are written on the wire: what need not be escaped is not.</summary>
    public static JavaScriptEncoder Encoder { get; } = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;

    /// <summary>The text in one line.</summary>
    public static string Line(string text, int most) => ReadableText.Fit(Clean(text).Replace('\n', ' '), most, Weight);

    /// <summary>The text with its line breaks.</summary>
    public static string Lines(string text, int most) => ReadableText.Fit(Clean(text), most, Weight);

    /// <summary>A part of a sentence: its outer spaces stay, and it may be empty.</summary>
    public static string Part(string text, int most) => ReadableText.Part(Clean(text), most, Weight);

    /// <summary>The length as it is sent, escapes included.</summary>
    public static int Weight(ReadOnlySpan<char> text) => Encoder.Encode(text.ToString()).Length;

    /// <summary>Three braces in a row need a second look.</summary>
    private static string Clean(string text) => ReadableText.Clean(text)
        .Replace(Braces, BracesApart, StringComparison.Ordinal)
        .Replace(Braces, BracesApart, StringComparison.Ordinal);
}
