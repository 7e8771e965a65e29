using System.Globalization;
using JitBot.Core.Chat;

namespace JitBot.Core.Operations;

/// <summary>What people are told of the editions of the catalogue: one that is wrong, one that waits, one that another process does not have.</summary>
internal static class EditionWords
{
    /// <summary>More entitlements than this are counted instead of listed.</summary>
    private const int MostListed = 20;

    /// <summary>The words for a condition that holds.</summary>
    public static Words Holds(Condition condition, DateTimeOffset since) => condition switch
    {
        Condition.EditionRefused c => Words.Of(
            $"{Strong($"The settings on {c.Machine} were saved and {Things(c.Count)} in the catalogue")} since {since}: {string.Join(" · ", c.Faults)}"
            + $"{(c.Count > c.Faults.Count ? " · …" : "")} The catalogue that was in force stays in force. Mend the settings file; it is read again when it is saved. "
            + $"All of it is in JitBot's log, and catalogue check says the same."),
        Condition.EditionWaits c => Words.Of(
            $"{Strong($"Edition {c.Version} of the catalogue waits for an operator's yes")} since {since}, because it loosens {Listed(c.What)}. Until then these stay as they "
            + $"were, or, where it is a schedule that is read elsewhere, nobody is on call by it; every other change counts already. "
            + $"/jit catalogue shows what it is, and /jit catalogue accept {c.Version} is the yes. If you did not expect this, "
            + $"somebody else has changed the settings."),
        Condition.EditionDiffers c => Words.Of(
            $"{Strong($"The settings on {c.Machine} are another edition of the catalogue")} ({c.Version}) since {since} than those that were read last ({c.Latest}). "
            + $"Where operators are named, the stricter of both counts there. Bring the same settings to every process."),
        _ => throw new InvalidOperationException($"A condition without words: {condition}."),
    };

    /// <summary>The words for one that is over.</summary>
    public static Words Over(Condition condition, DateTimeOffset since, DateTimeOffset until) => condition switch
    {
        Condition.EditionRefused c => Words.Of($"{Strong($"The catalogue in the settings on {c.Machine} is in order again.")} It was not from {since} until {until}."),
        Condition.EditionWaits c => Words.Of($"{Strong($"Edition {c.Version} of the catalogue does not wait any more:")} an operator has accepted it, or the settings were changed again."),
        Condition.EditionDiffers c => Words.Of($"{Strong($"The settings on {c.Machine} are the same edition of the catalogue again.")} They were not from {since} until {until}."),
        _ => throw new InvalidOperationException($"A condition without words: {condition}."),
    };

    private static string Things(int count) => count == 1 ? "one thing is wrong" : Text($"{count} things are wrong");

    private static string Listed(IReadOnlyList<string> what) =>
        string.Join(", ", what.Take(MostListed)) + (what.Count > MostListed ? Text($" and {what.Count - MostListed} more") : "");

    private static Word.Strong Strong(string text) => new(text);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
