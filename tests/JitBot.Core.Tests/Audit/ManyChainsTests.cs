using System.Security.Cryptography;
using JitBot.Core.Audit;
using JitBot.Core.Store;
using NUnit.Framework;

namespace JitBot.Core.Tests.Audit;

/// <summary>A log that two processes wrote, each its own chain: what is wrong is named with chain and line.</summary>
public class ManyChainsTests
{
    private ChainFixture _log = null!;
    private ECDsa _key = null!;

    [SetUp]
    public void Seal()
    {
        _log = ChainFixture.OfTwoChains();
        _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    }

    [TearDown]
    public void Release() => _key.Dispose();

    [Test]
    public async Task Streams_may_be_spread_over_the_chains_in_any_order()
    {
        var anchors = new AuditAnchors([_log.CheckpointAt(_key, (1, 2)), _log.CheckpointAt(_key, (1, 6), (2, 4))], [_log.CheckpointAt(_key, (2, 0))]);
        var good = (AuditVerdict.Good)await _log.VerifyAsync(anchors);
        Assert.That((good.Lines, good.Texts, good.Checkpoints), Is.EqualTo((10, 1, 3)));
        Assert.That(good.Heads, Is.EqualTo(new[] { _log.Head(1, 6), _log.Head(2, 4) }));
    }

    [Test]
    public async Task Flipping_any_bit_of_any_line_is_found_in_its_chain_at_that_line()
    {
        foreach (var line in _log.Lines)
            for (var bit = 0; bit < line.Bytes.Length * 8; bit++)
            {
                line.Bytes[bit / 8] ^= (byte)(1 << (bit % 8));
                await FoundAt(line.Chain, line.Sequence, "changed");
                line.Bytes[bit / 8] ^= (byte)(1 << (bit % 8));
            }
    }

    [Test]
    public async Task A_dropped_line_is_found_where_it_is_missing_and_not_where_its_stream_goes_on([Values(1, 2, 3)] int line)
    {
        _log.Lines.RemoveAll(one => one.Chain == 2 && one.Sequence == line);
        await FoundAt(2, line, "missing");
    }

    [Test]
    public async Task A_line_moved_to_the_other_chain_and_sealed_anew_there_is_found()
    {
        var moved = _log.Lines.Last(line => line.Chain == 1);
        _log.Lines.Remove(moved);
        var last = _log.Lines[^1];
        _log.Lines.Add(moved with { Chain = 2, Sequence = 5, Hash = AuditChain.Next(last.Hash, moved.Bytes) });
        await FoundAt(2, 5, "its bytes say it is of chain 1");
    }

    [Test]
    public async Task A_chain_that_comes_twice_or_out_of_order_is_found()
    {
        var first = _log.Lines.FindAll(line => line.Chain == 1);
        _log.Lines.RemoveAll(line => line.Chain == 1);
        _log.Lines.AddRange(first);
        await FoundAt(1, 1, "behind the lines of chain 2");
        _log = ChainFixture.OfTwoChains();
        _log.Lines.Add(_log.Lines[0]);
        await FoundAt(1, 1, "behind the lines of chain 2");
    }

    [Test]
    public async Task A_chain_under_a_number_nobody_is_given_is_found([Values(0, -1, int.MinValue)] int number)
    {
        _log.Lines.InsertRange(0, ChainFixture.Seal([ChainFixture.Line(1, "request/z", 1, number)]));
        await FoundAt(number, 1, "nobody writes this one");
    }

    [Test]
    public async Task A_chain_smuggled_in_cannot_say_again_what_a_stream_has_said([Values(1, 2)] int version)
    {
        _log.Lines.AddRange(ChainFixture.Seal([ChainFixture.Line(1, "request/c", version, chain: 3)]));
        await FoundAt(3, 1, "stands in the log already");
    }

    /// <summary>A chain of whole streams may be a new process's: it cannot be told from one, so it is shown with its head instead.</summary>
    [Test]
    public async Task A_chain_that_earlier_checkpoints_did_not_know_is_named_with_its_head([Values] bool signedLater)
    {
        List<Checkpoint> kept = [_log.CheckpointAt(_key, (1, 6), (2, 4))];
        _log.Lines.AddRange(ChainFixture.Seal([ChainFixture.Line(1, "request/z", 1, chain: 3)]));
        if (signedLater)
            kept.Add(_log.CheckpointAt(_key, (1, 6), (2, 4), (3, 1)));
        Assert.That(((AuditVerdict.Good)await _log.VerifyAsync(new(kept, []))).Heads, Does.Contain(_log.Head(3, 1)));
    }

    [Test]
    public async Task A_version_that_stands_in_both_chains_is_found_at_the_second()
    {
        Reseal(("request/a", 1, 1), ("request/a", 2, 1), ("request/b", 1, 2), ("request/a", 2, 2));
        await FoundAt(2, 2, "version 2 of request/a, which stands in the log already");
    }

    [Test]
    public async Task A_version_that_stands_in_no_chain_is_found_at_the_line_that_needs_it()
    {
        Reseal(("request/a", 1, 1), ("request/a", 4, 1), ("request/b", 1, 2), ("request/a", 2, 2));
        await FoundAt(1, 2, "version 4 of request/a, but version 3 is nowhere");
    }

    [Test]
    public async Task A_chain_cut_off_is_found_by_a_checkpoint([Values] bool outside)
    {
        var checkpoint = _log.CheckpointAt(_key, (1, 6), (2, 4));
        _log.Lines.RemoveAt(_log.Lines.Count - 1);
        Assert.That(await _log.VerifyAsync(), Is.InstanceOf<AuditVerdict.Good>(), "a shortened chain fits together");
        await FoundAt(2, 4, "there were 4 lines, there are 3", outside ? new([], [checkpoint]) : new([checkpoint], []));
    }

    [Test]
    public async Task A_chain_cut_off_where_the_other_went_on_is_found_by_the_version_that_is_nowhere()
    {
        _log.Lines.RemoveAll(line => line.Chain == 2 && line.Sequence >= 3);
        await FoundAt(1, 6, "it is version 5 of request/a, but version 4 is nowhere in the log");
    }

    [Test]
    public async Task A_whole_chain_taken_away_is_found_by_a_checkpoint_that_names_it()
    {
        Reseal(("request/a", 1, 1), ("request/b", 1, 2));
        var checkpoint = _log.CheckpointAt(_key, (1, 1), (2, 1));
        _log.Lines.RemoveAt(1);
        Assert.That(await _log.VerifyAsync(), Is.InstanceOf<AuditVerdict.Good>(), "what is left fits together");
        await FoundAt(2, 1, "it is missing", new([checkpoint], []));
    }

    [Test]
    public async Task A_checkpoint_of_a_chain_that_nobody_wrote_is_found()
    {
        var checkpoint = Checkpoint.Sign([_log.Head(1, 2), new ChainHead(7, 3, new string('a', 64))], ChainFixture.At, _key);
        await FoundAt(7, 1, "there were 3 lines, there are 0", new([checkpoint], []));
    }

    [Test]
    public async Task A_checkpoint_ties_the_chains_together_and_neither_can_be_taken_out_of_it()
    {
        var checkpoint = _log.CheckpointAt(_key, (1, 6), (2, 4));
        await FoundAt(1, 6, "forged", new([checkpoint with { Heads = [checkpoint.Heads[0]] }], []));
        Assert.That((await _log.VerifyAsync(new([checkpoint with { Heads = [] }], []))), Is.InstanceOf<AuditVerdict.Bad>());
    }

    [Test]
    public async Task A_chain_written_anew_is_found_by_the_checkpoint_it_contradicts()
    {
        var anchors = new AuditAnchors([_log.CheckpointAt(_key, (1, 3), (2, 2))], []);
        var forged = ChainFixture.Seal(_log.Lines.Where(line => line.Chain == 2).Select(line => AuditJson.Read(line.Bytes) with { Body = "{ }" }));
        _log.Lines.RemoveAll(line => line.Chain == 2);
        _log.Lines.AddRange(forged);
        Assert.That(await _log.VerifyAsync(), Is.InstanceOf<AuditVerdict.Good>(), "sealed anew, it fits together");
        await FoundAt(2, 2, "sealed anew", anchors);
    }

    [Test]
    public void A_checkpoint_is_read_as_it_was_written()
    {
        var checkpoint = _log.CheckpointAt(_key, (1, 6), (2, 4));
        var read = Checkpoint.Read(checkpoint.Write());
        Assert.That(read, Is.EqualTo(checkpoint));
        Assert.That(read.IsGenuine());
        Assert.That(Checkpoint.ReadHeads(checkpoint.WriteHeads()), Is.EqualTo(checkpoint.Heads));
    }

    [TestCase("{}")]
    [TestCase("null")]
    [TestCase("""{"Heads":null,"At":"2026-11-21T09:00:00Z","PublicKey":"","Signature":""}""")]
    public void What_is_no_checkpoint_is_refused(string line) =>
        Assert.That(() => Checkpoint.Read(line), Throws.InstanceOf<System.Text.Json.JsonException>());

    private async Task FoundAt(int chain, long line, string words, AuditAnchors? anchors = null)
    {
        var verdict = await _log.VerifyAsync(anchors);
        Assert.That(verdict, Is.InstanceOf<AuditVerdict.Bad>());
        Assert.That(((AuditVerdict.Bad)verdict).Words, Does.StartWith($"line {line} of chain {chain}: ").And.Contains(words));
    }

    private void Reseal(params (string Stream, long Version, int Chain)[] lines)
    {
        _log.Lines.Clear();
        _log.Texts.Clear();
        foreach (var chain in lines.GroupBy(line => line.Chain))
            _log.Lines.AddRange(ChainFixture.Seal(chain.Select((line, i) => ChainFixture.Line(i + 1, line.Stream, line.Version, line.Chain))));
    }
}
