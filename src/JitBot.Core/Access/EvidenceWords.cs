using JitBot.Core.Chat;

namespace JitBot.Core.Access;

/// <summary>What a provider's log shows, as a line of the thread.</summary>
public static class EvidenceWords
{
    /// <summary>The line. It says what was read and not what was meant: a log shows what a person did, not by which of their rights.</summary>
    public static Words For(AccessEvent.EvidenceRead read, AccessFacts facts, StoryTexts texts)
    {
        var who = new Word.Strong(texts.Name(facts.Requester.Id));
        var without = read.Evidence.NotKept is { } notKept ? $" It does not hold {notKept}." : "";
        return read.Evidence.Deeds.Count == 0
            ? Words.Of($"The log of {facts.Terms.Provider} shows nothing that {who} did from {read.From} until {read.Until}.{without}")
            : Words.Of($"The log of {facts.Terms.Provider} shows of {who}, from {read.From} until {read.Until}: {Deeds(read.Evidence)}.{without}");
    }

    private static string Deeds(Evidence evidence)
    {
        var told = evidence.Deeds.Take(EvidenceLimits.Told).Select(deed => deed.Times == 1 ? $"“{deed.What}”" : $"“{deed.What}” (×{deed.Times})");
        var others = evidence.Deeds.Count - Math.Min(evidence.Deeds.Count, EvidenceLimits.Told) + evidence.Others;
        if (others > 0)
            told = told.Append($"{others} more {(others == 1 ? "kind" : "kinds")} of deed");
        if (evidence.IsCut)
            told = told.Append("and more than is read here");
        return string.Join("; ", told);
    }
}
