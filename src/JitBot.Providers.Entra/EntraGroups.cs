using System.Collections.Concurrent;
using JitBot.Core;
using JitBot.Core.Holdings;
using JitBot.Core.People;

namespace JitBot.Providers.Entra;

/// <summary>Entra ID groups in rules, as <c>entra-group:id</c>; nested groups count, as they do for Entra ID itself.</summary>
internal sealed class EntraGroups(GraphApi graph, TimeProvider clock) : IGroupSource
{
    /// <summary>
    /// How long a person's account is remembered: long enough that a form with ten entitlements asks once, short enough that a deactivated
    /// account stops counting at once for practical purposes.
    /// </summary>
    private static readonly TimeSpan AccountsLast = TimeSpan.FromMinutes(1);

    /// <summary>More people than act within a minute; beyond it the memory is emptied.</summary>
    private const int MaxAccounts = 10_000;

    private readonly ConcurrentDictionary<string, (Guid User, DateTimeOffset Until)> _accounts = new(StringComparer.OrdinalIgnoreCase);

    /// <inheritdoc />
    public string Source => EntraSetup.GroupSource;

    /// <inheritdoc />
    public string? Fault(string group) => EntraSetup.GroupFault(group);

    /// <inheritdoc />
    public async Task<bool?> ContainsAsync(string group, Person person, IReadOnlyList<AccountId> accounts, CancellationToken ct)
    {
        if (!EntraId.TryRead(group, out var id))
            return false;
        using var call = new GraphCall(clock, ct);
        var (user, certain) = await AccountAsync(person.Email, call);
        if (user is not { } account)
            return certain ? false : null;
        var reply = await graph.MemberGroupsAsync(account, id, call);
        if (reply is GraphReply.Refused { Status: 404 })
            _accounts.TryRemove(person.Email, out _);
        return reply is GraphReply.Ok ok ? Names(ok, id) : null;
    }

    private async Task<(Guid? User, bool Certain)> AccountAsync(string email, GraphCall call)
    {
        var now = clock.GetUtcNow();
        if (_accounts.TryGetValue(email, out var known) && now < known.Until)
            return (known.User, true);
        var answer = await new EntraPeople(graph).FindAsync(email, call);
        if (answer is not SubjectAnswer.Found(var subject))
            return (null, answer is SubjectAnswer.NotFound);
        if (_accounts.Count >= MaxAccounts)
            _accounts.Clear();
        var user = Guid.Parse(subject);
        _accounts[email] = (user, now + AccountsLast);
        return (user, true);
    }

    private static bool? Names(GraphReply.Ok ok, Guid group) =>
        ok.As(EntraJson.Default.GraphIds)?.Value?.Any(id => EntraId.TryRead(id, out var named) && named == group);
}
