using System.Security.Cryptography;
using System.Text;
using JitBot.Core.Audit;
using NUnit.Framework;

namespace JitBot.Core.Tests.Audit;

public class AuditVerifierTests
{
    private ChainFixture _log = null!;
    private ECDsa _key = null!;

    [SetUp]
    public void Seal()
    {
        _log = new ChainFixture();
        _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    }

    [TearDown]
    public void Release() => _key.Dispose();

    [Test]
    public async Task An_untouched_log_is_good_and_its_head_is_named()
    {
        var anchors = new AuditAnchors([_log.CheckpointAt(0, _key), _log.CheckpointAt(2, _key)], [_log.CheckpointAt(5, _key)], Key(_key));
        var good = (AuditVerdict.Good)await _log.VerifyAsync(anchors);
        Assert.That((good.Texts, good.Checkpoints), Is.EqualTo((1, 3)));
        Assert.That(good.Heads, Is.EqualTo(new[] { new ChainHead(1, 5, _log.Lines[^1].Hash) }));
        Assert.That(good.Keys, Is.EqualTo(new[] { Key(_key) }));
    }

    [Test]
    public async Task An_empty_log_is_good()
    {
        _log.Lines.Clear();
        _log.Texts.Clear();
        Assert.That(await _log.VerifyAsync(), Is.InstanceOf<AuditVerdict.Good>().With.Property("Heads").Empty);
    }

    [Test]
    public async Task Flipping_any_bit_of_any_line_is_found_at_that_line()
    {
        for (var i = 0; i < _log.Lines.Count; i++)
            for (var bit = 0; bit < _log.Lines[i].Bytes.Length * 8; bit++)
            {
                _log.Lines[i].Bytes[bit / 8] ^= (byte)(1 << (bit % 8));
                await FoundAt(i + 1, "changed");
                _log.Lines[i].Bytes[bit / 8] ^= (byte)(1 << (bit % 8));
            }
    }

    [Test]
    public async Task Changing_a_stored_hash_is_found_at_that_line(
        [Values(1, 3, 5)] int line, [Values("", "00", "not hexadecimal")] string hash)
    {
        _log.Lines[line - 1] = _log.Lines[line - 1] with { Hash = hash };
        await FoundAt(line, "changed");
    }

    [Test]
    public async Task Dropping_a_line_is_found_where_it_is_missing([Values(1, 2, 3, 4)] int line)
    {
        _log.Lines.RemoveAt(line - 1);
        await FoundAt(line, "missing");
    }

    [Test]
    public async Task Dropping_a_line_and_closing_the_gap_is_found([Values(1, 2, 3, 4)] int line)
    {
        _log.Lines.RemoveAt(line - 1);
        for (var i = line - 1; i < _log.Lines.Count; i++)
            _log.Lines[i] = _log.Lines[i] with { Sequence = i + 1 };
        await FoundAt(line, "changed");
    }

    [Test]
    public async Task Swapping_two_lines_is_found_at_the_first([Values] bool renumbered)
    {
        (_log.Lines[1], _log.Lines[2]) = (_log.Lines[2], _log.Lines[1]);
        if (renumbered)
            for (var i = 1; i < 3; i++)
                _log.Lines[i] = _log.Lines[i] with { Sequence = i + 1 };
        await FoundAt(2, renumbered ? "changed" : "missing");
    }

    [Test]
    public async Task An_inserted_line_is_found()
    {
        _log.Lines.Insert(2, _log.Lines[1]);
        await FoundAt(3, "line 2 stands where line 3 should");
    }

    [Test]
    public async Task A_line_filed_under_another_stream_is_found()
    {
        _log.Lines[2] = _log.Lines[2] with { Stream = "request/b", Version = 2 };
        await FoundAt(3, "filed as version 2 of request/b");
    }

    [Test]
    public async Task A_line_sealed_under_another_number_is_found()
    {
        Reseal([ChainFixture.Line(1, "request/a", 1), ChainFixture.Line(3, "request/b", 1)]);
        _log.Lines[1] = _log.Lines[1] with { Sequence = 2 };
        await FoundAt(2, "line 3");
    }

    [Test]
    public async Task A_stream_that_skips_or_repeats_a_version_is_found([Values(1, 3)] long second)
    {
        Reseal([ChainFixture.Line(1, "request/a", 1), ChainFixture.Line(2, "request/a", second)]);
        await FoundAt(2, second == 1 ? "stands in the log already" : "version 2 is nowhere in the log");
    }

    [Test]
    public async Task A_skipped_version_is_told_before_what_is_wrong_behind_it()
    {
        Reseal([ChainFixture.Line(1, "request/a", 1), ChainFixture.Line(2, "request/a", 3), ChainFixture.Line(3, "request/b", 1)]);
        _log.Lines[2].Bytes[20] ^= 1;
        await FoundAt(2, "is nowhere");
    }

    [Test]
    public async Task Versions_that_stand_in_the_wrong_order_are_found_at_the_one_that_comes_too_early()
    {
        Reseal([ChainFixture.Line(1, "request/a", 2), ChainFixture.Line(2, "request/a", 1)]);
        await FoundAt(1, "version 1 stands behind it");
    }

    /// <summary>Every way to number five lines of one stream from 0 to 4 or 1 to 5, against the plain rule for one chain: each follows the last.</summary>
    [Test]
    public async Task The_first_line_whose_version_does_not_follow_is_the_one_that_is_named([Values(0, 1)] int lowest)
    {
        const int lines = 5;
        const int ways = lines * lines * lines * lines * lines;
        for (var way = 0; way < ways; way++)
        {
            var rest = way;
            var versions = new long[lines];
            for (var i = 0; i < lines; i++, rest /= lines)
                versions[i] = lowest + rest % lines;
            Reseal(versions.Select((version, i) => ChainFixture.Line(i + 1, "request/a", version)));
            long? named = await _log.VerifyAsync() is AuditVerdict.Bad bad ? bad.Sequence : 0;
            long expected = Enumerable.Range(1, lines).FirstOrDefault(line => versions[line - 1] != line);
            Assert.That(named, Is.EqualTo(expected), string.Join(' ', versions));
        }
    }

    [TestCase("")]
    [TestCase("no json")]
    [TestCase("[]")]
    [TestCase("""{"chain":1,"seq":"1","at":"","stream":"request/a","version":1}""")]
    [TestCase("""{"chain":1,"seq":1,"at":"","stream":null,"version":1}""")]
    [TestCase("""{"seq":1,"at":"","stream":"request/a","version":1}""")]
    [TestCase("""{"chain":1,"stream":"request/a","seq":1,"at":"","version":1}""")]
    public async Task Sealed_bytes_that_are_no_line_are_found(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        _log.Lines[0] = _log.Lines[0] with { Bytes = bytes, Hash = AuditChain.Next(AuditChain.Empty(1).Hash, bytes) };
        await FoundAt(1, "cannot be read");
    }

    [Test]
    public async Task Truncation_is_found_by_a_checkpoint_alone([Values] bool outside)
    {
        var checkpoint = _log.CheckpointAt(5, _key);
        _log.Lines.RemoveRange(3, 2);
        Assert.That(await _log.VerifyAsync(), Is.InstanceOf<AuditVerdict.Good>(), "a shortened chain fits together");
        await FoundAt(4, "there were 5 lines, there are 3", outside ? new([], [checkpoint]) : new([checkpoint], []));
    }

    [Test]
    public async Task A_history_written_anew_is_found_by_the_first_checkpoint_it_contradicts()
    {
        var anchors = new AuditAnchors([_log.CheckpointAt(1, _key), _log.CheckpointAt(4, _key)], []);
        Reseal(_log.Lines.Select((line, i) => AuditJson.Read(line.Bytes) with { Body = i == 1 ? """{"forged":true}""" : "{}" }));
        Assert.That(await _log.VerifyAsync(), Is.InstanceOf<AuditVerdict.Good>(), "sealed anew, it fits together");
        await FoundAt(4, "sealed anew", anchors);
    }

    [Test]
    public async Task A_forged_checkpoint_is_found([Values(2, 9)] int size)
    {
        var genuine = _log.CheckpointAt(2, _key);
        await FoundAt(size == 2 ? 2 : 6, "forged", new([genuine with { Heads = [new ChainHead(1, size, new string('a', 64))] }], []));
    }

    [Test]
    public async Task A_forged_checkpoint_no_line_leads_to_is_found([Values(-1, 0)] int size)
    {
        var forged = _log.CheckpointAt(2, _key) with { Heads = size == 0 ? [] : [new ChainHead(1, size, "")] };
        Assert.That(await _log.VerifyAsync(new([forged], [])), Is.InstanceOf<AuditVerdict.Bad>().With.Property("What").Contain("forged"));
    }

    [TestCase(0, 0)]
    [TestCase(1, -1)]
    public async Task A_signed_checkpoint_that_says_what_cannot_be_is_found(int chain, long size)
    {
        var absurd = Checkpoint.Sign([_log.Head(1, 2), AuditChain.Empty(chain) with { Size = size }], ChainFixture.At, _key);
        Assert.That(await _log.VerifyAsync(new([absurd], [])), Is.InstanceOf<AuditVerdict.Bad>().With.Property("What").Contain("cannot be"));
    }

    [Test]
    public async Task A_checkpoint_by_another_key_than_the_trusted_one_is_found()
    {
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        await FoundAt(2, "not the trusted one", new([_log.CheckpointAt(2, other)], [], Key(_key)));
    }

    [Test]
    public async Task An_edited_text_is_found_at_the_line_that_names_it()
    {
        _log.Texts[0] = _log.Texts[0] with { Text = "I felt like it" };
        await FoundAt(ChainFixture.LineWithText, "text");
    }

    [Test]
    public async Task A_misfiled_text_no_line_names_is_found_too()
    {
        _log.Texts.Add(new FiledText(new string('b', 64), "salt", "smuggled in"));
        Assert.That(await _log.VerifyAsync(), Is.InstanceOf<AuditVerdict.Bad>().With.Property("Sequence").Null);
    }

    [Test]
    public async Task An_erased_text_is_no_fault()
    {
        _log.Texts.Clear();
        Assert.That(await _log.VerifyAsync(), Is.InstanceOf<AuditVerdict.Good>());
    }

    private async Task FoundAt(long line, string words, AuditAnchors? anchors = null)
    {
        var verdict = await _log.VerifyAsync(anchors);
        Assert.That(verdict, Is.InstanceOf<AuditVerdict.Bad>());
        Assert.That(((AuditVerdict.Bad)verdict).Sequence, Is.EqualTo(line));
        Assert.That(((AuditVerdict.Bad)verdict).Words, Does.StartWith($"line {line}: "), "one chain needs no name");
        Assert.That(((AuditVerdict.Bad)verdict).What, Does.Contain(words));
    }

    private void Reseal(IEnumerable<Core.Store.StoredLine> lines)
    {
        var anew = ChainFixture.Seal(lines.ToList());
        _log.Lines.Clear();
        _log.Lines.AddRange(anew);
        _log.Texts.Clear();
    }

    private static string Key(ECDsa key) => Convert.ToHexStringLower(key.ExportSubjectPublicKeyInfo());
}
