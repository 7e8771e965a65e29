using JitBot.Core.People;
using JitBot.Core.Store;
using Npgsql;

namespace JitBot.Storage.Postgres;

/// <summary>Whose home pages are kept.</summary>
internal sealed partial class PostgresStore
{
    private const string HomeColumns = "platform, tenant, account, person, opened_at, groups, drawn";

    /// <inheritdoc />
    public Task KeepHomeAsync(Home home, CancellationToken ct) => _database.WriteAsync(
        db => db.RunAsync($"""
            INSERT INTO homes ({HomeColumns}) VALUES ($1, $2, $3, $4, $5, $6, $7)
            ON CONFLICT (platform, tenant, account) DO UPDATE SET person = excluded.person, opened_at = excluded.opened_at, groups = excluded.groups
            """,
            home.Account.Platform, home.Account.Tenant, home.Account.Id, home.Person.Value, Millis.Of(home.OpenedAt), HomeGroups.Write(home.Groups),
            home.Drawn), ct);

    /// <inheritdoc />
    public Task<Home?> FindHomeAsync(AccountId account, CancellationToken ct) => _database.ReadAsync(
        db => db.FirstAsync($"SELECT {HomeColumns} FROM homes WHERE platform = $1 AND tenant = $2 AND account = $3",
            ReadHome, account.Platform, account.Tenant, account.Id), ct);

    /// <inheritdoc />
    public async Task<IReadOnlyList<Home>> ListHomesAsync(PersonId person, CancellationToken ct) => await _database.ReadAsync(
        db => db.ListAsync($"SELECT {HomeColumns} FROM homes WHERE person = $1 ORDER BY platform, tenant, account", ReadHome, person.Value), ct);

    /// <inheritdoc />
    public async Task<IReadOnlyList<Home>> ListHomesAsync(CancellationToken ct) => await _database.ReadAsync(
        db => db.ListAsync($"SELECT {HomeColumns} FROM homes ORDER BY platform, tenant, account", ReadHome), ct);

    /// <inheritdoc />
    public async Task<bool> CountDrawnAsync(Home home, CancellationToken ct) => await _database.WriteAsync(
        db => db.RunAsync("UPDATE homes SET drawn = drawn + 1 WHERE platform = $1 AND tenant = $2 AND account = $3 AND drawn = $4",
            home.Account.Platform, home.Account.Tenant, home.Account.Id, home.Drawn), ct) > 0;

    /// <inheritdoc />
    public Task DropHomeAsync(Home home, CancellationToken ct) => _database.WriteAsync(
        db => db.RunAsync("DELETE FROM homes WHERE platform = $1 AND tenant = $2 AND account = $3 AND opened_at = $4",
            home.Account.Platform, home.Account.Tenant, home.Account.Id, Millis.Of(home.OpenedAt)), ct);

    private static Home ReadHome(NpgsqlDataReader row) =>
        new(new AccountId(row.Text(0), row.Text(1), row.Text(2)), new PersonId(row.Text(3)), row.Time(4), HomeGroups.Read(row.Text(5)), row.GetInt64(6));
}
