using JitBot.Core.Access;

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
    ExpectedOutcome Expect);

/// <summary>What must come of a case. <paramref name="Refusal"/> is the one of asking or, if asking is taken, of the first vote that is refused.</summary>
internal sealed record ExpectedOutcome(bool? MayAsk, bool? AutoApproved, bool? Granted, bool? Denied, Refusal? Refusal)
{
    /// <summary>What is not as expected, each in a few words; empty if all is.</summary>
    public IEnumerable<string> Differences(Rehearsed came)
    {
        if (MayAsk is { } mayAsk && mayAsk != came.Asking is null)
            yield return mayAsk ? $"they may not ask ({came.Asking})" : "they may ask";
        if (AutoApproved is { } auto && auto != came.IsAutoApproved)
            yield return auto ? "somebody is asked" : "nobody is asked";
        if (Granted is { } granted && granted != came.IsGranted)
            yield return granted ? $"it is not granted{Because(came)}" : "it is granted";
        if (Denied is { } denied && denied != came.IsDenied)
            yield return denied ? $"it is not denied{Because(came)}" : "it is denied";
        if (Refusal is { } refusal && refusal != (came.Asking ?? came.Voting))
            yield return $"{refusal} is not why, but {(came.Asking ?? came.Voting)?.ToString() ?? "nothing is refused"}";
    }

    private static string Because(Rehearsed came) => (came.Asking ?? came.Voting) is { } why ? $" ({why})" : "";
}
