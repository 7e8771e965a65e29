using JitBot.Core.People;
using JitBot.Core.Store;
using Microsoft.Data.Sqlite;

namespace JitBot.Storage.Sqlite;

/// <summary>One row a person, and their accounts.</summary>
internal sealed partial class SqliteStore
{
    private const string PersonColumns = "people.id, people.email, people.name, people.identity";

    /// <inheritdoc />
    public Task<Person?> FindByAccountAsync(AccountId account, CancellationToken ct) => Reader.ReadAsync(db => db.First($"""
        SELECT {PersonColumns} FROM accounts JOIN people ON people.id = accounts.person
        WHERE platform = $platform AND tenant = $tenant AND account = $account
        """,
        ReadPerson, ("$platform", account.Platform), ("$tenant", account.Tenant), ("$account", account.Id)), ct);

    /// <inheritdoc />
    public Task<Person?> FindAsync(PersonId id, CancellationToken ct) => Reader.ReadAsync(
        db => db.First($"SELECT {PersonColumns} FROM people WHERE id = $id", ReadPerson, ("$id", id.Value)), ct);

    /// <inheritdoc />
    public Task<Person?> FindByEmailAsync(string email, CancellationToken ct) => Reader.ReadAsync(db => ByEmail(db, email), ct);

    /// <inheritdoc />
    public Task<IReadOnlyList<AccountId>> ListAccountsAsync(PersonId id, CancellationToken ct) =>
        Reader.ReadAsync<IReadOnlyList<AccountId>>(db => db.List(
            "SELECT platform, tenant, account FROM accounts WHERE person = $person ORDER BY platform, tenant, account",
            row => new AccountId(row.GetString(0), row.GetString(1), row.GetString(2)), ("$person", id.Value)), ct);

    /// <inheritdoc />
    public Task<Person> AddAsync(Person person, PersonalText identity, CancellationToken ct) => Writer.WriteAsync(db =>
    {
        if (ByEmail(db, person.Email) is { } first)
            return first;
        db.Run("INSERT INTO people (id, email, name, identity) VALUES ($id, $email, $name, $identity)",
            ("$id", person.Id.Value), ("$email", person.Email), ("$name", person.Name), ("$identity", person.Identity));
        Put(db, identity);
        return person;
    }, ct);

    /// <inheritdoc />
    public Task RenameAsync(Person person, PersonalText identity, CancellationToken ct) => Writer.WriteAsync(db =>
    {
        Put(db, identity);
        return db.Run("UPDATE people SET name = $name, identity = $identity WHERE id = $id",
            ("$name", person.Name), ("$identity", person.Identity), ("$id", person.Id.Value));
    }, ct);

    /// <inheritdoc />
    public Task<bool> LinkAsync(PersonId person, AccountId account, CancellationToken ct) => Writer.WriteAsync(db =>
    {
        // Both rules are unique indexes; whichever refuses, what counts is whether the account is this person's afterwards.
        db.Run("INSERT OR IGNORE INTO accounts (platform, tenant, account, person) VALUES ($platform, $tenant, $account, $person)",
            ("$platform", account.Platform), ("$tenant", account.Tenant), ("$account", account.Id), ("$person", person.Value));
        return db.Scalar("SELECT person FROM accounts WHERE platform = $platform AND tenant = $tenant AND account = $account",
            ("$platform", account.Platform), ("$tenant", account.Tenant), ("$account", account.Id)) as string == person.Value;
    }, ct);

    private static Person? ByEmail(SqliteSession db, string email) => email.Length == 0
        ? null // the empty address of those forgotten is nobody's
        : db.First($"SELECT {PersonColumns} FROM people WHERE email = $email AND email <> ''", ReadPerson, ("$email", email));

    private static Person ReadPerson(SqliteRow row) =>
        new(new PersonId(row.GetString(0)), row.GetString(1), row.GetString(2), row.GetString(3));
}
