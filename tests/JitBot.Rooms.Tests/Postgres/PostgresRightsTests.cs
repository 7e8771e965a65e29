using JitBot.Core.Store;
using JitBot.Storage.Postgres;
using JitBot.Testing;
using Npgsql;
using NUnit.Framework;

namespace JitBot.Rooms.Tests.Postgres;

/// <summary>The log is append-only: by triggers for everybody, and by grants for the role that runs.</summary>
public class PostgresRightsTests : PostgresFixture
{
    private static readonly SchemaScript Next = new(PostgresSchema.Scripts[^1].Number + 1, "CREATE TABLE extra (x integer);");

    private static readonly string[] Changes =
    [
        "UPDATE lines SET hash = 'x'", "DELETE FROM lines", "TRUNCATE lines", "TRUNCATE chains CASCADE",
        "UPDATE checkpoints SET heads = 'x'", "DELETE FROM checkpoints", "TRUNCATE checkpoints",
    ];

    [Test]
    public async Task Triggers_keep_even_the_owner_from_changing_the_log([ValueSource(nameof(Changes))] string change)
    {
        await (await OpenAsync()).AppendAsync(BatchOf("r-1"), default);
        await TamperAsync("INSERT INTO checkpoints (heads, at, public_key, signature) VALUES ('1 1 a', 1, 'k', 's')");
        Assert.That(() => TamperAsync(change), Throws.InstanceOf<PostgresException>().With.Message.Contains("append-only"));
    }

    [Test]
    public async Task A_chain_has_no_gaps()
    {
        await (await OpenAsync()).AppendAsync(BatchOf("r-1"), default);
        Assert.That(() => TamperAsync("INSERT INTO lines SELECT chain, seq + 3, stream, version + 2, bytes, hash FROM lines"),
            Throws.InstanceOf<PostgresException>().With.Message.Contains("no gaps"));
    }

    [Test]
    public async Task The_role_that_runs_does_all_its_work_and_cannot_touch_the_log()
    {
        var runs = await RoleAsync(PostgresSchema.RunningRole);
        await (await OpenAsync()).DisposeAsync();

        var store = await OpenAsync(runs);
        await store.AppendAsync(BatchOf("r-1") with { Answered = new Answered("gesture", "answer", Now) }, default);
        var claimed = await store.ClaimAsync([.. (await store.ListPendingAsync(Now, default)).Select(row => row.Id)], Now, Lease, default);
        await store.CompleteAsync(claimed.Single(), default);
        await store.ForgetAsync(new("p-1"), default);
        await store.PruneAnswersAsync(Now.AddDays(1), default);
        foreach (var change in Changes)
        {
            Assert.That(() => PostgresCluster.RunAsync(runs, $"SET search_path = jitbot; {change}"),
                Throws.InstanceOf<PostgresException>().With.Property("SqlState").EqualTo(PostgresErrorCodes.InsufficientPrivilege), change);
        }
    }

    [Test]
    public async Task An_auditor_verifies_the_log_and_neither_writes_nor_sees_what_is_pending()
    {
        var auditor = await RoleAsync(PostgresSchema.AuditorRole);
        await (await OpenAsync()).AppendAsync(BatchOf("r-1"), default);

        Assert.That(await VerifyAsync(await OpenAsync(auditor, forReading: true)), Is.InstanceOf<Core.Audit.AuditVerdict.Good>());
        foreach (var wrong in Changes.Append("INSERT INTO lines SELECT chain, seq + 3, stream, version + 2, bytes, hash FROM lines").Append("SELECT body FROM effects"))
        {
            Assert.That(() => PostgresCluster.RunAsync(auditor, $"SET search_path = jitbot; {wrong}"),
                Throws.InstanceOf<PostgresException>().With.Property("SqlState").EqualTo(PostgresErrorCodes.InsufficientPrivilege), wrong);
        }
    }

    [Test]
    public async Task A_table_of_the_writer_does_not_stand_in_for_the_log()
    {
        await (await OpenAsync()).AppendAsync(BatchOf("r-1"), default);
        const string ownTable = "SET search_path = pg_temp, jitbot; CREATE TEMP TABLE lines (chain integer, seq bigint); INSERT INTO pg_temp.lines VALUES (1, 41);";
        Assert.That(() => TamperAsync(ownTable + "INSERT INTO jitbot.lines SELECT chain, 42, stream, version + 2, bytes, hash FROM jitbot.lines LIMIT 1"),
            Throws.InstanceOf<PostgresException>().With.Message.Contains("no gaps"));
    }

    [Test]
    public async Task What_a_role_was_given_by_default_is_taken_back_when_the_owner_upgrades()
    {
        var runs = await RoleAsync(PostgresSchema.RunningRole);
        await PostgresCluster.RunAsync(Database, $"ALTER DEFAULT PRIVILEGES GRANT ALL ON TABLES TO {PostgresSchema.RunningRole}");
        await (await OpenAsync()).DisposeAsync();
        Assert.That(() => PostgresCluster.RunAsync(runs, "SET search_path = jitbot; DELETE FROM lines"),
            Throws.InstanceOf<PostgresException>().With.Property("SqlState").EqualTo(PostgresErrorCodes.InsufficientPrivilege));
    }

    [Test]
    public async Task Locks_that_anybody_may_hold_keep_nobody_from_writing_or_starting()
    {
        var auditor = await RoleAsync(PostgresSchema.AuditorRole);
        var store = await OpenAsync();
        await store.AppendAsync(BatchOf("r-1"), default);
        await using var holder = new NpgsqlConnection(auditor);
        await holder.OpenAsync();
        var stream = StreamId.Of(new Core.Access.RequestId("r-1")).Value;
        await using var hold = new NpgsqlCommand(
            $"SELECT pg_advisory_lock(hashtextextended('{stream}', 0)); SELECT count(pg_advisory_lock({PostgresSchema.LockClass}, n)) FROM generate_series(2, 1000) n", holder);
        await hold.ExecuteNonQueryAsync();

        Assert.That(await store.AppendAsync(BatchOf("r-1", after: 2), default), Is.InstanceOf<AppendAnswer.Appended>());
        var late = await OpenAsync();
        Assert.That(late.Chain, Is.EqualTo(1), "it shares one");
        Assert.That(await late.AppendAsync(BatchOf("r-2"), default), Is.InstanceOf<AppendAnswer.Appended>());
        Assert.That(await VerifyAsync(late), Is.InstanceOf<Core.Audit.AuditVerdict.Good>());
    }

    [Test]
    public async Task A_role_that_does_not_own_an_old_schema_says_what_to_run_and_runs_once_that_was_done()
    {
        var runs = await RoleAsync(PostgresSchema.RunningRole);
        Assert.That(() => Make(runs).OpenAsync(default), Unavailable("has schema 0").And.Message.Contains("\"JitBot.Host storage upgrade\""));
        await (await OpenAsync()).DisposeAsync();
        Assert.That(() => Make(runs, scripts: [.. PostgresSchema.Scripts, Next]).OpenAsync(default), Unavailable("may not upgrade it. Run"));
        await (await OpenAsync(scripts: [.. PostgresSchema.Scripts, Next])).DisposeAsync();
        await OpenAsync(runs, scripts: [.. PostgresSchema.Scripts, Next]);
    }

    [Test]
    public async Task A_role_without_any_right_is_told_what_the_owner_runs()
    {
        await (await OpenAsync()).DisposeAsync();
        Assert.That(() => Make(RoleAsync("stranger").Result).OpenAsync(default), Unavailable("storage upgrade").And.Message.Not.Contains(PostgresCluster.Password));
    }
}
