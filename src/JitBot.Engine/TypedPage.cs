using System.Globalization;

namespace JitBot.Engine;

/// <summary>
/// What is typed behind a verb that lists: words to look for, and the number of a page. An answer to a command can be replaced only through
/// an address that is never kept, so that the next page is asked for by its number.
/// </summary>
public sealed record TypedPage(string Words, PageRequest Wanted)
{
    /// <summary>
    /// "prod 2" is the second page of what is called prod; a number alone is a page of everything. Where <paramref name="isName"/> knows all of
    /// it as a name, the number belongs to that.
    /// </summary>
    public static TypedPage Read(string typed, int size, Func<string, bool>? isName = null)
    {
        if (isName?.Invoke(typed.Trim()) == true)
            return new TypedPage(typed.Trim(), new PageRequest(1, size));
        var words = typed.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var hasNumber = words.Length > 0 && int.TryParse(words[^1], NumberStyles.None, CultureInfo.InvariantCulture, out _);
        var number = hasNumber ? int.Parse(words[^1], NumberStyles.None, CultureInfo.InvariantCulture) : 1;
        return new TypedPage(string.Join(' ', hasNumber ? words[..^1] : words), new PageRequest(number, size));
    }
}
