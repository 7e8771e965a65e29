using System.Globalization;
using JitBot.Core.Catalogue;
using JitBot.Core.Chat;
using JitBot.Core.People;

namespace JitBot.Core.Access;

/// <summary>What is said of a request's way through its stages.</summary>
internal static class StageWords
{
    /// <summary>So many names at most in one line; the card has them all.</summary>
    private const int MostNamed = 10;

    /// <summary>Who is to decide now.</summary>
    public static Words Reached(int stage, Terms terms, StoryTexts texts) =>
        Words.Of($"Stage {stage + 1} of {terms.Stages.Count} is to decide now: {Names(terms.Stages[stage].Approvers, texts)}.");

    /// <summary>Who is asked besides.</summary>
    public static Words Called(AccessEvent.TierCalled called, Terms terms, StoryTexts texts) =>
        Words.Of($"Nobody has decided on it yet. Also asked now: {Names(terms.Stages[called.Stage].Tiers[called.Tiers - 1].Approvers, texts)}.");

    /// <summary>Why nobody was asked.</summary>
    public static Words Auto(AutoApproval by, StoryTexts texts)
    {
        var window = by.Windows.Count > 0 ? " at certain hours" : "";
        return Words.Of($"Approved by the policy: {Names(by.For, texts)} may have it for up to {by.AtMost}{window}, without asking anybody.");
    }

    /// <summary>How far it is.</summary>
    public static Words Status(AccessState.Pending state) => state.Facts.Terms.Stages.Count == 1
        ? Words.Of($"Waiting: {SoFar(state)}. Lapses {state.Facts.LapsesAt}.")
        : Words.Of($"Stage {state.Waiting.Stage + 1} of {state.Facts.Terms.Stages.Count}: {SoFar(state)}. Lapses {state.Facts.LapsesAt}.");

    /// <summary>How many have agreed, of how many who must, in the stage that decides now.</summary>
    public static string SoFar(AccessState.Pending state)
    {
        var votes = state.Votes.Count(vote => vote.Stage == state.Waiting.Stage);
        return string.Create(CultureInfo.InvariantCulture, $"{votes} of {state.Stage.Approvals} approvals");
    }

    private static string Names(IReadOnlyList<Rule> rules, StoryTexts texts)
    {
        var names = AccessPicture.Approvers(rules, texts);
        return string.Join(", ", names.Take(MostNamed)) + (names.Count > MostNamed ? ", …" : "");
    }
}
