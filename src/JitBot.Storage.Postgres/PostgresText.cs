using System.Text;

namespace JitBot.Storage.Postgres;

/// <summary>
/// Texts as the database keeps them. PostgreSQL's text holds anything but U+0000, and people can type that; it is written as U+0001 and
/// "0", and U+0001 itself as U+0001 and "1", so that every other text stands in the database as it is.
/// </summary>
internal static class PostgresText
{
    private const char Escape = '\u0001';

    /// <summary>The text as it is stored. Half a surrogate pair, which no UTF-8 can hold, becomes U+FFFD.</summary>
    public static string Store(string text)
    {
        var whole = Whole(text);
        return whole.AsSpan().IndexOfAny('\0', Escape) < 0
            ? whole
            : whole.Replace("\u0001", "\u00011", StringComparison.Ordinal).Replace("\0", "\u00010", StringComparison.Ordinal);
    }

    /// <summary>The text as it was.</summary>
    public static string Read(string stored) => !stored.Contains(Escape, StringComparison.Ordinal)
        ? stored
        : stored.Replace("\u00010", "\0", StringComparison.Ordinal).Replace("\u00011", "\u0001", StringComparison.Ordinal);

    private static string Whole(string text) => text.AsSpan().IndexOfAnyInRange('\uD800', '\uDFFF') < 0
        ? text
        : Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
}
