using System.Globalization;
using JitBot.Core.Catalogue;
using JitBot.Core.Chat;

namespace JitBot.Chat.Slack;

/// <summary>
/// What is known of a request before it is asked: typed in one line, or filled in so far. <paramref name="NotFound"/> is what was typed for
/// an entitlement that is not in the catalogue.
/// </summary>
internal sealed record SlackDraft(Entitlement? Entitlement, string? NotFound, TimeSpan? Length, string Justification)
{
    /// <summary>Nothing is known yet.</summary>
    public static SlackDraft Empty { get; } = new(null, null, null, "");

    /// <summary>
    /// Reads a line such as <c>prod-db 2h fixing INC-123</c> or <c>prod-db for 2h …</c>; whatever is not understood stays open.
    /// </summary>
    public static SlackDraft Parse(string line, AccessCatalogue catalogue)
    {
        var words = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0)
            return Empty;
        var found = catalogue.Find(words[0]);
        var saysFor = words.Length > 2 && words[1].Equals("for", StringComparison.OrdinalIgnoreCase) && Spans.Read(words[2]) is not null;
        var next = saysFor ? 2 : 1;
        var length = words.Length > next ? Spans.Read(words[next]) : null;
        var rest = words.Skip(length is null ? 1 : next + 1);
        return new SlackDraft(found, found is null ? words[0] : null, length, string.Join(' ', rest));
    }

    /// <summary>What keeps it from being asked, by the part of the form that is to blame. The desk judges again.</summary>
    public IEnumerable<(string Part, string Wrong)> Faults()
    {
        if (Entitlement is null)
            yield return (SlackForm.Entitlement, EntitlementFault());
        if (LengthFault() is { } length)
            yield return (SlackForm.Length, length);
        if (JustificationFault() is { } justification)
            yield return (SlackForm.Justification, justification);
    }

    private string EntitlementFault() => NotFound is null
        ? "Choose what you need."
        : $"There is no entitlement {SlackText.Line(NotFound, SlackLimits.Name)}. Choose one.";

    private string? LengthFault()
    {
        if (Length is not { } length)
            return "Choose for how long.";
        if (Entitlement?.Policy.LongestGrant is { } longest && length > longest)
            return $"At most {Spans.InWords(longest)} here.";
        return length < Spans.Shortest ? $"At least {Spans.InWords(Spans.Shortest)}." : null;
    }

    private string? JustificationFault()
    {
        if (Justification.Length > SlackLimits.Justification)
            return string.Create(CultureInfo.InvariantCulture, $"At most {SlackLimits.Justification} characters.");
        var least = Entitlement?.Policy.MinimumJustification ?? 0;
        return new StringInfo(Justification.Trim()).LengthInTextElements < least
            ? string.Create(CultureInfo.InvariantCulture, $"Say in at least {least} characters why you need it.")
            : null;
    }
}
