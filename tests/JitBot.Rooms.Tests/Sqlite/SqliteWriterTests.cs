using JitBot.Core.Audit;
using JitBot.Core.Effects;
using JitBot.Core.Store;
using JitBot.Storage.Sqlite;
using Microsoft.Data.Sqlite;
using NUnit.Framework;

namespace JitBot.Rooms.Tests.Sqlite;

/// <summary>The one writer: groups share a commit and nothing else.</summary>
public class SqliteWriterTests : SqliteFixture
{
    [Test]
    public async Task What_is_queued_together_is_committed_together()
    {
        var store = await OpenAsync();
        object? seenByOthers = null;
        var work = await AsOneGroupAsync(store, () => new Task[]
        {
            store.AppendAsync(BatchOf("r-1"), default),
            store.Writer.WriteAsync(_ => seenByOthers = CountLinesFromOutside(), default),
            store.AppendAsync(BatchOf("r-2"), default),
        });
        await Task.WhenAll(work);
        Assert.That(seenByOthers, Is.EqualTo(0L), "the first batch was not committed before the second was written");
        Assert.That(CountLinesFromOutside(), Is.EqualTo(4L));
    }

    [Test]
    public async Task One_failure_in_a_group_undoes_nobody_elses_work()
    {
        var store = await OpenAsync();
        var work = await AsOneGroupAsync(store, () => new Task[]
        {
            store.AppendAsync(BatchOf("r-1"), default),
            store.Writer.WriteAsync(db => db.Run("INSERT INTO texts (hash, owner, salt, text) VALUES ('half', '', '', '')") / 0, default),
            store.AppendAsync(BatchOf("r-2"), default),
        });
        Assert.That(async () => await work[1], Throws.InstanceOf<DivideByZeroException>());
        await Task.WhenAll(work[0], work[2]);
        Assert.That(await store.LoadTextsAsync(["half"], default), Is.Empty);
        await AssertGoodAsync(store, 4);
    }

    [Test]
    public async Task A_commit_that_fails_leaves_nothing_of_its_group_behind_and_the_rest_is_written_again()
    {
        var store = await OpenAsync();
        var work = await AsOneGroupAsync(store, () => new Task[]
        {
            store.AppendAsync(BatchOf("r-1"), default),
            // A foreign key that is checked at COMMIT alone.
            store.Writer.WriteAsync(
                db =>
                {
                    db.Execute("PRAGMA defer_foreign_keys = ON");
                    return db.Run("INSERT INTO accounts (platform, tenant, account, person) VALUES ('p', 't', 'a', 'nobody')");
                },
                default),
        });
        Assert.That(async () => await work[1], Throws.InstanceOf<SqliteException>());
        await work[0];
        Assert.That(await AskAsync(store, "SELECT count(*) FROM accounts"), Is.EqualTo(0L));
        await AssertGoodAsync(store, 2);
    }

    [Test]
    public async Task Work_taken_back_while_it_waits_is_not_done()
    {
        var store = await OpenAsync();
        using var cancel = new CancellationTokenSource();
        var append = await AsOneGroupAsync(store, () =>
        {
            var queued = store.AppendAsync(BatchOf("r-1"), cancel.Token);
            cancel.Cancel();
            return queued;
        });
        Assert.That(async () => await append, Throws.InstanceOf<OperationCanceledException>());
        await AssertGoodAsync(store, 0);
    }

    [Test]
    public async Task Closing_finishes_what_is_queued_and_takes_nothing_more()
    {
        var store = await OpenAsync();
        var queued = await AsOneGroupAsync(store, () =>
        {
            var appends = Enumerable.Range(1, 10).Select(i => store.AppendAsync(BatchOf($"r-{i}"), default)).ToList();
            return (Appends: appends, Closing: store.DisposeAsync().AsTask());
        });
        await queued.Closing;
        Assert.That(await Task.WhenAll(queued.Appends), Has.All.InstanceOf<AppendAnswer.Appended>());
        Assert.That(() => store.AppendAsync(BatchOf("r-11"), default), Unavailable("closed"));
        Assert.That(() => store.ReadHeadsAsync(default), Unavailable("closed"));
        await AssertGoodAsync(await OpenAsync(), 20);
    }

    [Test]
    public async Task An_effect_this_version_cannot_read_is_set_aside_and_the_others_go_on()
    {
        var store = await OpenAsync();
        await store.AppendAsync(BatchOf("r-1"), default);
        await store.AppendAsync(BatchOf("r-2"), default);
        Tamper("""UPDATE effect_bodies SET body = '{"effect":"from-the-future"}' WHERE id = 1""");
        var claimed = await store.ClaimAsync([1, 2], Now, TimeSpan.FromMinutes(1), default);
        Assert.That(claimed.Select(effect => effect.Effect.Key), Is.EqualTo(new[] { "wake/r-2" }));
        Assert.That(await store.ListParkedAsync(default), Has.One.Property("Error").Contains("cannot read"));
    }

    internal static Task<AuditVerdict> VerifyAsync(SqliteStore store) =>
        AuditVerifier.VerifyAsync(store.ReadChainAsync(default), store.ReadTextsAsync(default), AuditAnchors.None, default);

    internal static async Task AssertGoodAsync(SqliteStore store, long lines) =>
        Assert.That(await VerifyAsync(store), Is.InstanceOf<AuditVerdict.Good>().With.Property("Lines").EqualTo(lines));

    private object? CountLinesFromOutside()
    {
        using var connection = Foreign();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT count(*) FROM lines";
        return command.ExecuteScalar();
    }
}
