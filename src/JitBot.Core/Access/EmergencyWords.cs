using JitBot.Core.Chat;

namespace JitBot.Core.Access;

/// <summary>What is said of an emergency.</summary>
internal static class EmergencyWords
{
    /// <summary>That it was taken, why, and what is owed for it.</summary>
    public static Words Broken(AccessEvent.GlassBroken broken, Word.Strong who, StoryTexts texts)
    {
        var said = Words.Of($"Emergency: {who} takes this for {broken.Length} without waiting for a yes. ");
        var asOf = broken.AsOf is { } at ? Words.Of($"Who is on call could not be asked just then; it was known as of {at}. ") : Words.Of($"");
        var owed = Words.Of($"Two other people have to say what they found when they looked at it, by {broken.ReviewBy}: /jit review. ");
        // The reason stands last: it ends as its writer ended it, and nothing of ours may run on from it.
        return new Words([.. said.Parts, .. asOf.Parts, .. owed.Parts, .. Words.Of($"The reason: {texts.Text(broken.Reason)}").Parts]);
    }

    /// <summary>That nobody, or too few, have looked at it.</summary>
    public static Words Overdue(AccessEvent.ReviewOverdue overdue, AccessFacts facts)
    {
        var missing = Emergency.ReviewsNeeded - facts.Emergency!.Reviews.Count;
        return Words.Of(
            $"This emergency was to be looked at by {facts.Emergency.ReviewBy} and still needs {missing} of {Emergency.ReviewsNeeded} reviews (said for the {Ordinal(overdue.Times)} time). "
            + $"Until then nobody of its team breaks glass again. Say what you found with /jit review.");
    }

    private static string Ordinal(int number) => number switch { 1 => "first", 2 => "second", 3 => "third", _ => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{number}th") };
}
