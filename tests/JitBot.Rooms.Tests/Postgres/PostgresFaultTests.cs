using JitBot.Core.Audit;
using JitBot.Core.Store;
using JitBot.Storage.Postgres;
using JitBot.Testing;
using Npgsql;
using NUnit.Framework;

namespace JitBot.Rooms.Tests.Postgres;

/// <summary>When the database fails: a clear error, nothing half written, and it works again afterwards.</summary>
public class PostgresFaultTests : PostgresFixture
{
    [Test]
    public async Task A_full_disk_is_named_and_nothing_new_may_begin_until_something_could_be_written()
    {
        var store = await OpenAsync();
        await TamperAsync("""
            CREATE FUNCTION fill() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no space left' USING ERRCODE = '53100'; END $$;
            CREATE TRIGGER full_disk BEFORE INSERT ON lines FOR EACH ROW EXECUTE FUNCTION fill();
            """);
        Assert.That(() => store.AppendAsync(BatchOf("r-1"), default), Unavailable("disk of").And.Message.Contains("is full"));
        Assert.That((store.HasRoom, store.TryMakeRoom()), Is.EqualTo((false, false)));
        Assert.That(await store.ListPendingAsync(null, default), Is.Empty);

        await TamperAsync("DROP TRIGGER full_disk ON lines");
        Assert.That(await store.AppendAsync(BatchOf("r-1"), default), Is.InstanceOf<AppendAnswer.Appended>());
        Assert.That(store.HasRoom);
    }

    [Test]
    public async Task A_commit_that_was_not_answered_is_called_unknown_and_done_once_when_it_is_tried_again()
    {
        var store = await OpenAsync();
        await TamperAsync("""
            CREATE FUNCTION vanish() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'terminating' USING ERRCODE = '57P01'; END $$;
            CREATE CONSTRAINT TRIGGER vanishing AFTER INSERT ON lines DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION vanish();
            """);
        Assert.That(() => store.AppendAsync(BatchOf("r-1"), default), Unavailable("not known whether").And.Message.Not.Contains("Nothing was written"));

        await TamperAsync("DROP TRIGGER vanishing ON lines");
        Assert.That(await store.AppendAsync(BatchOf("r-1"), default), Is.InstanceOf<AppendAnswer.Appended>());
    }

    [Test]
    public async Task What_is_due_is_seen_without_a_place_among_the_processes_and_by_whoever_only_reads()
    {
        var store = await OpenAsync();
        await store.AppendAsync(BatchOf("r-1"), default);
        await TamperAsync("REVOKE ALL ON chains FROM PUBLIC; ALTER TABLE chains RENAME TO elsewhere");
        await TamperAsync("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()");
        Assert.That(await store.ListPendingAsync(Now, default), Has.Count.EqualTo(1));
        Assert.That(await (await OpenAsync(forReading: true)).ListPendingAsync(Now, default), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_database_that_became_read_only_is_named_and_used_again_when_it_is_not()
    {
        var store = await OpenAsync();
        await AlterAsync("SET default_transaction_read_only = on");
        await TamperAsync("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()");
        Assert.That(() => store.AppendAsync(BatchOf("r-1"), default), Unavailable("read-only"));
        await AlterAsync("RESET default_transaction_read_only");
        Assert.That(await store.AppendAsync(BatchOf("r-1"), default), Is.InstanceOf<AppendAnswer.Appended>(), "on fresh connections");
    }

    [Test]
    public async Task Connections_from_before_a_restart_are_replaced_unseen()
    {
        var store = await OpenAsync();
        await store.AppendAsync(BatchOf("r-1"), default);
        await TamperAsync("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()");
        Assert.That(await store.LoadAsync(BatchOf("r-1").Stream, after: 0, default), Has.Count.EqualTo(2));
        await TamperAsync("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()");
        Assert.That(await store.AppendAsync(BatchOf("r-2"), default), Is.InstanceOf<AppendAnswer.Appended>());
    }

    [Test]
    public async Task A_database_without_a_free_connection_is_named()
    {
        await (await OpenAsync()).DisposeAsync();
        var runs = await RoleAsync(PostgresSchema.RunningRole);
        await AlterAsync("CONNECTION LIMIT 0");
        Assert.That(() => Make(runs).OpenAsync(default), Unavailable("no connection left"));
    }

    [Test]
    public void A_database_that_does_not_exist_and_a_wrong_password_are_named_without_the_password()
    {
        var missing = new NpgsqlConnectionStringBuilder(Database) { Database = "nowhere" }.ToString();
        Assert.That(() => Make(missing).OpenAsync(default), Unavailable("does not exist"));
        var wrong = new NpgsqlConnectionStringBuilder(Database) { Password = "hunter2" }.ToString();
        Assert.That(() => Make(wrong).OpenAsync(default), Unavailable("does not let this role in").And.Message.Not.Contains("hunter2"));
        var nobody = new NpgsqlConnectionStringBuilder(Database) { Port = 1 }.ToString();
        Assert.That(() => Make(nobody).OpenAsync(default), Unavailable("cannot be reached").And.Message.Not.Contains(PostgresCluster.Password));
    }

    [Test]
    public async Task A_database_that_acknowledges_before_it_is_durable_is_refused()
    {
        await AlterAsync("SET synchronous_commit = off");
        Assert.That(() => Make().OpenAsync(default), Unavailable("synchronous_commit"));
    }

    [Test]
    public async Task A_line_that_was_changed_is_not_acted_upon()
    {
        var store = await OpenAsync();
        await store.AppendAsync(BatchOf("r-1"), default);
        await TamperAsync("ALTER TABLE lines DISABLE TRIGGER USER; UPDATE lines SET stream = 'request/r-9', version = version + 10");
        Assert.That(() => store.LoadAsync(new StreamId("request/r-9"), after: 10, default), Unavailable("line 1 of chain 1"));
        Assert.That(await VerifyAsync(store), Is.InstanceOf<AuditVerdict.Bad>());
    }

    [TestCase("57P01", "failing over")]
    [TestCase("57P02", "failing over")]
    [TestCase("57P03", "failing over")]
    [TestCase("08006", "failing over")]
    [TestCase("25006", "read-only")]
    [TestCase("53300", "no connection left")]
    [TestCase("57014", "in time")]
    [TestCase("40P01", "lost every race")]
    [TestCase("42P01", "storage upgrade")]
    [TestCase("XX001", "damaged")]
    public void A_code_of_the_databases_is_put_into_a_sentence(string state, string words)
    {
        var error = new PostgresException("message", "FATAL", "FATAL", state);
        Assert.That(PostgresFaults.Worded(error, "d at h"),
            Is.InstanceOf<StoreUnavailableException>().With.Message.Contains("d at h").And.Message.Contains(words));
    }

    [Test]
    public void A_mistake_of_our_own_stays_as_it_is()
    {
        var error = new PostgresException("message", "ERROR", "ERROR", PostgresErrorCodes.SyntaxError);
        Assert.That(PostgresFaults.Worded(error, "d"), Is.SameAs(error));
    }

    private Task AlterAsync(string how)
    {
        var own = new NpgsqlConnectionStringBuilder(Database);
        var beside = new NpgsqlConnectionStringBuilder(Database) { Database = "postgres" };
        return PostgresCluster.RunAsync(beside.ToString(), $"ALTER DATABASE {own.Database} {how}");
    }
}
