using JitBot.Core;
using JitBot.Core.Access;
using JitBot.Core.Catalogue;
using JitBot.Core.People;
using JitBot.Core.Store;
using JitBot.Engine.Clock;

namespace JitBot.Engine.People;

/// <summary>
/// Finds the person behind an account. An account is linked once, by an e-mail address the platform has confirmed, in a domain the settings
/// name, and by its immutable id from then on; none or two matches are refused, never guessed.
/// </summary>
public sealed class IdentityLinking(
    IAccessStore store, LinkingLog links, LiveRows live, GroupShelf groups, ManagerShelf managers, IdentitySettings settings, TrustedClock clock,
    Entropy entropy)
{
    /// <summary>
    /// The actor behind a gesture, with those of the rules' groups they belong to at this moment; whose manager they may be is asked where there is a
    /// <paramref name="requester"/>.
    /// </summary>
    public async Task<Actor> RecogniseAsync(AccountFacts who, IEnumerable<Rule> rules, CancellationToken ct, PersonId? requester = null)
    {
        if (who.Barred is { } barred)
            return new Actor.Barred(who.Account, barred);
        var (person, why) = await store.FindByAccountAsync(who.Account, ct) is { } linked
            ? (await RefreshAsync(linked, who, ct), null)
            : await LinkAsync(who, ct);
        return person is null ? new Actor.Barred(who.Account, why!.Value) : await KnownAsync(who.Account, person, rules, ct, requester);
    }

    /// <summary>Those of the rules' groups the person is said to belong to until <paramref name="enough"/>; what is not answered by then does not count.</summary>
    public async Task<IReadOnlySet<Rule>> GroupsAsync(Person person, IEnumerable<Rule> rules, CancellationToken enough, CancellationToken ct)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(enough, ct);
        var belongs = new HashSet<Rule>();
        try
        {
            await AskGroupsAsync(person, rules, belongs, either.Token);
        }
        catch (OperationCanceledException) when (enough.IsCancellationRequested && !ct.IsCancellationRequested)
        {
            // What was answered till now counts.
        }

        return belongs;
    }

    /// <summary>To which of these groups the person belongs, and of which it was not told until <paramref name="enough"/>; all are asked at once.</summary>
    public async Task<(IReadOnlySet<Rule> In, IReadOnlyCollection<Rule> Untold)> TellGroupsAsync(
        Person person, IEnumerable<Rule.Member> groups, CancellationToken enough, CancellationToken ct)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(enough, ct);
        var asked = groups.ToList();
        var told = await Task.WhenAll(asked.Select(group => TellAsync(person, group, either.Token, ct)));
        return (asked.Where((_, i) => told[i] == true).ToHashSet<Rule>(), [.. asked.Where((_, i) => told[i] is null)]);
    }

    /// <summary>
    /// Those of these rules, by which somebody said yes before, that still name them. Throws when a group that does not answer matters: a yes must not
    /// fall because of that.
    /// </summary>
    public async Task<IReadOnlyList<Rule>> StillAsync(Person person, IReadOnlyList<Rule> rules, PersonId requester, CancellationToken ct)
    {
        var still = new HashSet<Rule>(rules.Where(rule => rule is not (Rule.Member or Rule.ManagerOf)));
        var silent = new List<Rule>();
        await AskGroupsAsync(person, rules, still, ct, silent);
        await AskManagersAsync(person, rules, requester, still, ct, silent);
        if (still.Count == 0 && silent.Count > 0)
            throw new NotNowException($"{(silent[0] is Rule.Member group ? group.Source : ((Rule.ManagerOf)silent[0]).Source)} could not be asked whether somebody who approved may still do so.");
        return [.. still];
    }

    /// <summary>The row of the person with this e-mail address; made if there is none, so that the catalogue can name people who never wrote.</summary>
    public async Task<Person> EnsureAsync(string email, CancellationToken ct)
    {
        var address = email.ToLowerInvariant();
        return await store.FindByEmailAsync(address, ct) ?? await AddAsync(address, address, ct);
    }

    /// <summary>Whom an address means, or what stands before its @ in one of our domains, as in <c>@riley</c>; null if that is nobody, or not one alone.</summary>
    public async Task<Person?> FindMeantAsync(string typed, CancellationToken ct)
    {
        var meant = typed.ToLowerInvariant();
        if (meant.IndexOf('@', StringComparison.Ordinal) > 0)
            return await store.FindByEmailAsync(meant, ct);
        var found = new List<Person>();
        foreach (var domain in settings.Domains)
        {
            if (await store.FindByEmailAsync($"{meant.TrimStart('@')}@{domain}", ct) is { } person)
                found.Add(person);
        }

        return found is [var only] ? only : null;
    }

    /// <summary>
    /// The person, with what is known of their other accounts: the line of the log will name the row that acts. Only other rows that a rule names are
    /// looked at.
    /// </summary>
    public async Task<Actor.Known> KnownAsync(AccountId account, Person person, IEnumerable<Rule> rules, CancellationToken ct, PersonId? requester = null)
    {
        var ties = await links.TiesAsync(ct);
        var asked = rules.ToList();
        var lenders = ties.RightsOf(person.Id, clock.Now).Skip(1).Where(row => asked.OfType<Rule.Named>().Any(rule => rule.Person == row));
        var belongs = new HashSet<Rule>();
        await AskGroupsAsync(person, asked, belongs, ct);
        if (requester is { } asking)
            await AskManagersAsync(person, asked, asking, belongs, ct);
        return new Actor.Known(account, person, belongs) { Ties = ties, ActsFor = await live.AmongAsync(lenders, ct) };
    }

    private async Task<(Person?, Refusal?)> LinkAsync(AccountFacts who, CancellationToken ct)
    {
        if (who.Email is not { Length: > 0 } email)
            return (null, Refusal.NoEmail);
        if (who.EmailConfirmed == false)
            return (null, Refusal.EmailUnconfirmed);
        if (!settings.Allows(email))
            return (null, Refusal.ForeignDomain);
        var person = await EnsureAsync(email, ct);
        return await store.LinkAsync(person.Id, who.Account, ct) ? (await RefreshAsync(person, who, ct), null) : (null, Refusal.AddressTaken);
    }

    private async Task<Person> AddAsync(string email, string name, CancellationToken ct)
    {
        var id = new PersonId(entropy.ReadableId("p-"));
        var identity = new PersonalText(id, entropy.Secret(), Person.IdentityText(name, email));
        return await store.AddAsync(new Person(id, email, name, identity.Hash), identity, ct);
    }

    private async Task<Person> RefreshAsync(Person person, AccountFacts who, CancellationToken ct)
    {
        if (who.Name.Length == 0 || who.Name == person.Name)
            return person;
        var identity = new PersonalText(person.Id, entropy.Secret(), Person.IdentityText(who.Name, person.Email));
        var renamed = person with { Name = who.Name, Identity = identity.Hash };
        await store.RenameAsync(renamed, identity, ct);
        return renamed;
    }

    private async Task AskGroupsAsync(Person person, IEnumerable<Rule> rules, HashSet<Rule> belongs, CancellationToken ct, List<Rule>? silent = null)
    {
        var asked = rules.OfType<Rule.Member>().Distinct().ToList();
        if (asked.Count == 0)
            return;
        await AskGroupsOfAsync(person, asked, belongs, silent, ct);
        foreach (var row in (await links.TiesAsync(ct)).RightsOf(person.Id, clock.Now).Skip(1))
        {
            if (!belongs.IsSupersetOf(asked) && await live.IsLiveAsync(row, ct) && await store.FindAsync(row, ct) is { } also)
                await AskGroupsOfAsync(also, asked.Where(rule => !belongs.Contains(rule)), belongs, silent, ct);
        }
    }

    private async Task<bool?> TellAsync(Person person, Rule.Member group, CancellationToken either, CancellationToken ct)
    {
        var belongs = new HashSet<Rule>();
        var silent = new List<Rule>();
        try
        {
            await AskGroupsAsync(person, [group], belongs, either, silent);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return null;
        }

        return belongs.Count > 0 ? true : silent.Count > 0 ? null : false;
    }

    private async Task AskGroupsOfAsync(Person person, IEnumerable<Rule.Member> asked, HashSet<Rule> belongs, List<Rule>? silent, CancellationToken ct)
    {
        var accounts = await store.ListAccountsAsync(person.Id, ct);
        foreach (var rule in asked.ToList())
        {
            ct.ThrowIfCancellationRequested();
            var isIn = await groups.ContainsAsync(rule, person, accounts, ct);
            if (isIn == true)
                belongs.Add(rule);
            else if (isIn is null)
                silent?.Add(rule);
        }
    }

    /// <summary>Nobody is their own manager, whichever of their accounts the directory names: rows that are one human being are not asked about.</summary>
    private async Task AskManagersAsync(Person person, IEnumerable<Rule> rules, PersonId requester, HashSet<Rule> belongs, CancellationToken ct, List<Rule>? silent = null)
    {
        var asked = rules.OfType<Rule.ManagerOf>().Distinct().ToList();
        var ties = await links.TiesAsync(ct);
        if (asked.Count == 0 || ties.AreOne(person.Id, requester) || await store.FindAsync(requester, ct) is not { Email.Length: > 0 } asking)
            return;
        foreach (var rule in asked)
        {
            var isManager = await managers.IsManagerAsync(rule, person, asking, ct);
            if (isManager == true)
                belongs.Add(rule);
            else if (isManager is null)
                silent?.Add(rule);
        }
    }
}
