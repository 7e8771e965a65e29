using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Serilog.Events;
using Serilog.Formatting;

namespace JitBot.Host;

/// <summary>
/// The last thing every log line goes through: configured secrets and everything that looks like a token is blanked, and control and
/// direction characters are made visible, so that no text from outside can forge a line or leak a credential.
/// </summary>
internal sealed partial class ScrubbingFormatter(ITextFormatter inner, IReadOnlyList<string> secrets) : ITextFormatter
{
    private const string Blank = "[secret]";

    public void Format(LogEvent logEvent, TextWriter output)
    {
        using var line = new StringWriter(CultureInfo.InvariantCulture);
        inner.Format(logEvent, line);
        output.Write(Visible(Scrub(line.ToString())));
        output.Write('\n');
    }

    /// <summary>Blanks what must not be seen.</summary>
    internal string Scrub(string text)
    {
        foreach (var secret in secrets)
            text = text.Replace(secret, Blank, StringComparison.Ordinal);
        return TokenLike().Replace(text, Blank);
    }

    private static string Visible(string text)
    {
        var visible = new StringBuilder(text.Length);
        foreach (var character in text.TrimEnd('\n', '\r'))
        {
            if (IsHarmless(character))
                visible.Append(character);
            else
                visible.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}");
        }

        return visible.ToString();
    }

    // Line feeds of a stack trace are ours and stay, but indented by the runtime; a bare one in a message becomes visible like all others.
    private static bool IsHarmless(char character) => character switch
    {
        '\t' => true,
        '\n' => true,
        _ => !Invisible.Contains(CharUnicodeInfo.GetUnicodeCategory(character)),
    };

    private static readonly UnicodeCategory[] Invisible =
        [UnicodeCategory.Control, UnicodeCategory.Format, UnicodeCategory.LineSeparator, UnicodeCategory.ParagraphSeparator];

    [GeneratedRegex(
        @"xox[a-z]-[A-Za-z0-9-]+|xapp-[A-Za-z0-9-]+|(?:SSWS|Bearer|DPoP|Basic)\s+[A-Za-z0-9._~+/=-]{8,}"
        + @"|eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]*)?|hooks\.slack(?:-gov)?\.com/[^\s""]+",
        RegexOptions.NonBacktracking)]
    private static partial Regex TokenLike();
}
