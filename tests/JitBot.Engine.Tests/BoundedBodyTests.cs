using JitBot.Testing;

namespace JitBot.Engine.Tests;

/// <summary>What comes to a door is read up to a bound, and what it causes is logged up to a bound.</summary>
[TestFixture]
public class BoundedBodyTests
{
    [TestCase(0)]
    [TestCase(99_999)]
    [TestCase(100_000)]
    public async Task What_is_small_enough_is_read_whole(int length)
    {
        var sent = Enumerable.Range(0, length).Select(i => (byte)i).ToArray();
        using var body = new MemoryStream(sent);
        Assert.That((await BoundedBody.ReadAsync(body, announced: null, most: 100_000, default))!.Value.ToArray(), Is.EqualTo(sent));
    }

    [TestCase(0)]
    [TestCase(999)]
    [TestCase(16_384)]
    [TestCase(16_385)]
    [TestCase(100_000)]
    public async Task What_is_announced_is_read_whole_in_whatever_pieces_it_comes(int length)
    {
        var sent = Enumerable.Range(0, length).Select(i => (byte)i).ToArray();
        using var body = new Dribbling(sent);
        Assert.That((await BoundedBody.ReadAsync(body, announced: length, most: 100_000, default))!.Value.ToArray(), Is.EqualTo(sent));
    }

    [Test]
    public async Task Of_what_breaks_off_there_is_what_came()
    {
        using var body = new MemoryStream([1, 2, 3]);
        Assert.That((await BoundedBody.ReadAsync(body, announced: 5, most: 100_000, default))!.Value.ToArray(), Is.EqualTo(new byte[] { 1, 2, 3 }));
    }

    [Test]
    public async Task On_a_mere_word_no_more_is_set_aside_than_a_chunk()
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        using var body = new MemoryStream();
        await BoundedBody.ReadAsync(body, announced: 1_000_000, most: 1_000_000, default);
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(100_000));
    }

    [Test]
    public async Task What_is_too_large_is_not_read_on_and_what_is_announced_as_too_large_not_at_all()
    {
        using var body = new MemoryStream(new byte[200_000]);
        Assert.That(await BoundedBody.ReadAsync(body, announced: 100_001, most: 100_000, default), Is.Null);
        Assert.That(body.Position, Is.Zero);
        Assert.That(await BoundedBody.ReadAsync(body, announced: null, most: 100_000, default), Is.Null);
        Assert.That(body.Position, Is.LessThan(200_000));
    }

    /// <summary>Gives a few bytes at a time, as a slow network does.</summary>
    private sealed class Dribbling(byte[] bytes) : MemoryStream(bytes)
    {
        private const int Most = 700;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(buffer.Length, Most)], cancellationToken);
    }

    [Test]
    public void So_many_lines_a_minute_and_then_how_many_were_left_out()
    {
        var clock = new StoppedClock();
        var bound = new LineBound(clock);
        Assert.That(Enumerable.Range(0, LineBound.MostAMinute + 3).Count(_ => bound.MaySay(out var _)), Is.EqualTo(LineBound.MostAMinute));
        clock.Advance(TimeSpan.FromMinutes(1));
        Assert.That((bound.MaySay(out var unsaid), unsaid), Is.EqualTo((true, 3)));
        Assert.That((bound.MaySay(out unsaid), unsaid), Is.EqualTo((true, 0)));
    }
}
