using System.Globalization;
using System.Text.RegularExpressions;
using JitBot.Core.Catalogue;
using JitBot.Core.Chat;

namespace JitBot.Engine;

/// <summary>
/// What is known of a request before it is asked: typed in one line, or filled in so far. <paramref name="NotFound"/> is what was typed for
/// an entitlement that is not in the catalogue.
/// </summary>
public sealed partial record AskDraft(Entitlement? Entitlement, string? NotFound, TimeSpan? Length, string Justification)
{
    /// <summary>
    /// Whom it is for, as it was typed: <c>@riley</c>, an address, or a platform's own mention, <c>&lt;@U123&gt;</c>; null for whoever asks; empty for somebody who was named and
    /// not found, because whoever names somebody does not ask for themselves.
    /// </summary>
    public string? Whom { get; init; }

    /// <summary>The part of a form that names whom it is for.</summary>
    public const string WhomPart = "whom";

    /// <summary>The part of a form that names the entitlement.</summary>
    public const string EntitlementPart = "entitlement";

    /// <summary>The part that says for how long.</summary>
    public const string LengthPart = "length";

    /// <summary>The part that says why.</summary>
    public const string JustificationPart = "justification";

    /// <summary>What is read of a justification or a reason; the rest of a longer one helps nobody decide.</summary>
    public const int LongestJustification = 1_000;

    /// <summary>What is said where the policy lets nobody ask for somebody else.</summary>
    public const string NotForOthers = "The policy lets nobody ask for somebody else here.";

    /// <summary>What is said where whoever was named is nobody the platform shows us.</summary>
    public const string WhomNotFound = "Whom you ask for was not found; choose them here.";

    // A name is longer than this only by mistake.
    private const int LongestName = 100;

    /// <summary>Nothing is known yet.</summary>
    public static AskDraft Empty { get; } = new(null, null, null, "");

    /// <summary>
    /// Reads a line such as <c>prod-db 2h fixing INC-123</c>, <c>prod-db for 2h …</c> or <c>prod-db 2h for @riley …</c>; whatever is not understood stays open.
    /// </summary>
    public static AskDraft Parse(string line, AccessCatalogue catalogue)
    {
        var words = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0)
            return Empty;
        var found = catalogue.Find(words[0]);
        var saysFor = words.Length > 2 && words[1].Equals("for", StringComparison.OrdinalIgnoreCase) && Spans.Read(words[2]) is not null;
        var next = saysFor ? 2 : 1;
        var length = words.Length > next ? Spans.Read(words[next]) : null;
        var rest = words[(length is null ? 1 : next + 1)..];
        var whom = rest is [var preposition, var named, ..] && preposition.Equals("for", StringComparison.OrdinalIgnoreCase) && Somebody().IsMatch(named) ? named : null;
        return new AskDraft(found, found is null ? words[0] : null, length, string.Join(' ', whom is null ? rest : rest[2..])) { Whom = whom };
    }

    /// <summary>Whether the form asks whom it is for: where the policy lets it be somebody else, and wherever somebody was named, let or not.</summary>
    public bool AsksWhom => Whom is not null || Entitlement is { Policy.AskForOthers: true };

    /// <summary>What keeps it from being asked, by the part of the form that is to blame. The desk judges again.</summary>
    public IEnumerable<(string Part, string Wrong)> Faults()
    {
        if (Entitlement is null)
            yield return (EntitlementPart, EntitlementFault());
        if (LengthFault() is { } length)
            yield return (LengthPart, length);
        if (Whom is not null && Entitlement is { Policy.AskForOthers: false })
            yield return (WhomPart, NotForOthers);
        else if (Whom is "")
            yield return (WhomPart, WhomNotFound);
        if (JustificationFault() is { } justification)
            yield return (JustificationPart, justification);
    }

    private string EntitlementFault() => NotFound is null
        ? "Choose what you need."
        : $"There is no entitlement {Shown(NotFound)}. Choose one.";

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
        if (Justification.Length > LongestJustification)
            return string.Create(CultureInfo.InvariantCulture, $"At most {LongestJustification} characters.");
        var least = Entitlement?.Policy.MinimumJustification ?? 0;
        return new StringInfo(Justification.Trim()).LengthInTextElements < least
            ? string.Create(CultureInfo.InvariantCulture, $"Say in at least {least} characters why you need it.")
            : null;
    }

    /// <summary>A whole mention or address: a justification may well begin with "for".</summary>
    [GeneratedRegex(@"\A(<@[^<>\s]+>|@[^@<>\s]+|[^@<>\s]+@[^@<>\s]+\.[^@<>\s]+)\z", RegexOptions.NonBacktracking)]
    private static partial Regex Somebody();

    private static string Shown(string name) =>
        ReadableText.Fit(ReadableText.Clean(name).Replace('\n', ' '), LongestName, text => text.Length);
}
