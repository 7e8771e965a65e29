using System.Runtime.Versioning;
using JitBot.Core.Store;
using JitBot.Storage.Sqlite;
using NUnit.Framework;

namespace JitBot.Rooms.Tests.Sqlite;

/// <summary>What is asked of the file before it is used.</summary>
public class SqliteFileTests : SqliteFixture
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    [TestCase("journal_mode", "wal")]
    [TestCase("synchronous", 2L)]
    [TestCase("foreign_keys", 1L)]
    [TestCase("secure_delete", 1L)]
    [TestCase("wal_autocheckpoint", 1000L)]
    [TestCase("user_version", 4L)]
    public async Task The_writer_is_set_for_durability(string pragma, object value) =>
        Assert.That(await AskAsync(await OpenAsync(), $"PRAGMA {pragma}"), Is.EqualTo(value));

    [Test]
    public async Task A_foreign_lock_is_waited_for_five_seconds_unless_told_otherwise()
    {
        Assert.That(new SqliteOptions("x").BusyTimeout, Is.EqualTo(TimeSpan.FromSeconds(5)));
        Assert.That(await AskAsync(await OpenAsync(), "PRAGMA busy_timeout"), Is.EqualTo(0L), "the option arrives");
    }

    [Test]
    [Platform("Unix", Reason = "file modes")]
    [UnsupportedOSPlatform("windows")]
    public async Task The_files_are_the_owners_alone()
    {
        var path = Beside("new/deep/store.db");
        var store = await OpenAsync(path);
        await store.AppendAsync(BatchOf("r-1"), default);
        foreach (var file in new[] { "", "-wal", "-shm", ".lock" })
            Assert.That(File.GetUnixFileMode(path + file), Is.EqualTo(OwnerOnly), file);
        Assert.That(File.GetUnixFileMode(Beside("new/deep")), Is.EqualTo(OwnerOnly | UnixFileMode.UserExecute));
    }

    [Test]
    [Platform("Unix", Reason = "file modes")]
    [UnsupportedOSPlatform("windows")]
    public async Task A_file_that_others_could_read_is_narrowed()
    {
        await (await OpenAsync()).DisposeAsync();
        File.SetUnixFileMode(Database, OwnerOnly | UnixFileMode.OtherRead | UnixFileMode.GroupRead);
        await OpenAsync();
        Assert.That(File.GetUnixFileMode(Database), Is.EqualTo(OwnerOnly));
    }

    [Test]
    public async Task A_second_process_is_refused_until_the_first_is_done()
    {
        var first = await OpenAsync();
        Refused("in use by another JitBot");
        await first.DisposeAsync();
        await OpenAsync();
    }

    [Test]
    public async Task The_leases_of_a_process_that_died_are_free_at_once_and_the_attempt_is_remembered()
    {
        var store = await OpenAsync();
        await store.AppendAsync(BatchOf("r-1"), default);
        await store.ClaimAsync([1], Now, TimeSpan.FromMinutes(1), default);
        await store.DisposeAsync();
        var claimed = await (await OpenAsync()).ClaimAsync([1], Now, TimeSpan.FromMinutes(1), default);
        Assert.That(claimed.Single(), Has.Property("Attempt").EqualTo(2));
    }

    [Test]
    public async Task An_auditor_reads_beside_a_running_store_and_cannot_write()
    {
        var store = await OpenAsync();
        await store.AppendAsync(BatchOf("r-1"), default);
        var auditor = await OpenAsync(forReading: true);
        await store.AppendAsync(BatchOf("r-2"), default);
        Assert.That(await auditor.ReadHeadsAsync(default), Has.One.Property("Size").EqualTo(4));
        Assert.That(() => auditor.AppendAsync(BatchOf("r-3"), default), Unavailable("for reading alone"));
    }

    [Test]
    public async Task Whoever_reads_beside_the_program_finds_what_that_appends()
    {
        var store = await OpenAsync();
        var auditor = await OpenAsync(forReading: true);
        var batch = BatchOf("r-1");
        Assert.That(await auditor.LoadAsync(batch.Stream, after: 0, default), Is.Empty);
        await store.AppendAsync(batch, default);
        Assert.That(await auditor.LoadAsync(batch.Stream, after: 0, default), Has.Count.EqualTo(2));
    }

    [Test]
    public void An_auditor_is_told_that_there_is_no_database()
    {
        Refused("does not exist", forReading: true);
        Assert.That(File.Exists(Database), Is.False);
    }

    [Test]
    public async Task A_file_that_is_no_database_is_refused_and_left_alone()
    {
        await File.WriteAllTextAsync(Database, new string('?', 8192));
        Refused("is not an SQLite database");
        Assert.That(await File.ReadAllTextAsync(Database), Is.EqualTo(new string('?', 8192)));
    }

    [Test]
    public async Task A_damaged_page_is_found_at_start()
    {
        var store = await OpenAsync();
        for (var i = 0; i < 20; i++)
            await store.AppendAsync(BatchOf($"r-{i}", textLength: 3_000), default);
        await store.DisposeAsync();
        await using (var file = File.OpenWrite(Database))
        {
            file.Position = file.Length / 2;
            file.Write(Enumerable.Repeat((byte)0xA5, 4096 * 4).ToArray());
        }
        Refused("is damaged");
        Refused("is damaged", forReading: true);
    }

    [Test]
    public void Another_programs_database_is_refused()
    {
        Tamper("CREATE TABLE theirs (x)");
        Refused("another program");
    }

    [Test]
    public async Task A_directory_that_cannot_be_made_is_a_clear_error()
    {
        await File.WriteAllTextAsync(Beside("file"), "");
        Assert.That(() => Make(Beside("file/store.db")).OpenAsync(default), Unavailable("cannot be used"));
    }

    [TestCase("nfs4", true)]
    [TestCase("CIFS", true)]
    [TestCase("9p", true)]
    [TestCase("fuse.sshfs", true)]
    [TestCase("fuse.glusterfs", true)]
    [TestCase("ext4", false)]
    [TestCase("overlay", false)]
    [TestCase("tmpfs", false)]
    [TestCase("apfs", false)]
    [TestCase("fuseblk", false)]
    public void Network_file_systems_are_told_from_disks(string format, bool network) =>
        Assert.That(SqliteGuards.IsNetwork(format), Is.EqualTo(network));

    [Test]
    public void A_network_file_system_is_refused() =>
        Assert.That(() => SqliteGuards.RequireDisk(Database, "nfs4"), Unavailable("network file system (nfs4)"));

    private void Refused(string words, bool forReading = false) =>
        Assert.That(() => Make(forReading: forReading).OpenAsync(default), Unavailable(words));
}
