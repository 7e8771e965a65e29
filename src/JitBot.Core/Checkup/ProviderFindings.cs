using JitBot.Core.Holdings;

namespace JitBot.Core.Checkup;

/// <summary>What a provider's answers about the things that settings name mean to an operator: the same for every provider.</summary>
/// <param name="Provider">The provider's name in the settings.</param>
/// <param name="ReadAs">The name by which people know it.</param>
public sealed record ProviderFindings(string Provider, string ReadAs)
{
    /// <summary>What to do when it could not be asked.</summary>
    public string Again => $"run doctor again; if it stays so, mend what is said of {Provider} above";

    /// <summary>Of a resource: <paramref name="fit"/> is why it is fit, behind its name, and <paramref name="todo"/> what to name instead of one that is not.</summary>
    public Finding Of(NamedResource resource, ResourceAnswer answer, string fit, string todo) => answer switch
    {
        ResourceAnswer.Fit good => Finding.Good(CheckKind.Group, resource.Id, $"{good.Name} {fit}; {resource.NamedBy}"),
        ResourceAnswer.Unfit unfit => Finding.Bad(CheckKind.Group, resource.Id, $"{unfit.Why}; {resource.NamedBy}", $"{todo} as the Resource of {resource.NamedBy}"),
        ResourceAnswer.NotNow later => Finding.Bad(CheckKind.Group, resource.Id, $"cannot be looked at: {later.What}", Again),
        _ => throw new InvalidOperationException($"An answer nobody knows: {answer.GetType().Name}."),
    };

    /// <summary>
    /// Of what a resource is nested in, held against the groups that make people approvers or operators: null if it is in none of them. Whoever is given it is in
    /// what is around it as well, and would be given that right.
    /// </summary>
    public Finding? Of(NamedResource resource, IReadOnlyCollection<NamedGroup> deciding, NestingAnswer answer)
    {
        var why = (answer as NestingAnswer.Untold)?.Why ?? (answer as NestingAnswer.NotNow)?.What;
        if (why is not null)
            return Finding.Warn(CheckKind.Group, resource.Id, $"what it is nested in cannot be looked at: {why}; without that nobody takes it in an emergency", Again);
        var around = deciding.Where(group => ((NestingAnswer.Told)answer).Around.Contains(group.Id, StringComparer.OrdinalIgnoreCase)).ToList();
        if (around.Count == 0)
            return null;
        var (groups, names) = (string.Join(", ", around.Select(group => $"{group.Source}:{group.Id}")), string.Join(", ", around.Select(group => group.NamedBy).Distinct()));
        return Finding.Bad(CheckKind.Group, resource.Id, $"is nested in {groups}, whose members are approvers or operators by {names}: JitBot would give that right away; {resource.NamedBy}",
            $"give another group as the Resource of {resource.NamedBy}, take it out of that group in {ReadAs}, or name another in {names}");
    }

    /// <summary>Of an approver, who need not be known at a provider; whoever is, is held against the requester by it.</summary>
    public Finding Of(NamedApprover approver, SubjectAnswer answer)
    {
        var where = $"{approver.Email} in {ReadAs}";
        return answer switch
        {
            SubjectAnswer.Found => Finding.Good(CheckKind.Person, where, $"is known; named by {approver.NamedBy}"),
            SubjectAnswer.NotFound unknown => Finding.Warn(CheckKind.Person, where, $"{unknown.Why}; named by {approver.NamedBy}", $"correct the address in {approver.NamedBy} if it is a mistake"),
            SubjectAnswer.NotNow later => Finding.Bad(CheckKind.Person, where, $"cannot be looked up: {later.What}", Again),
            _ => throw new InvalidOperationException($"An answer nobody knows: {answer.GetType().Name}."),
        };
    }

    /// <summary>
    /// Of a group that a rule names: <paramref name="isMissing"/> if there is none, <paramref name="why"/> if that could not be told,
    /// <paramref name="isEmpty"/> if nobody is in it.
    /// </summary>
    public Finding Of(NamedGroup group, bool isMissing, string? why, bool isEmpty)
    {
        var where = $"{group.Source}:{group.Id}";
        if (isMissing)
            return Finding.Bad(CheckKind.Group, where, $"there is no group with this id in {ReadAs}; named by {group.NamedBy}", $"correct the id in {group.NamedBy}");
        if (isEmpty)
            return Finding.Bad(CheckKind.Group, where, $"nobody is in it, so that it lets nobody in; named by {group.NamedBy}",
                $"put somebody into it in {ReadAs}, or name another in {group.NamedBy}");
        return why is null
            ? Finding.Good(CheckKind.Group, where, $"is there; named by {group.NamedBy}")
            : Finding.Bad(CheckKind.Group, where, $"cannot be looked at: {why}", Again);
    }
}
