using JitBot.Core.Access;
using JitBot.Core.Chat;
using JitBot.Core.People;
using JitBot.Core.Store;

namespace JitBot.Simulation.Store;

/// <summary>People, their accounts, and where cards stand.</summary>
internal sealed partial class SimStore
{
    public Task<Person?> FindByAccountAsync(AccountId account, CancellationToken ct) => CallAsync("find account", () => OwnerOf(account));

    public Task<Person?> FindAsync(PersonId id, CancellationToken ct) => CallAsync("find person", () => database.People.GetValueOrDefault(id));

    public Task<Person?> FindByEmailAsync(string email, CancellationToken ct) => CallAsync("find e-mail", () => ByEmail(email));

    public Task<IReadOnlyList<AccountId>> ListAccountsAsync(PersonId id, CancellationToken ct) => CallAsync<IReadOnlyList<AccountId>>(
        "list accounts",
        () => [.. database.Accounts.Where(pair => pair.Person == id).Select(pair => pair.Account).OrderBy(account => account.ToString(), StringComparer.Ordinal)]);

    public Task<Person> AddAsync(Person person, PersonalText identity, CancellationToken ct) => CallAsync("add person", () =>
    {
        if (ByEmail(person.Email) is { } first)
            return first;
        database.People[person.Id] = person;
        database.Texts.TryAdd(identity.Hash, identity);
        return person;
    });

    public Task RenameAsync(Person person, PersonalText identity, CancellationToken ct) => CallAsync("rename", () =>
    {
        database.Texts.TryAdd(identity.Hash, identity);
        if (database.People.TryGetValue(person.Id, out var row))
            database.People[person.Id] = row with { Name = person.Name, Identity = person.Identity };
        return true;
    });

    public Task<bool> LinkAsync(PersonId person, AccountId account, CancellationToken ct) => CallAsync("link", () =>
    {
        if (OwnerOf(account) is { } owner)
            return owner.Id == person;
        if (database.Accounts.Any(pair => pair.Person == person && pair.Account.Platform == account.Platform && pair.Account.Tenant == account.Tenant))
            return false;
        database.Accounts.Add((account, person));
        return true;
    });

    public Task<Card?> FindCardAsync(RequestId request, Place place, CancellationToken ct) =>
        CallAsync("find card", () => database.Cards.GetValueOrDefault((request, place.Key)));

    public Task<Card?> FindCardAsync(MessageRef message, CancellationToken ct) =>
        CallAsync("find card", () => database.Cards.Values.FirstOrDefault(card => card.Message == message));

    public Task<IReadOnlyList<Card>> ListCardsAsync(RequestId request, CancellationToken ct) => CallAsync<IReadOnlyList<Card>>(
        "list cards", () => [.. database.Cards.Values.Where(card => card.Request == request)]);

    public Task<bool> SaveCardAsync(Card card, Card? replaces, CancellationToken ct) => CallAsync("save card", () =>
    {
        var there = database.Cards.GetValueOrDefault((card.Request, card.Place.Key));
        if (there != replaces)
            return false;
        database.Cards[(card.Request, card.Place.Key)] = card;
        return true;
    });

    private Person? OwnerOf(AccountId account) =>
        database.Accounts.FirstOrDefault(pair => pair.Account == account) is { Account: not null } found ? database.People[found.Person] : null;

    private Person? ByEmail(string email) => email.Length == 0 ? null : database.People.Values.FirstOrDefault(person => person.Email == email);
}
