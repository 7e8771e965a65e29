using System.Collections.Concurrent;
using JitBot.Core;
using JitBot.Core.Holdings;
using JitBot.Core.People;

namespace JitBot.Providers.Okta;

/// <summary>Okta groups in rules, as <c>okta-group:id</c>. Okta has no groups within groups: a person's list is the whole truth.</summary>
internal sealed class OktaGroups(OktaApi okta, TimeProvider clock) : IGroupSource
{
    /// <summary>
    /// How long a person's account is remembered: long enough that a form with ten entitlements asks once, short enough that a deactivated
    /// account stops counting at once for practical purposes.
    /// </summary>
    private static readonly TimeSpan AccountsLast = TimeSpan.FromMinutes(1);

    /// <summary>More people than act within a minute; beyond it the memory is emptied.</summary>
    private const int MaxAccounts = 10_000;

    private readonly ConcurrentDictionary<string, (string User, long Since)> _accounts = new(StringComparer.OrdinalIgnoreCase);

    /// <inheritdoc />
    public string Source => OktaSetup.GroupSource;

    /// <inheritdoc />
    public string? Fault(string group) => OktaSetup.GroupFault(group);

    /// <inheritdoc />
    public async Task<bool?> ContainsAsync(string group, Person person, IReadOnlyList<AccountId> accounts, CancellationToken ct)
    {
        if (!OktaId.IsGroup(group))
            return false;
        using var call = new OktaCall(clock, ct);
        var (user, isCertain) = await AccountAsync(person.Email, call);
        if (user is null)
            return isCertain ? false : null;
        var groups = await okta.GroupsOfAsync(user, call);
        if (groups.Fault is OktaFault.Refused { IsMissing: true })
            _accounts.TryRemove(person.Email, out _);
        return groups.Value?.Any(one => one.Id == group);
    }

    private async Task<(string? User, bool IsCertain)> AccountAsync(string email, OktaCall call)
    {
        if (_accounts.TryGetValue(email, out var known) && clock.GetElapsedTime(known.Since) < AccountsLast)
            return (known.User, true);
        var answer = await OktaPeople.FindAsync(okta, email, call);
        if (answer is not SubjectAnswer.Found(var user))
            return (null, answer is SubjectAnswer.NotFound);
        if (_accounts.Count >= MaxAccounts)
            _accounts.Clear();
        _accounts[email] = (user, clock.GetTimestamp());
        return (user, true);
    }
}
