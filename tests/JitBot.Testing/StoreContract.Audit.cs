using System.Security.Cryptography;
using JitBot.Core.Audit;
using JitBot.Core.Store;
using NUnit.Framework;

namespace JitBot.Testing;

/// <summary>The log as an auditor reads it.</summary>
public abstract partial class StoreContract
{
    [Test]
    public async Task The_chain_is_read_as_it_was_sealed()
    {
        await Store.AppendAsync(Lines(Stream, 0, count: 2), default);
        var lines = await Store.ReadChainAsync(default).ToListAsync();
        var bytes = AuditChain.BytesOf(new StoredLine(1, 1, Now, Stream.Value, 1, "thing-happened", """{"i":1}"""));
        Assert.That(lines[0].Bytes, Is.EqualTo(bytes));
        Assert.That(lines[0].Hash, Is.EqualTo(AuditChain.Next(AuditChain.Empty(1).Hash, bytes)));
        Assert.That(lines.Select(line => (line.Chain, line.Sequence, line.Stream, line.Version)),
            Is.EqualTo(new[] { (1, 1L, Stream.Value, 1L), (1, 2L, Stream.Value, 2L) }));
        Assert.That(await Store.ReadHeadsAsync(default), Is.EqualTo(new[] { new ChainHead(1, 2, lines[1].Hash) }));
    }

    [Test]
    public async Task A_long_chain_is_read_whole()
    {
        await Store.AppendAsync(Lines(Stream, 0, count: 2_500), default);
        await AssertChainAsync(2_500);
    }

    [Test]
    public async Task Checkpoints_are_kept_in_order_and_stay_genuine()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        await Store.AppendAsync(Lines(Stream, 0), default);
        var first = Checkpoint.Sign(await Store.ReadHeadsAsync(default), Now, key);
        await Store.SaveCheckpointAsync(first, default);
        await Store.AppendAsync(Lines(Stream, 1), default);
        var second = Checkpoint.Sign(await Store.ReadHeadsAsync(default), Now.AddTicks(7), key); // signed to the millisecond
        await Store.SaveCheckpointAsync(second, default);
        await ReopenAsync();

        var kept = await Store.ListCheckpointsAsync(default);
        Assert.That(kept.Select(checkpoint => checkpoint.Size), Is.EqualTo(new[] { 1, 2 }));
        Assert.That(kept[0], Is.EqualTo(first));
        Assert.That(await VerifyAsync(), Is.InstanceOf<AuditVerdict.Good>().With.Property("Checkpoints").EqualTo(2));
    }
}
