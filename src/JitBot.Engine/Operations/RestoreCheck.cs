using JitBot.Core;
using JitBot.Core.Audit;
using JitBot.Core.Operations;

namespace JitBot.Engine.Operations;

/// <summary>Compares the database with what was published of it: is it the one that was last served from, or an older one?</summary>
public sealed class RestoreCheck(IAccessStore store, CheckpointFile published)
{
    /// <summary>What is wrong, or null. The whole log is read only if the last published checkpoint was not kept within.</summary>
    public async Task<RestoredBackup?> LookAsync(CancellationToken ct)
    {
        var heads = await store.ReadHeadsAsync(ct);
        var kept = await store.ListCheckpointsAsync(ct);
        if (published.Last() is not { } last)
            return published.HasKey || kept.Count == 0 || await IsNewcomerAsync(kept[^1], ct) ? null : Found(RestoreSign.WithoutPublished, kept[^1], heads, null);
        if (last.Heads.Any(head => heads.FirstOrDefault(now => now.Chain == head.Chain) is not { } now || now.Size < head.Size))
            return Found(RestoreSign.Shorter, last, heads, published.LastUpTo(heads.Sum(head => head.Size))?.At);
        return kept.Any(each => each.Heads.SequenceEqual(last.Heads)) || await HoldsAsync(last.Heads, ct)
            ? null
            : Found(RestoreSign.Different, last, heads, kept.Count > 0 ? kept[^1].At : null);
    }

    /// <summary>
    /// Where several processes share a store, one that has published nothing is new there. What it finds must hold together; whether the store
    /// is an old one is for those to tell who were here before.
    /// </summary>
    private async Task<bool> IsNewcomerAsync(Checkpoint last, CancellationToken ct) => store.IsShared && await HoldsAsync(last.Heads, ct);

    private static RestoredBackup Found(RestoreSign sign, Checkpoint last, IReadOnlyList<ChainHead> heads, DateTimeOffset? goodUntil) =>
        new(sign, last.Size, last.At, string.Join(' ', last.Heads.Select(head => head.Hash)), heads.Sum(head => head.Size), goodUntil);

    /// <summary>Whether each chain had this hash at this size.</summary>
    private async Task<bool> HoldsAsync(IReadOnlyList<ChainHead> heads, CancellationToken ct)
    {
        var missing = heads.Where(head => head.Size > 0).ToHashSet();
        await foreach (var line in store.ReadChainAsync(ct))
            missing.Remove(new ChainHead(line.Chain, line.Sequence, line.Hash));
        return missing.Count == 0;
    }
}
