using JitBot.Core.Chat;

namespace JitBot.Chat.Slack;

/// <summary>
/// Makes any text fit to be shown in Slack (<see cref="ReadableText"/>). Escaping is needed only where Slack parses markup
/// (https://docs.slack.dev/messaging/formatting-message-text).
/// </summary>
internal static class SlackText
{
    /// <summary>The text in one line.</summary>
    public static string Line(string text, int most) => ReadableText.Fit(ReadableText.Clean(text).Replace('\n', ' '), most, Weight);

    /// <summary>The text with its line breaks.</summary>
    public static string Lines(string text, int most) => ReadableText.Fit(ReadableText.Clean(text), most, Weight);

    /// <summary>A part of a sentence: its outer spaces stay, and it may be empty.</summary>
    public static string Part(string text, int most) => ReadableText.Part(ReadableText.Clean(text), most, Weight);

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
}
