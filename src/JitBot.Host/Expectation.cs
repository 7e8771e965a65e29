using JitBot.Core.Access;
using JitBot.Core.Chat;

namespace JitBot.Host;

/// <summary>
/// One case of a file of expectations: who would ask for what when, who belongs to which group, who would vote, and what must come of it. What is null
/// is not looked at.
/// </summary>
internal sealed record Expectation(
    string Name,
    DateTimeOffset Now,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Groups,
    string Person,
    string Entitlement,
    TimeSpan Length,
    string Justification,
    IReadOnlyList<RehearsedVote> Votes,
    ExpectedOutcome Expect)
{
    /// <summary>Where it stands in the file, as <c>cases[0]</c>.</summary>
    public required string At { get; init; }

    /// <summary>People of whom the case says that there are such, though the catalogue names them nowhere: they are not misspelt.</summary>
    public IReadOnlyList<string> Others { get; init; } = [];

    /// <summary>Whether it is taken at once, as in an emergency.</summary>
    public bool IsEmergency { get; init; }

    /// <summary>So long after it was asked its requester takes at once what still waits; null for never.</summary>
    public TimeSpan? EscalatesAfter { get; init; }
}

/// <summary>
/// What must come of a case. <paramref name="Refusal"/> is the one of asking or, if asking is taken, of the first vote that is refused, or of taking it at
/// once after all.
/// </summary>
internal sealed record ExpectedOutcome(bool? MayAsk, bool? AutoApproved, bool? Granted, bool? Denied, Refusal? Refusal)
{
    /// <summary>Whether glass must be broken by it.</summary>
    public bool? BrokeGlass { get; init; }

    /// <summary>For how long it must be granted.</summary>
    public TimeSpan? GrantedFor { get; init; }

    /// <summary>What is not as expected, each in a few words; empty if all is.</summary>
    public IEnumerable<string> Differences(Rehearsed came)
    {
        if (MayAsk is { } mayAsk && mayAsk != came.Asking is null)
            yield return mayAsk ? $"they may not ask ({came.Asking})" : "they may ask";
        if (AutoApproved is { } auto && auto != came.IsAutoApproved)
            yield return auto ? "somebody is asked" : "nobody is asked";
        if (BrokeGlass is { } glass && glass != came.BrokeGlass)
            yield return glass ? $"glass is not broken{Because(came)}" : "glass is broken";
        if (GrantedFor is { } length && length != came.Length)
            yield return came.Length is { } other ? $"it is granted for {Spans.InWords(other)}" : $"it is not granted{Because(came)}";
        if (Granted is { } granted && granted != came.IsGranted)
            yield return granted ? $"it is not granted{Because(came)}" : "it is granted";
        if (Denied is { } denied && denied != came.IsDenied)
            yield return denied ? $"it is not denied{Because(came)}" : "it is denied";
        if (Refusal is { } refusal && refusal != (came.Asking ?? came.Voting))
            yield return $"{refusal} is not why, but {(came.Asking ?? came.Voting)?.ToString() ?? "nothing is refused"}";
    }

    private static string Because(Rehearsed came) => (came.Asking ?? came.Voting) is { } why ? $" ({why})" : "";
}
