using JitBot.Core;
using JitBot.Core.Holdings;
using JitBot.Core.People;

namespace JitBot.Providers.Okta;

/// <summary>Okta groups in rules, as <c>okta-group:id</c>. Okta has no groups within groups: a person's list is the whole truth.</summary>
internal sealed class OktaGroups(OktaApi api, TimeProvider clock) : IGroupSource
{
    /// <inheritdoc />
    public string Source => OktaSetup.GroupSource;

    /// <inheritdoc />
    public string? Fault(string group) => OktaSetup.GroupFault(group);

    /// <inheritdoc />
    public async Task<bool?> ContainsAsync(string group, Person person, IReadOnlyList<AccountId> accounts, CancellationToken ct)
    {
        using var call = new OktaCall(clock, ct);
        var subject = await OktaSubjects.FindAsync(api, person.Email, call);
        if (subject is not SubjectAnswer.Found found)
            return subject is SubjectAnswer.NotFound ? false : null;
        var groups = await api.GroupsOfAsync(found.Subject, call);
        return groups.Value?.Any(one => one.Id == group);
    }
}
