using System.Globalization;
using JitBot.Core.Chat;

namespace JitBot.Engine;

/// <summary>
/// What was typed behind <c>revoke</c>: a request's id or an entitlement's, whose access is meant where several have it, and why; such as
/// <c>prod-db @riley laptop lost</c>. A number alone behind the first two is a page of the list.
/// </summary>
public sealed record RevokeLine(string What, string? Whom, string Reason, int Page)
{
    /// <summary>Reads it; null if nothing was typed.</summary>
    public static RevokeLine? Read(string typed)
    {
        var words = typed.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0)
            return null;
        var whom = words.Length > 1 && words[1].Contains('@', StringComparison.Ordinal) ? words[1] : null;
        var rest = words[(whom is null ? 1 : 2)..];
        var page = 1;
        var isPage = rest.Length == 1 && int.TryParse(rest[0], NumberStyles.None, CultureInfo.InvariantCulture, out page);
        var reason = isPage ? "" : string.Join(' ', rest);
        if (reason.Length > AskDraft.LongestJustification)
            reason = ReadableText.Part(reason, AskDraft.LongestJustification, text => text.Length);
        return new RevokeLine(words[0], whom, reason, isPage ? page : 1);
    }

    /// <summary>Whether an address is that of whoever is meant: all of it, or, as <c>@riley</c>, what stands before its @.</summary>
    public bool Means(string email) => Whom is null
        || email.Equals(Whom, StringComparison.OrdinalIgnoreCase)
        || (Whom[0] == '@' && email.StartsWith($"{Whom[1..]}@", StringComparison.OrdinalIgnoreCase));
}
