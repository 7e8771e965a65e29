using JitBot.Core.Store;
using JitBot.Storage.Sqlite;
using NUnit.Framework;

namespace JitBot.Rooms.Tests.Sqlite;

/// <summary>The schema grows by numbered scripts and never shrinks.</summary>
public class SqliteSchemaTests : SqliteFixture
{
    private static readonly SchemaScript Next =
        new(SqliteSchema.Scripts[^1].Number + 1, "CREATE TABLE extra (x); INSERT INTO extra VALUES (7);");

    [Test]
    public void The_scripts_are_numbered_from_one_without_a_gap() =>
        Assert.That(SqliteSchema.Scripts.Select(script => script.Number), Is.EqualTo(Enumerable.Range(1, SqliteSchema.Scripts.Count)));

    [Test]
    public async Task An_older_database_is_upgraded_and_keeps_what_it_holds()
    {
        var store = await OpenAsync();
        await store.AppendAsync(BatchOf("r-1"), default);
        await store.DisposeAsync();

        var upgraded = await OpenAsync(scripts: [.. SqliteSchema.Scripts, Next]);
        Assert.That(await AskAsync(upgraded, "SELECT x FROM extra"), Is.EqualTo(7L));
        Assert.That(await AskAsync(upgraded, "PRAGMA user_version"), Is.EqualTo((long)Next.Number));
        Assert.That((await upgraded.ReadHeadsAsync(default)).Single().Size, Is.EqualTo(2));
    }

    [Test]
    public async Task An_upgrade_is_made_once()
    {
        await (await OpenAsync(scripts: [.. SqliteSchema.Scripts, Next])).DisposeAsync();
        await OpenAsync(scripts: [.. SqliteSchema.Scripts, Next]);
    }

    [Test]
    public async Task A_newer_database_is_refused_and_left_as_it_is([Values] bool forReading)
    {
        await (await OpenAsync(scripts: [.. SqliteSchema.Scripts, Next])).DisposeAsync();
        Assert.That(() => Make(forReading: forReading).OpenAsync(default),
            Throws.InstanceOf<StoreUnavailableException>().With.Message.Contains($"written by a newer JitBot (schema {Next.Number}; this one knows {SqliteSchema.Scripts[^1].Number})"));
        await OpenAsync(scripts: [.. SqliteSchema.Scripts, Next]);
    }

    [Test]
    public async Task An_auditor_upgrades_nothing()
    {
        await (await OpenAsync()).DisposeAsync();
        Assert.That(() => Make(forReading: true, scripts: [.. SqliteSchema.Scripts, Next]).OpenAsync(default),
            Throws.InstanceOf<StoreUnavailableException>().With.Message.Contains("older JitBot"));
    }

    [Test]
    public async Task An_upgrade_that_fails_half_way_changes_nothing()
    {
        await (await OpenAsync()).DisposeAsync();
        var broken = Next with { Sql = Next.Sql + "INSERT INTO nowhere VALUES (1);" };
        Assert.That(() => Make(scripts: [.. SqliteSchema.Scripts, broken]).OpenAsync(default),
            Throws.Exception.With.Message.Contains("nowhere"));

        var store = await OpenAsync();
        Assert.That(await AskAsync(store, "PRAGMA user_version"), Is.EqualTo((long)SqliteSchema.Scripts[^1].Number));
        Assert.That(await AskAsync(store, "SELECT count(*) FROM sqlite_master WHERE name = 'extra'"), Is.EqualTo(0L));
    }
}
