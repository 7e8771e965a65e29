using JitBot.Core.People;
using JitBot.Core.Store;
using Npgsql;

namespace JitBot.Storage.Postgres;

/// <summary>One row a person, and their accounts.</summary>
internal sealed partial class PostgresStore
{
    private const string PersonColumns = "people.id, people.email, people.name, people.identity";

    /// <inheritdoc />
    public Task<Person?> FindByAccountAsync(AccountId account, CancellationToken ct) => _database.ReadAsync(db => db.FirstAsync($"""
        SELECT {PersonColumns} FROM accounts JOIN people ON people.id = accounts.person
        WHERE platform = $1 AND tenant = $2 AND account = $3
        """,
        ReadPerson, account.Platform, account.Tenant, account.Id), ct);

    /// <inheritdoc />
    public Task<Person?> FindAsync(PersonId id, CancellationToken ct) => _database.ReadAsync(
        db => db.FirstAsync($"SELECT {PersonColumns} FROM people WHERE id = $1", ReadPerson, id.Value), ct);

    /// <inheritdoc />
    public Task<Person?> FindByEmailAsync(string email, CancellationToken ct) => _database.ReadAsync(db => ByEmailAsync(db, email), ct);

    /// <inheritdoc />
    public async Task<IReadOnlyList<AccountId>> ListAccountsAsync(PersonId id, CancellationToken ct) => await _database.ReadAsync(
        db => db.ListAsync("SELECT platform, tenant, account FROM accounts WHERE person = $1 ORDER BY platform, tenant, account",
            row => new AccountId(row.Text(0), row.Text(1), row.Text(2)), id.Value), ct);

    /// <inheritdoc />
    public Task<Person> AddAsync(Person person, PersonalText identity, CancellationToken ct) => _database.WriteAsync(async db =>
    {
        var isNew = await db.RunAsync("""
            INSERT INTO people (id, email, name, identity) VALUES ($1, $2, $3, $4)
            ON CONFLICT (email) WHERE email <> '' DO NOTHING
            """,
            person.Id.Value, person.Email, person.Name, person.Identity) > 0;
        if (!isNew)
            return (await ByEmailAsync(db, person.Email))!;
        await PutAsync(db, identity);
        return person;
    }, ct);

    /// <inheritdoc />
    public Task RenameAsync(Person person, PersonalText identity, CancellationToken ct) => _database.WriteAsync(async db =>
    {
        await PutAsync(db, identity);
        return await db.RunAsync("UPDATE people SET name = $2, identity = $3 WHERE id = $1", person.Id.Value, person.Name, person.Identity);
    }, ct);

    /// <inheritdoc />
    public Task<bool> LinkAsync(PersonId person, AccountId account, CancellationToken ct) => _database.WriteAsync(async db =>
    {
        // Both rules are unique indexes; whichever refuses, what counts is whether the account is this person's afterwards.
        await db.RunAsync("INSERT INTO accounts (platform, tenant, account, person) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING",
            account.Platform, account.Tenant, account.Id, person.Value);
        return await db.ScalarAsync("SELECT person FROM accounts WHERE platform = $1 AND tenant = $2 AND account = $3",
            account.Platform, account.Tenant, account.Id) as string == person.Value;
    }, ct);

    private static Task<int> PutAsync(PostgresSession db, PersonalText text) => db.RunAsync(
        "INSERT INTO texts (hash, owner, salt, text) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING",
        text.Hash, text.Owner.Value, text.Salt, text.Text);

    private static Task<Person?> ByEmailAsync(PostgresSession db, string email) => email.Length == 0
        ? Task.FromResult<Person?>(null) // the empty address of those forgotten is nobody's
        : db.FirstAsync($"SELECT {PersonColumns} FROM people WHERE email = $1 AND email <> ''", ReadPerson, email);

    private static Person ReadPerson(NpgsqlDataReader row) => new(new PersonId(row.Text(0)), row.Text(1), row.Text(2), row.Text(3));
}
