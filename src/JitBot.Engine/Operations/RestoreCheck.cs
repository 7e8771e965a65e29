using JitBot.Core;
using JitBot.Core.Audit;
using JitBot.Core.Operations;

namespace JitBot.Engine.Operations;

/// <summary>Compares the database with what was published of it: is it the one that was last served from, or an older one?</summary>
public sealed class RestoreCheck(IAccessStore store, CheckpointFile published)
{
    /// <summary>What is wrong, or null. The whole chain is read only if the last published checkpoint was not kept within.</summary>
    public async Task<RestoredBackup?> LookAsync(CancellationToken ct)
    {
        var head = await store.ReadHeadAsync(ct);
        var kept = await store.ListCheckpointsAsync(ct);
        if (published.Last() is not { } last)
            return !published.HasKey && kept.Count > 0 ? Found(RestoreSign.WithoutPublished, kept[^1], head, null) : null;
        if (last.Size > head.Size)
            return Found(RestoreSign.Shorter, last, head, published.LastUpTo(head.Size)?.At);
        return kept.Any(each => each.Size == last.Size && each.Head == last.Head) || await HashAtAsync(last.Size, ct) == last.Head
            ? null
            : Found(RestoreSign.Different, last, head, kept.Count > 0 ? kept[^1].At : null);
    }

    private static RestoredBackup Found(RestoreSign sign, Checkpoint last, ChainHead head, DateTimeOffset? goodUntil) =>
        new(sign, last.Size, last.At, last.Head, head.Size, goodUntil);

    private async Task<string> HashAtAsync(long size, CancellationToken ct)
    {
        await foreach (var line in store.ReadChainAsync(ct))
        {
            if (line.Sequence == size)
                return line.Hash;
        }

        return AuditChain.Empty.Hash;
    }
}
