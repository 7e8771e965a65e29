using JitBot.Core.Audit;
using JitBot.Core.Store;
using JitBot.Storage.Postgres;
using NUnit.Framework;

namespace JitBot.Rooms.Tests.Postgres;

/// <summary>The schema grows by numbered scripts: it expands first, and contracts when no older program runs any more.</summary>
public class PostgresSchemaTests : PostgresFixture
{
    private static readonly int Mine = PostgresSchema.Scripts[^1].Number;

    private static readonly SchemaScript Expands =
        new(Mine + 1, "CREATE TABLE extra (x integer); INSERT INTO extra VALUES (7); ALTER TABLE effects ADD COLUMN extra integer;");

    private static readonly SchemaScript Contracts =
        new(Mine + 2, $"ALTER TABLE effects DROP COLUMN error; UPDATE schema SET oldest_served = {Mine + 1};");

    private static readonly SchemaScript[] Expanded = [.. PostgresSchema.Scripts, Expands];

    private static readonly SchemaScript[] Contracted = [.. Expanded, Contracts];

    [Test]
    public void The_scripts_are_numbered_from_one_without_a_gap() =>
        Assert.That(PostgresSchema.Scripts.Select(script => script.Number), Is.EqualTo(Enumerable.Range(1, PostgresSchema.Scripts.Count)));

    [Test]
    public async Task Of_many_that_start_at_once_one_applies_the_scripts()
    {
        var stores = Enumerable.Range(0, 8).Select(_ => Make(scripts: Expanded)).ToList();
        await Task.WhenAll(stores.Select(store => Task.Run(() => store.OpenAsync(default))));
        Assert.That(await AskAsync("SELECT count(*) FROM jitbot.extra"), Is.EqualTo(1L));
        Assert.That(stores.Select(store => store.Chain), Is.EquivalentTo(Enumerable.Range(1, 8)));
    }

    [Test]
    public async Task An_older_database_is_upgraded_and_keeps_what_it_holds()
    {
        var store = await OpenAsync();
        await store.AppendAsync(BatchOf("r-1"), default);
        await store.DisposeAsync();

        var upgraded = await OpenAsync(scripts: Expanded);
        Assert.That(await AskAsync("SELECT number FROM jitbot.schema"), Is.EqualTo(Expands.Number));
        Assert.That(await VerifyAsync(upgraded), Is.InstanceOf<AuditVerdict.Good>());
        Assert.That(await upgraded.LoadAsync(BatchOf("r-1").Stream, after: 0, default), Has.Count.EqualTo(2));
    }

    [Test]
    public async Task An_older_program_goes_on_beside_an_expanded_schema()
    {
        var running = await OpenAsync();
        var newer = await OpenAsync(scripts: Expanded);
        await running.ListPendingAsync(Now, default);
        await running.AppendAsync(BatchOf("r-1"), default);
        await newer.AppendAsync(BatchOf("r-2"), default);
        var started = await OpenAsync();
        await started.AppendAsync(BatchOf("r-3"), default);
        Assert.That(await started.ListPendingAsync(Now, default), Has.Count.EqualTo(3));
    }

    [Test]
    public async Task An_older_program_refuses_a_schema_that_no_longer_serves_it([Values] bool forReading)
    {
        await OpenAsync(scripts: Contracted);
        Assert.That(() => Make(forReading: forReading).OpenAsync(default),
            Unavailable($"newer JitBot (schema {Contracts.Number}) and no longer serves this one, which knows {Mine}; the oldest it serves knows {Expands.Number}"));
        await OpenAsync(scripts: Expanded);
    }

    [Test]
    public async Task An_older_program_that_runs_stops_working_at_the_next_sweep()
    {
        var running = await OpenAsync();
        await OpenAsync(scripts: Contracted);
        Assert.That(() => running.ListPendingAsync(Now, default), Unavailable("no longer serves this one"));
        Assert.That(() => running.AppendAsync(BatchOf("r-1"), default), Unavailable("no longer serves this one"));
    }

    [Test]
    public async Task An_auditor_upgrades_nothing()
    {
        await (await OpenAsync()).DisposeAsync();
        Assert.That(() => Make(forReading: true, scripts: Expanded).OpenAsync(default), Unavailable("storage upgrade"));
        Assert.That(await AskAsync("SELECT number FROM jitbot.schema"), Is.EqualTo(Mine));
    }

    [Test]
    public async Task An_upgrade_that_fails_half_way_changes_nothing()
    {
        await (await OpenAsync()).DisposeAsync();
        var broken = Contracts with { Sql = Contracts.Sql + "INSERT INTO strangers.nowhere VALUES (1);" };
        Assert.That(() => Make(scripts: [.. Expanded, broken]).OpenAsync(default), Throws.InstanceOf<StoreUnavailableException>());
        Assert.That(await AskAsync("SELECT number FROM jitbot.schema"), Is.EqualTo(Mine));
        Assert.That(await AskAsync("SELECT to_regclass('jitbot.extra')::text"), Is.Null);
    }
}
