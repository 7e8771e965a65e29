using System.Text.Json.Serialization;

namespace JitBot.Core.Access;

/// <summary>
/// What a provider's log shows that a person did while a grant was in force: the rarest first, so that nothing hides behind what was done a
/// hundred times; at most <see cref="EvidenceLimits.Kinds"/> kinds. It names deeds and applications, never other people.
/// </summary>
/// <param name="Deeds">Each kind of deed with how often it was done.</param>
/// <param name="Others">How many kinds are left out.</param>
/// <param name="IsCut">The log was longer than is read: there were more.</param>
public sealed record Evidence(IReadOnlyList<Deed> Deeds, int Others, bool IsCut)
{
    /// <summary>What this log does not hold at all, in words; null if it holds all it should.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? NotKept { get; init; }

    /// <summary>Counts deeds by their description.</summary>
    public static Evidence Of(IEnumerable<string> deeds, bool isCut)
    {
        var kinds = deeds.Select(EvidenceLimits.Fit).CountBy(what => what)
            .OrderBy(kind => kind.Value).ThenBy(kind => kind.Key, StringComparer.Ordinal)
            .Select(kind => new Deed(kind.Key, kind.Value)).ToList();
        return new Evidence([.. kinds.Take(EvidenceLimits.Kinds)], Math.Max(0, kinds.Count - EvidenceLimits.Kinds), isCut);
    }
}

/// <summary>Something a person did, in the provider's words, and how often.</summary>
public sealed record Deed(string What, int Times);

/// <summary>What came of reading a provider's log.</summary>
public abstract record EvidenceAnswer
{
    private EvidenceAnswer()
    {
    }

    /// <summary>It was read.</summary>
    public sealed record Found(Evidence Evidence) : EvidenceAnswer;

    /// <summary>Not now; ask again, after the time given if any.</summary>
    public sealed record NotNow(string What, TimeSpan? RetryAfter = null) : EvidenceAnswer;

    /// <summary>Never, until a human changes something: <paramref name="Why"/> says what.</summary>
    public sealed record Closed(string Why) : EvidenceAnswer;
}
