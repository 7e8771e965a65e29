using JitBot.Core.Chat;

namespace JitBot.Core.Catalogue;

/// <summary>What people are told of the editions of the catalogue.</summary>
public static class CatalogueWords
{
    /// <summary>So many changes, and of each so many sentences, are told in one message; the rest are counted.</summary>
    private const int MostChanges = 10;

    private const int MostSentences = 5;

    /// <summary>Names of groups and people are cut there, so that the message stays whole.</summary>
    private const int LongestSentence = 300;

    private const string Hands = "Who edited the settings is not known to JitBot: the edit was the first pair of hands and the yes is the second, "
        + "so whoever made the edit lets another operator say it.";

    /// <summary>What is in force, and what waits: the changes of one page, counted from 1. A page that is not there is the last.</summary>
    public static Words Show(CatalogueState state, EditionPlan plan, int page = 1)
    {
        if (state.InForce is not { } now)
            return Words.Of($"No catalogue was ever in force.");
        var size = Words.Of($"{Strong(AcceptRules.Short(now.Version))}: {Count(plan.InForce.Entitlements.Count, "entitlement")}");
        if (plan.Waiting.Count == 0)
        {
            var asked = plan.InForce.Operators.Count > 0
                ? "Nothing waits. What loosens it will wait for an operator's yes."
                : "No operators are named (Operations:Operators), so that every change of the settings counts at once.";
            return new Words([.. Words.Of($"The catalogue in force is edition ").Parts, .. size.Parts, .. Words.Of($", since {now.At}. {asked}").Parts]);
        }

        var last = (plan.Waiting.Count + MostChanges - 1) / MostChanges;
        var shown = Math.Clamp(page, 1, last);
        return new Words([
            .. Words.Of($"The catalogue in force is edition ").Parts,
            .. size.Parts,
            .. Words.Of($", since {now.At}, except for what of it loosens the one before. That waits for an operator's yes:").Parts,
            .. plan.Waiting.Skip((shown - 1) * MostChanges).Take(MostChanges).SelectMany(Change),
            .. last > 1 ? Words.Of($"\nPage {shown} of {last}; {Strong("/jit catalogue PAGE")} shows another. Look at all of them before you say yes.").Parts : [],
            .. Words.Of($"\nThe yes is {Strong($"/jit catalogue accept {AcceptRules.Short(now.Version)}")}. {Hands}").Parts,
        ]);
    }

    /// <summary>To the operator who said yes.</summary>
    public static Words Accepted(string version) =>
        Words.Of($"Edition {Strong(AcceptRules.Short(version))} of the catalogue is in force as a whole. That you accepted it is in the log.");

    /// <summary>To whoever tried in vain.</summary>
    public static Words Refused(AcceptRefusal why, string waits) => why switch
    {
        AcceptRefusal.NotAnOperator => Words.Of($"Only an operator may accept a looser catalogue, and you are none (Operations:Operators of the edition in force). Ask one of them to type the same."),
        AcceptRefusal.NothingWaits => Words.Of($"Nothing of the catalogue waits for a yes. There is nothing to do."),
        AcceptRefusal.AnotherWaits => Words.Of(
            $"That is not the edition that waits, or not enough of its name; it is {Strong(waits)}. Look at it again with {Strong("/jit catalogue")} before "
            + $"you say yes: the settings may have been saved again."),
        _ => throw new InvalidOperationException($"A refusal without words: {why}."),
    };

    /// <summary>To whoever typed something else behind the verb.</summary>
    public static Words Usage { get; } = Words.Of(
        $"{Strong("/jit catalogue")} shows which edition is in force and what waits, {Strong("/jit catalogue 2")} its second page; "
        + $"{Strong("/jit catalogue accept VERSION")} is an operator's yes to what waits.");

    private static IReadOnlyList<Word> Change(WaitingChange change) =>
    [
        .. Words.Of($"\n• {Strong(change.What)}: ").Parts,
        new Word.Plain(Fit(string.Join("; ", change.Looser.Take(MostSentences)))),
        .. change.Looser.Count > MostSentences ? Words.Of($"; and {change.Looser.Count - MostSentences} more").Parts : [],
    ];

    private static string Fit(string text) => ReadableText.Fit(ReadableText.Clean(text).Replace('\n', ' '), LongestSentence, fitted => fitted.Length);

    private static Word.Strong Strong(string text) => new(text);

    private static string Count(int count, string what) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{count} {what}{(count == 1 ? "" : "s")}");
}
