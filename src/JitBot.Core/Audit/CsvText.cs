namespace JitBot.Core.Audit;

/// <summary>
/// Cells and rows of a table that a spreadsheet opens: quoted as RFC 4180 has it, and with an apostrophe before whatever a spreadsheet would
/// take for a formula (https://owasp.org/www-community/attacks/CSV_Injection). A text that begins with an apostrophe gets one more, so that
/// whoever takes one away everywhere has the texts as they were.
/// </summary>
public static class CsvText
{
    private const char Mark = '\'';

    /// <summary>What begins a formula or hides one, the full-width signs that some programs fold included; and the mark itself.</summary>
    private const string Marked = "=+-@\t\r\n＝＋－＠'";

    private const string Quoted = ",\"\r\n";

    /// <summary>A row, with its end.</summary>
    public static string Row(params IEnumerable<string> cells) => $"{string.Join(',', cells.Select(Cell))}\r\n";

    /// <summary>One cell.</summary>
    public static string Cell(string text)
    {
        var safe = text.Length > 0 && Marked.Contains(text[0]) ? Mark + text : text;
        return safe.AsSpan().IndexOfAny(Quoted) < 0 ? safe : $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
