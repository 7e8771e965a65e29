using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace JitBot.Host;

/// <summary>
/// The last thing every line goes through that is logged or told to an operator: configured secrets and everything that looks like a token
/// is blanked, and control and direction characters are made visible, so that no text from outside can forge a line or leak a credential.
/// </summary>
internal sealed partial class Scrubber(IReadOnlyList<string> secrets)
{
    private const string Blank = "[secret]";

    /// <summary>A page of a Slack app's settings, to which our own sentences send people; it looks like the header of a password.</summary>
    private const string NoToken = "Basic Information";

    private static readonly UnicodeCategory[] Invisible =
        [UnicodeCategory.Control, UnicodeCategory.Format, UnicodeCategory.LineSeparator, UnicodeCategory.ParagraphSeparator];

    /// <summary>The text as it may be seen, in one line.</summary>
    public string Clean(string text) => Visible(Scrub(text));

    /// <summary>Blanks what must not be seen, as it is and as JSON writes it.</summary>
    internal string Scrub(string text)
    {
        foreach (var secret in secrets)
        {
            text = text.Replace(secret, Blank, StringComparison.Ordinal);
            text = text.Replace(JsonEncodedText.Encode(secret, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).ToString(), Blank, StringComparison.Ordinal);
        }

        return TokenLike().Replace(text, match => match.Value.TrimEnd('.') == NoToken ? match.Value : Blank);
    }

    private static string Visible(string text)
    {
        var visible = new StringBuilder(text.Length);
        foreach (var character in text)
        {
            if (character == '\t' || !Invisible.Contains(CharUnicodeInfo.GetUnicodeCategory(character)))
                visible.Append(character);
            else
                visible.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}");
        }

        return visible.ToString();
    }

    [GeneratedRegex(
        @"(?:xoxe\.)?xox[a-z]-[A-Za-z0-9-]+|xapp-[A-Za-z0-9-]+|(?:SSWS|Bearer|DPoP|Basic)\s+[A-Za-z0-9._~+/=-]{8,}"
        + @"|eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]*)?|hooks\.slack(?:-gov)?\.com/[^\s""]+",
        RegexOptions.NonBacktracking)]
    private static partial Regex TokenLike();
}
