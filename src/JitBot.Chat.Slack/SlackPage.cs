using System.Globalization;
using JitBot.Engine;

namespace JitBot.Chat.Slack;

/// <summary>
/// What is typed behind a verb that lists: words to look for, and the number of a page. An answer to a command can be replaced only through
/// an address that is never kept, so that the next page is asked for by its number.
/// </summary>
internal sealed record SlackPage(string Words, PageRequest Wanted)
{
    /// <summary>
    /// "prod 2" is the second page of what is called prod; a number alone is a page of everything. Where <paramref name="isName"/> knows all of
    /// it as a name, the number belongs to that.
    /// </summary>
    public static SlackPage Read(string typed, Func<string, bool>? isName = null)
    {
        if (isName?.Invoke(typed.Trim()) == true)
            return new SlackPage(typed.Trim(), new PageRequest(1, SlackLimits.Rows));
        var words = typed.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var hasNumber = words.Length > 0 && int.TryParse(words[^1], NumberStyles.None, CultureInfo.InvariantCulture, out _);
        var number = hasNumber ? int.Parse(words[^1], NumberStyles.None, CultureInfo.InvariantCulture) : 1;
        return new SlackPage(string.Join(' ', hasNumber ? words[..^1] : words), new PageRequest(number, SlackLimits.Rows));
    }
}
