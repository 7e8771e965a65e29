using System.Text;
using JitBot.Core.Audit;
using JitBot.Core.Store;

namespace JitBot.Host.Tests.VerbTable;

/// <summary>A stream is read once, however many slices it is spread over; what is kept is bounded; and what cannot be read tells what was seen of it.</summary>
public class OcsfMemoryTests
{
    private const int Most = 5;

    private const string Asked = """{"requester":{"id":"p-1"},"terms":{"entitlementId":"prod-db"}}""";

    private readonly List<(string Stream, long After)> _reads = [];

    [Test]
    public async Task A_stream_of_many_slices_is_read_once()
    {
        const int lines = 5_000;
        var given = Enumerable.Range(1, lines).Select(version => Line("request/r-1", version, version == 1 ? "asked" : "refused", version == 1 ? Asked : "{}")).ToList();
        var memory = Memory(given);
        var writer = new AuditExportWriter(TextWriter.Null, new OcsfExport(memory), DateTimeOffset.MinValue, DateTimeOffset.MaxValue);
        await foreach (var _ in writer.WriteAsync(given.Select(Sealed).ToAsyncEnumerable(), (_, _) => throw new InvalidOperationException("They name no texts.")))
        {
        }

        Assert.That(_reads, Is.EqualTo(new[] { ("request/r-1", 0L) }));
        Assert.That((memory.Weight, memory.Trouble), Is.EqualTo((1, (string?)null)));
    }

    [Test]
    public async Task What_is_written_meanwhile_is_read_on_from_where_reading_ended()
    {
        var stored = new List<StoredLine> { Line("holding/h", 1, "claimed", """{"request":"r-1"}""") };
        var memory = Memory(stored);
        await memory.LookAsync("holding/h", [Exported(stored[0])]);
        stored.Add(Line("holding/h", 2, "claimed", """{"request":"r-2"}"""));
        var facts = await memory.LookAsync("holding/h", [Exported(stored[1])]);

        Assert.That(_reads, Is.EqualTo(new[] { ("holding/h", 0L), ("holding/h", 1L) }));
        Assert.That((facts.RequestsAt(1), facts.RequestsAt(2)), Is.EqualTo((new[] { "r-1" }, new[] { "r-1", "r-2" })));
    }

    [Test]
    public async Task The_streams_not_asked_for_in_a_long_time_are_forgotten_and_read_again()
    {
        var stored = Enumerable.Range(0, Most + 1).Select(number => Line($"request/r-{number}", 1, "asked", Asked)).ToList();
        var memory = Memory(stored);
        foreach (var line in stored[..^1])
            await memory.LookAsync(line.Stream, [Exported(line)]);
        await memory.LookAsync("request/r-0", [Exported(stored[0])]);
        await memory.LookAsync(stored[^1].Stream, [Exported(stored[^1])]);
        Assert.That((memory.Weight, _reads.Count), Is.EqualTo((Most, Most + 1)));

        await memory.LookAsync("request/r-0", [Exported(stored[0])]);
        Assert.That(_reads, Has.Count.EqualTo(Most + 1), "it was asked for lately");
        Assert.That((await memory.LookAsync("request/r-1", [Exported(stored[1])])).EntitlementId, Is.EqualTo("prod-db"));
        Assert.That(_reads[^1], Is.EqualTo(("request/r-1", 0L)), "it was the one not asked for the longest");
    }

    [Test]
    public async Task A_stream_with_more_to_keep_than_there_is_room_for_is_not_kept()
    {
        var stored = Enumerable.Range(1, Most).Select(version => Line("holding/h", version, "claimed", $$"""{"request":"r-{{version}}"}""")).ToList();
        var memory = Memory(stored);
        Assert.That((await memory.LookAsync("holding/h", [Exported(stored[^1])])).RequestsAt(3), Is.EqualTo(new[] { "r-1", "r-2", "r-3" }));
        Assert.That(memory.Weight, Is.Zero);
    }

    [Test]
    public async Task A_stream_that_the_store_cannot_read_tells_what_was_seen_of_it()
    {
        var tries = 0;
        var memory = new OcsfMemory((_, _, _) => ++tries > 0 ? throw new StoreUnavailableException("line 2 is not what was sealed") : null!);
        await memory.LookAsync("request/r-1", [Exported(Line("request/r-1", 1, "asked", Asked))]);
        var facts = await memory.LookAsync("request/r-1", [Exported(Line("request/r-1", 102, "prepared", """{"subject":"riley"}"""))]);

        Assert.That((facts.EntitlementId, facts.Subject), Is.EqualTo(("prod-db", "riley")));
        Assert.That((tries, memory.Trouble), Is.EqualTo((1, "line 2 is not what was sealed")), "it is not tried again for each slice");
    }

    private OcsfMemory Memory(List<StoredLine> stored) => new((stream, after, _) =>
    {
        _reads.Add((stream.Value, after));
        return Task.FromResult<IReadOnlyList<StoredLine>>([.. stored.Where(line => line.Stream == stream.Value && line.Version > after)]);
    }, Most);

    [SetUp]
    public void Forget() => _reads.Clear();

    private static StoredLine Line(string stream, long version, string type, string body) => new(AuditChain.Only, version, DateTimeOffset.UnixEpoch, stream, version, type, body);

    private static SealedLine Sealed(StoredLine line) =>
        new(line.Chain, line.Sequence, line.Stream, line.Version, Encoding.UTF8.GetBytes($$"""{"type":"{{line.Type}}","body":{{line.Body}}}"""), "00");

    private static ExportedLine Exported(StoredLine line) => new(Sealed(line));
}
