using JitBot.Core.People;

namespace JitBot.Core.Store;

/// <summary>One row a person, joined to accounts and subjects by their immutable ids.</summary>
public interface IPeopleRegister
{
    /// <summary>The person this account is linked with.</summary>
    Task<Person?> FindByAccountAsync(AccountId account, CancellationToken ct);

    /// <summary>A person by row.</summary>
    Task<Person?> FindAsync(PersonId id, CancellationToken ct);

    /// <summary>A person by e-mail (lower case).</summary>
    Task<Person?> FindByEmailAsync(string email, CancellationToken ct);

    /// <summary>The accounts linked with a person.</summary>
    Task<IReadOnlyList<AccountId>> ListAccountsAsync(PersonId id, CancellationToken ct);

    /// <summary>
    /// Stores a new person; if somebody stored the same e-mail first, that one is returned. <paramref name="identity"/> is the text
    /// whose hash is <see cref="Person.Identity"/>.
    /// </summary>
    Task<Person> AddAsync(Person person, PersonalText identity, CancellationToken ct);

    /// <summary>Replaces a person's name and the identity hash that new lines will carry.</summary>
    Task RenameAsync(Person person, PersonalText identity, CancellationToken ct);

    /// <summary>Links an account; false if the person already has another account on the same platform and tenant, or the account another person.</summary>
    Task<bool> LinkAsync(PersonId person, AccountId account, CancellationToken ct);
}
