using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using Serilog.Events;
using Serilog.Formatting;
using Serilog.Formatting.Json;

namespace JitBot.Host;

/// <summary>
/// The last thing every log line goes through: configured secrets and everything that looks like a token is blanked, and control and
/// direction characters are made visible, so that no text from outside can forge a line or leak a credential. Only an exception's own
/// lines stay lines, each indented.
/// </summary>
internal sealed partial class ScrubbingFormatter(bool asJson, IReadOnlyList<string> secrets) : ITextFormatter
{
    private const string Blank = "[secret]";
    private const string Indent = "    ";

    private readonly JsonFormatter _json = new(renderMessage: true);

    public void Format(LogEvent logEvent, TextWriter output)
    {
        if (asJson)
        {
            using var line = new StringWriter(CultureInfo.InvariantCulture);
            _json.Format(logEvent, line);
            output.WriteLine(Visible(Scrub(line.ToString().TrimEnd())));
            return;
        }

        var time = logEvent.Timestamp.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        output.WriteLine($"{time} {Short(logEvent.Level)} {Visible(Scrub(logEvent.RenderMessage(CultureInfo.InvariantCulture)))}");
        foreach (var line in logEvent.Exception?.ToString().Split('\n') ?? [])
            output.WriteLine(Indent + Visible(Scrub(line.TrimEnd('\r'))));
    }

    /// <summary>Blanks what must not be seen, as it is and as JSON writes it.</summary>
    internal string Scrub(string text)
    {
        foreach (var secret in secrets)
        {
            text = text.Replace(secret, Blank, StringComparison.Ordinal);
            text = text.Replace(JsonEncodedText.Encode(secret, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).ToString(), Blank, StringComparison.Ordinal);
        }

        return TokenLike().Replace(text, Blank);
    }

    private static string Short(LogEventLevel level) => level switch
    {
        LogEventLevel.Verbose => "VRB",
        LogEventLevel.Debug => "DBG",
        LogEventLevel.Information => "INF",
        LogEventLevel.Warning => "WRN",
        LogEventLevel.Error => "ERR",
        _ => "FTL",
    };

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

    private static readonly UnicodeCategory[] Invisible =
        [UnicodeCategory.Control, UnicodeCategory.Format, UnicodeCategory.LineSeparator, UnicodeCategory.ParagraphSeparator];

    [GeneratedRegex(
        @"xox[a-z]-[A-Za-z0-9-]+|xapp-[A-Za-z0-9-]+|(?:SSWS|Bearer|DPoP|Basic)\s+[A-Za-z0-9._~+/=-]{8,}"
        + @"|eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]*)?|hooks\.slack(?:-gov)?\.com/[^\s""]+",
        RegexOptions.NonBacktracking)]
    private static partial Regex TokenLike();
}
