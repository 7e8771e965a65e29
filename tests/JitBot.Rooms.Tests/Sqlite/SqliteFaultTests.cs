using JitBot.Core.Audit;
using JitBot.Core.Effects;
using JitBot.Core.Store;
using JitBot.Storage.Sqlite;
using Microsoft.Data.Sqlite;
using NUnit.Framework;

namespace JitBot.Rooms.Tests.Sqlite;

/// <summary>When the disk or a neighbour fails: a clear error, nothing half written, and it works again afterwards.</summary>
public class SqliteFaultTests : SqliteFixture
{
    private SqliteStore _store = null!;

    [SetUp]
    public async Task OpenStore()
    {
        _store = await OpenAsync();
        await _store.AppendAsync(BatchOf("r-1"), default);
    }

    [Test]
    public async Task A_full_disk_refuses_what_does_not_fit_and_loses_nothing()
    {
        await FillDiskAsync(sparePages: 0);
        Assert.That(() => _store.AppendAsync(BatchOf("r-2", textLength: 100_000), default), Unavailable("is full"));
        await AssertOnlyAsync("r-1");

        await FillDiskAsync(sparePages: 1_000_000);
        Assert.That(await _store.AppendAsync(BatchOf("r-2", textLength: 100_000), default), Is.InstanceOf<AppendAnswer.Appended>());
        await SqliteWriterTests.AssertGoodAsync(_store, 4);
    }

    [Test]
    public async Task A_full_disk_uses_up_the_reserve_and_nothing_new_may_begin_until_there_is_room_again()
    {
        Assert.That(_store.HasRoom);
        await FillDiskAsync(sparePages: 0);
        Assert.That(() => _store.AppendAsync(BatchOf("r-2", textLength: 100_000), default), Unavailable("is full"));
        Assert.That(_store.HasRoom, Is.False);
        Assert.That(File.Exists(Database + ".reserve"), Is.False);
        Assert.That(_store.TryMakeRoom());
        Assert.That(_store.HasRoom);
    }

    [Test]
    public async Task On_a_nearly_full_disk_what_fits_is_written_even_beside_what_does_not()
    {
        var claimed = (await _store.ClaimAsync([1], Now, TimeSpan.FromMinutes(1), default)).Single();
        await FillDiskAsync(sparePages: 10);
        var work = await AsOneGroupAsync(_store, () => new Task[]
        {
            _store.AppendAsync(BatchOf("r-2", textLength: 100_000), default),
            _store.CompleteAsync(claimed, default),
            _store.AppendAsync(BatchOf("r-3"), default),
        });
        Assert.That(async () => await work[0], Unavailable("is full"));
        await Task.WhenAll(work[1], work[2]);
        Assert.That(await _store.LoadAsync(new StreamId("request/r-2"), after: 0, default), Is.Empty);
        var pending = await _store.ListPendingAsync(null, default);
        Assert.That(pending.Select(row => row.Id), Is.EqualTo(new[] { 2 }), "one done, one new, none of the refused");
        await SqliteWriterTests.AssertGoodAsync(_store, 4);
    }

    [Test]
    public async Task A_foreign_writer_is_a_clear_error_and_nothing_is_lost()
    {
        using (var foreign = Foreign())
        {
            using var transaction = foreign.BeginTransaction(deferred: false);
            Assert.That(() => _store.AppendAsync(BatchOf("r-2"), default), Unavailable("holds a lock"));
            Assert.That(await _store.LoadAsync(new StreamId("request/r-1"), after: 0, default), Has.Count.EqualTo(2), "reading goes on");
        }
        await AssertOnlyAsync("r-1");
        Assert.That(await _store.AppendAsync(BatchOf("r-2"), default), Is.InstanceOf<AppendAnswer.Appended>());
    }

    [Test]
    public async Task While_the_writer_waits_for_a_foreign_lock_everybody_reads_on()
    {
        var path = Beside("patient.db");
        var store = Make(path, patience: TimeSpan.FromSeconds(20));
        await store.OpenAsync(default);
        using var foreign = new SqliteConnection($"Data Source={path};Pooling=False");
        foreign.Open();
        Task<AppendAnswer> writing;
        using (foreign.BeginTransaction(deferred: false))
        {
            writing = store.AppendAsync(BatchOf("r-1"), default);
            for (var i = 0; i < 3000; i++) // long after the writer has begun to wait
                Assert.That(await store.LoadAsync(new StreamId($"request/r-{i + 2}"), after: 0, default), Is.Empty);
            Assert.That(writing.IsCompleted, Is.False);
        }

        Assert.That(await writing, Is.InstanceOf<AppendAnswer.Appended>());
    }

    [Test]
    public async Task A_file_that_cannot_be_written_is_a_clear_error()
    {
        await AskAsync(_store, "PRAGMA query_only = ON");
        Assert.That(() => _store.AppendAsync(BatchOf("r-2"), default), Unavailable("cannot be written"));
        await AssertOnlyAsync("r-1");
    }

    [Test]
    public async Task Damage_found_while_running_is_a_clear_error()
    {
        await AskAsync(_store, "SELECT 1"); // the last commit is over
        Tamper("PRAGMA wal_checkpoint(TRUNCATE)");
        await using (var file = new FileStream(Database, FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
        {
            file.Position = 4096; // leaves the header and the schema
            file.Write(Enumerable.Repeat((byte)0xA5, (int)file.Length - 4096).ToArray());
        }
        Assert.That(() => _store.LoadAsync(new StreamId("request/r-1"), after: 0, default), Unavailable("is damaged"));
    }

    [TestCase("UPDATE lines SET bytes = x'00' WHERE seq = 1")]
    [TestCase("DELETE FROM lines WHERE seq = 2")]
    [TestCase("INSERT INTO lines (seq, stream, version, bytes, hash) VALUES (4, 's', 1, x'00', '')")]
    [TestCase("INSERT OR REPLACE INTO lines (seq, stream, version, bytes, hash) VALUES (2, 's', 1, x'00', '')")]
    [TestCase("UPDATE checkpoints SET heads = ''")]
    [TestCase("DELETE FROM checkpoints")]
    public async Task The_log_and_its_checkpoints_cannot_be_changed_even_with_SQL(string sql)
    {
        await _store.SaveCheckpointAsync(new([new(1, 2, "head")], Now, "key", "signature"), default);
        Assert.That(() => Tamper(sql), Throws.InstanceOf<SqliteException>());
    }

    [TestCase("UPDATE lines SET bytes = replace(bytes, 'asked', 'baked') WHERE seq = 1", false)]
    [TestCase("UPDATE lines SET version = 9 WHERE seq = 1", true)]
    [TestCase("UPDATE lines SET stream = 'request/r-9', version = 1 WHERE seq = 1", true)]
    public async Task Whoever_takes_the_triggers_away_and_moves_a_line_is_found_out(string sql, bool atLoading)
    {
        Tamper($"DROP TRIGGER lines_are_never_changed; {sql}");
        if (atLoading)
            Assert.That(() => _store.LoadAsync(new StreamId("request/r-1"), after: 0, default), Unavailable("audit verify"));
        Assert.That(await SqliteWriterTests.VerifyAsync(_store), Is.InstanceOf<AuditVerdict.Bad>().With.Property("Sequence").EqualTo(1));
    }

    [Test]
    public async Task An_erased_text_leaves_no_trace_on_the_disk()
    {
        const string Secret = "a text that must not be found again";
        const string Address = "somebody@example.com";
        var text = new PersonalText(new("p-2"), "salt", Secret);
        await _store.AddAsync(new(text.Owner, Address, "Name", text.Hash), text, default);
        Assert.That((OnDisk(Secret), OnDisk(Address)), Is.EqualTo((true, true)), "they stand somewhere before");
        await _store.ForgetAsync(text.Owner, default);
        Assert.That((OnDisk(Secret), OnDisk(Address)), Is.EqualTo((false, false)));
    }

    [Test]
    public async Task An_erased_text_that_a_foreign_reader_kept_on_the_disk_goes_with_the_next_commit()
    {
        const string Secret = "a text that must not be found again";
        var text = new PersonalText(new("p-2"), "salt", Secret);
        await _store.AddAsync(new(text.Owner, "somebody@example.com", "Name", text.Hash), text, default);
        using (var foreign = Foreign())
        {
            using var reading = foreign.BeginTransaction(deferred: true);
            using var look = foreign.CreateCommand();
            look.CommandText = "SELECT count(*) FROM texts";
            look.ExecuteScalar();
            await _store.ForgetAsync(text.Owner, default);
            Assert.That(OnDisk(Secret), "the reader stands in the way");
        }

        await _store.AppendAsync(BatchOf("r-2"), default);
        Assert.That(OnDisk(Secret), Is.False);
    }

    private async Task FillDiskAsync(int sparePages)
    {
        var pages = (long)(await AskAsync(_store, "PRAGMA page_count"))!;
        await AskAsync(_store, $"PRAGMA max_page_count = {pages + sparePages}");
    }

    private async Task AssertOnlyAsync(string request)
    {
        Assert.That(await _store.ListPendingAsync(null, default), Has.Count.EqualTo(1));
        Assert.That(await _store.LoadAsync(new StreamId($"request/{request}"), after: 0, default), Has.Count.EqualTo(2));
        await SqliteWriterTests.AssertGoodAsync(_store, 2);
    }

    private bool OnDisk(string text) => new[] { Database, Database + "-wal" }
        .Any(file => File.Exists(file) && Bytes(file).AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(text)) >= 0);

    private static byte[] Bytes(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
