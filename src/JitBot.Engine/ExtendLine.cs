using JitBot.Core.Catalogue;
using JitBot.Core.Chat;

namespace JitBot.Engine;

/// <summary>
/// What was typed behind <c>extend</c>: which access, by the entitlement's or the request's id, how much more time, and why; each may be left out, as in
/// <c>prod-db 1h the repair takes longer</c>. <paramref name="Only"/> is null where several are meant.
/// </summary>
public sealed record ExtendLine(RequestView? Only, TimeSpan? More, string Why)
{
    /// <summary>Reads it, for whoever has <paramref name="active"/> in force.</summary>
    public static ExtendLine Read(string typed, IReadOnlyList<RequestView> active, AccessCatalogue catalogue)
    {
        var words = typed.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var named = words.Length > 0 ? active.Where(view => view.Id.Value == words[0] || view.Entitlement == catalogue.Find(words[0])?.Name).ToList() : [];
        var next = named.Count > 0 ? 1 : 0;
        var more = words.Length > next ? Spans.Read(words[next]) : null;
        var why = string.Join(' ', words.Skip(more is null ? next : next + 1));
        if (why.Length > AskDraft.LongestJustification)
            why = ReadableText.Part(why, AskDraft.LongestJustification, text => text.Length);
        var meant = named.Count > 0 ? named : active;
        return new ExtendLine(meant is [var only] ? only : null, more, why);
    }
}
