using JitBot.Core.OnCall;

namespace JitBot.Core.Checkup;

/// <summary>What an on-call source's answers mean to an operator: the same for every one. <paramref name="Door"/> is its name in findings.</summary>
public sealed record OnCallFindings(string Door)
{
    /// <summary>
    /// Whether it lets us in, by its answer to a question about a schedule that need not be there. <paramref name="wrongAddress"/> is what to do if the address is
    /// wrong, <paramref name="wrongKey"/> if the credential is.
    /// </summary>
    public Finding Reached(OnCallAnswer answer, Uri baseUrl, string wrongAddress, string wrongKey) => answer switch
    {
        OnCallAnswer.Refused { IsOfCredential: true } refused => Finding.Bad(CheckKind.Reach, Door, refused.Why, wrongKey),
        OnCallAnswer.NotNow down => Finding.Bad(CheckKind.Reach, Door, $"{baseUrl.Host} does not answer: {down.What}", ReachAdvice.For(wrongAddress, baseUrl)),
        _ => Finding.Good(CheckKind.Reach, Door, $"{baseUrl.Host} lets us in"),
    };

    /// <summary>Of a schedule that a rule names.</summary>
    public Finding Of(NamedGroup schedule, OnCallAnswer answer)
    {
        var where = $"{schedule.Source}:{schedule.Id}";
        return answer switch
        {
            OnCallAnswer.Told { Roster.People: { Count: > 0 } people } =>
                Finding.Good(CheckKind.Group, where, $"on call now: {string.Join(", ", people.Select(person => person.Email))}; named by {schedule.NamedBy}"),
            OnCallAnswer.Told =>
                Finding.Warn(CheckKind.Group, where, $"nobody is on call now; named by {schedule.NamedBy}", $"see whether {Door} should have somebody on call at this hour"),
            OnCallAnswer.Refused refused =>
                Finding.Bad(CheckKind.Group, where, $"{refused.Why}; named by {schedule.NamedBy}", $"correct the schedule in {schedule.NamedBy}, or what is said of {Door}"),
            OnCallAnswer.NotNow down =>
                Finding.Bad(CheckKind.Group, where, $"cannot be looked at: {down.What}", $"run doctor again; if it stays so, mend what is said of {Door} above"),
            _ => throw new InvalidOperationException($"An answer nobody knows: {answer.GetType().Name}."),
        };
    }
}
