using JitBot.Core.Store;
using JitBot.Storage.Sqlite;
using NUnit.Framework;

namespace JitBot.Rooms.Tests.Sqlite;

/// <summary>The power fails in the middle of a write: what was acknowledged is there, and no batch is there by halves.</summary>
public class SqliteCrashTests : SqliteFixture
{
    private const int Batches = 12;

    [Test]
    public async Task What_was_acknowledged_survives_a_crash()
    {
        await WriteAsync();
        var copy = Crash("whole", walLength: null, torn: false);
        await SqliteWriterTests.AssertGoodAsync(await OpenAsync(copy), 2 * Batches);
    }

    [Test]
    public async Task A_torn_write_leaves_whole_batches_and_a_chain_that_verifies(
        [Values] bool torn, [Values(0, 1, 17, 50, 83, 99)] int percent)
    {
        await WriteAsync();
        var copy = Crash("cut", percent, torn);
        var store = await OpenAsync(copy);
        var lines = (await store.ReadHeadsAsync(default)).Sum(head => head.Size);
        Assert.That(lines % 2, Is.Zero, "both lines of a batch or none");
        Assert.That(await store.ListPendingAsync(null, default), Has.Count.EqualTo(lines / 2), "the effect comes with its lines");
        await SqliteWriterTests.AssertGoodAsync(store, lines);
        Assert.That(await store.AppendAsync(BatchOf("r-after"), default), Is.InstanceOf<AppendAnswer.Appended>());
    }

    private async Task WriteAsync()
    {
        await (await OpenAsync()).DisposeAsync(); // the schema goes into the file, all that follows stands in the write-ahead log
        var store = await OpenAsync();
        for (var i = 0; i < Batches; i++)
            await store.AppendAsync(BatchOf($"r-{i}"), default);
    }

    /// <summary>The files as a crash would leave them, the write-ahead log cut, or full of another write's bytes, from there on.</summary>
    private string Crash(string name, int? walLength, bool torn)
    {
        var copy = Beside($"{name}.db");
        File.WriteAllBytes(copy, Bytes(Database));
        var wal = Bytes($"{Database}-wal");
        var length = walLength is { } percent ? wal.Length * percent / 100 : wal.Length;
        if (torn)
            wal.AsSpan(length).Fill(0x5A);
        File.WriteAllBytes($"{copy}-wal", torn ? wal : wal[..length]);
        return copy;
    }

    private static byte[] Bytes(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
