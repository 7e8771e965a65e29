using JitBot.Core.Access;
using JitBot.Core.Audit;
using JitBot.Core.Effects;
using JitBot.Core.People;
using JitBot.Core.Store;
using JitBot.Rooms.Tests.Sqlite;
using JitBot.Storage.Postgres;
using JitBot.Storage.Sqlite;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using NUnit.Framework;

namespace JitBot.Rooms.Tests.Postgres;

/// <summary>All that a database file holds comes over, and nothing else stays behind than leases.</summary>
[TestFixture]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class PostgresCopyTests : PostgresFixture, IDisposable
{
    /// <summary>Leases end with their process; the number of the one chain and the order of requests are made anew.</summary>
    private static readonly string[] StaysBehind = ["effects.lease_until", "lines.chain", "requests.row"];

    private readonly TemporaryDirectory _directory = new();

    private string Path => _directory.File("store.db");

    public void Dispose() => _directory.Dispose();

    [Test]
    public async Task Lines_texts_people_and_effects_come_over_as_they_are()
    {
        var awkward = BatchOf("r-1") with { Texts = [new PersonalText(new PersonId("p-1"), "awkward", "a\0b 🦊")] };
        await using (var file = Open())
        {
            await file.OpenAsync(default);
            await file.AppendAsync(awkward, default);
            await file.AppendAsync(BatchOf("r-2"), default);
            await file.AddAsync(new Person(new PersonId("p-1"), "riley@example.com", "Riley", "salted"), new PersonalText(new PersonId("p-1"), "identity", "riley@example.com"), default);
            var pending = await file.ListPendingAsync(dueBy: null, default);
            await file.ClaimAsync([.. pending.Select(row => row.Id)], Now, TimeSpan.FromDays(1), default);
        }

        await CopyAsync();
        var store = await OpenAsync();
        Assert.That(await VerifyAsync(store), Is.InstanceOf<AuditVerdict.Good>());
        Assert.That((await store.ReadHeadsAsync(default)).Single().Size, Is.EqualTo(4));
        Assert.That((await store.LoadTextsAsync([.. await TextHashesAsync(store)], default)).Values, Does.Contain("a\0b 🦊"));
        Assert.That((await store.FindByEmailAsync("riley@example.com", default))?.Id, Is.EqualTo(new PersonId("p-1")));
        var ids = (await store.ListPendingAsync(dueBy: null, default)).Select(row => row.Id).ToList();
        Assert.That((await store.ClaimAsync(ids, Now, Lease, default)).Select(claim => claim.Effect), Is.EquivalentTo(
            new[] { new Effect.Wake(new RequestId("r-1")), new Effect.Wake(new RequestId("r-2")) }), "no lease came over");
    }

    [Test]
    public async Task What_is_stored_afterwards_gets_numbers_of_its_own()
    {
        await using (var file = Open())
        {
            await file.OpenAsync(default);
            await file.AppendAsync(BatchOf("r-1"), default);
        }

        await CopyAsync();
        var store = await OpenAsync();
        Assert.That(await store.AppendAsync(BatchOf("r-2"), default), Is.InstanceOf<AppendAnswer.Appended>());
        Assert.That(await store.ListPendingAsync(dueBy: null, default), Has.Count.EqualTo(2));
        Assert.That((await store.ReadHeadsAsync(default)).Single().Size, Is.EqualTo(4), "it goes on in the same chain");
    }

    [Test]
    public async Task A_copy_that_fails_leaves_an_empty_database()
    {
        await using (var file = Open())
        {
            await file.OpenAsync(default);
            await file.AppendAsync(BatchOf("r-1"), default);
        }

        Tamper("UPDATE effect_bodies SET key = 'x'; UPDATE effects SET lane = 99999999999");
        Assert.That(CopyAsync, Throws.InstanceOf<Exception>());
        Assert.That(await AskAsync("SELECT count(*) FROM jitbot.lines"), Is.Zero);
    }

    [Test]
    public async Task Every_column_of_both_stores_is_copied_or_stays_behind_for_a_reason()
    {
        await using (var file = Open())
            await file.OpenAsync(default);
        await OpenAsync();
        var named = StoreTables.All.SelectMany(table => table.Columns.Select(column => $"{table.Name}.{column.Name}")).Concat(StaysBehind).ToHashSet();
        Assert.That((await PostgresColumnsAsync()).Where(column => !column.StartsWith("schema.") && !column.StartsWith("chains.")), Is.SubsetOf(named));
        Assert.That(SqliteColumns().Select(column => column.Replace("effect_bodies.", "effects.", StringComparison.Ordinal)).Distinct(), Is.SubsetOf(named));
    }

    private SqliteStore Open() => new(new SqliteOptions(Path), NullLogger<SqliteStore>.Instance);

    private async Task CopyAsync()
    {
        var options = new PostgresOptions(new NpgsqlConnectionStringBuilder(Database));
        await using (var database = new PostgresDatabase(options))
            await PostgresSchema.UpgradeAsync(database, PostgresSchema.Scripts, always: true, default);
        using var source = SqliteSource.Open(new SqliteOptions(Path));
        await new PostgresCopy(options, source, _ => { }).RunAsync(default);
    }

    private void Tamper(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Path};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static async Task<List<string>> TextHashesAsync(PostgresStore store)
    {
        var hashes = new List<string>();
        await foreach (var text in store.ReadTextsAsync(default))
            hashes.Add(text.Hash);
        return hashes;
    }

    private async Task<string[]> PostgresColumnsAsync() => (string[])(await AskAsync(
        "SELECT array_agg(table_name || '.' || column_name) FROM information_schema.columns WHERE table_schema = 'jitbot'"))!;

    private List<string> SqliteColumns()
    {
        using var connection = new SqliteConnection($"Data Source={Path};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT m.name || '.' || c.name FROM sqlite_master m, pragma_table_info(m.name) c WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite%'";
        using var rows = command.ExecuteReader();
        var columns = new List<string>();
        while (rows.Read())
            columns.Add(rows.GetString(0));
        return columns;
    }
}
