using System.Text.RegularExpressions;

namespace JitBot.Core.Audit;

/// <summary>
/// Cells and rows of a table that a spreadsheet opens: quoted as RFC 4180 has it, and with an apostrophe before whatever a spreadsheet would
/// take for a formula (https://owasp.org/www-community/attacks/CSV_Injection), also behind a semicolon, at which many a spreadsheet
/// begins a cell. Where an apostrophe stands there already it gets one more, so that whoever takes one away everywhere has the texts as they were.
/// </summary>
public static partial class CsvText
{
    private const string Quoted = ",\"\r\n";

    /// <summary>A row, with its end.</summary>
    public static string Row(params IEnumerable<string> cells) => $"{string.Join(',', cells.Select(Cell))}\r\n";

    /// <summary>One cell.</summary>
    public static string Cell(string text)
    {
        var safe = FormulaBegins().Replace(text, "$0'");
        return safe.AsSpan().IndexOfAny(Quoted) < 0 ? safe : $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    /// <summary>
    /// Where a cell may begin, before what begins a formula or hides one: the full-width signs that some programs fold, and the mark itself.
    /// </summary>
    [GeneratedRegex(@"(?:\A|;)\ *(?=[=+\-@\t\r\n\0＝＋－＠'])")]
    private static partial Regex FormulaBegins();
}
