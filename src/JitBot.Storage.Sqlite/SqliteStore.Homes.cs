using JitBot.Core.People;
using JitBot.Core.Store;
using Microsoft.Data.Sqlite;

namespace JitBot.Storage.Sqlite;

/// <summary>Whose home pages are kept.</summary>
internal sealed partial class SqliteStore
{
    private const string HomeColumns = "platform, tenant, account, person, opened_at, groups, drawn";

    /// <inheritdoc />
    public Task KeepHomeAsync(Home home, CancellationToken ct) => Writer.WriteAsync(db => db.Run($"""
        INSERT INTO homes ({HomeColumns}) VALUES ($platform, $tenant, $account, $person, $opened, $groups, $drawn)
        ON CONFLICT (platform, tenant, account) DO UPDATE SET person = excluded.person, opened_at = excluded.opened_at, groups = excluded.groups
        """,
        ("$platform", home.Account.Platform), ("$tenant", home.Account.Tenant), ("$account", home.Account.Id), ("$person", home.Person.Value),
        ("$opened", Millis.Of(home.OpenedAt)), ("$groups", HomeGroups.Write(home.Groups)), ("$drawn", home.Drawn)), ct);

    /// <inheritdoc />
    public Task<Home?> FindHomeAsync(AccountId account, CancellationToken ct) => Reader.ReadAsync(
        db => db.First($"SELECT {HomeColumns} FROM homes WHERE platform = $platform AND tenant = $tenant AND account = $account",
            ReadHome, ("$platform", account.Platform), ("$tenant", account.Tenant), ("$account", account.Id)), ct);

    /// <inheritdoc />
    public Task<IReadOnlyList<Home>> ListHomesAsync(PersonId person, CancellationToken ct) => Reader.ReadAsync<IReadOnlyList<Home>>(
        db => db.List($"SELECT {HomeColumns} FROM homes WHERE person = $person ORDER BY platform, tenant, account",
            ReadHome, ("$person", person.Value)), ct);

    /// <inheritdoc />
    public Task<IReadOnlyList<Home>> ListHomesAsync(CancellationToken ct) => Reader.ReadAsync<IReadOnlyList<Home>>(
        db => db.List($"SELECT {HomeColumns} FROM homes ORDER BY platform, tenant, account", ReadHome), ct);

    /// <inheritdoc />
    public Task<bool> CountDrawnAsync(Home home, CancellationToken ct) => Writer.WriteAsync(db => db.Run(
        "UPDATE homes SET drawn = drawn + 1 WHERE platform = $platform AND tenant = $tenant AND account = $account AND drawn = $drawn",
        ("$platform", home.Account.Platform), ("$tenant", home.Account.Tenant), ("$account", home.Account.Id), ("$drawn", home.Drawn)) > 0, ct);

    /// <inheritdoc />
    public Task DropHomeAsync(Home home, CancellationToken ct) => Writer.WriteAsync(db => db.Run(
        "DELETE FROM homes WHERE platform = $platform AND tenant = $tenant AND account = $account AND opened_at = $opened",
        ("$platform", home.Account.Platform), ("$tenant", home.Account.Tenant), ("$account", home.Account.Id),
        ("$opened", Millis.Of(home.OpenedAt))), ct);

    private static Home ReadHome(SqliteRow row) => new(
        new AccountId(row.GetString(0), row.GetString(1), row.GetString(2)),
        new PersonId(row.GetString(3)),
        Millis.ToTime(row.GetInt64(4)),
        HomeGroups.Read(row.GetString(5)),
        row.GetInt64(6));
}
