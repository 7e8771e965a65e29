using JitBot.Core;
using JitBot.Core.Access;
using JitBot.Core.Audit;
using JitBot.Core.Store;

namespace JitBot.Benchmarks.Store;

/// <summary>The log after a round, which must be good whatever was measured, and what its seals alone had cost.</summary>
internal static class GoodLog
{
    /// <summary>The share of a command's time, all that is written at once divided among its commands, that its seal takes.</summary>
    public const string Sealing = "sealing";

    /// <summary>How the names of their streams begin.</summary>
    private static readonly string Requests = StreamId.Of(new RequestId("")).Value;

    /// <summary>How many lines of requests the log has, all of it verified as <c>audit verify</c> does.</summary>
    public static async Task<long> CountAsync(IAccessStore store)
    {
        var requests = 0L;
        var anchors = new AuditAnchors(await store.ListCheckpointsAsync(CancellationToken.None), []);
        var verdict = await AuditVerifier.VerifyAsync(Counted(), store.ReadTextsAsync(CancellationToken.None), anchors, CancellationToken.None);
        return verdict is AuditVerdict.Bad bad ? throw new InvalidOperationException($"The log is bad: {bad.Words}") : requests;

        async IAsyncEnumerable<SealedLine> Counted()
        {
            await foreach (var line in store.ReadChainAsync(CancellationToken.None))
            {
                requests += line.Stream.StartsWith(Requests, StringComparison.Ordinal) ? 1 : 0;
                yield return line;
            }
        }
    }

    /// <summary>What it takes to seal a line of the log once more.</summary>
    public static async Task<TimeSpan> SealingAsync(IAccessStore store)
    {
        var lines = new List<SealedLine>();
        await foreach (var line in store.ReadChainAsync(CancellationToken.None))
            lines.Add(line);
        var head = AuditChain.Empty(AuditChain.Only);
        var start = TimeProvider.System.GetTimestamp();
        foreach (var line in lines)
            head = AuditChain.Follow(head, line.Bytes);
        var took = TimeProvider.System.GetElapsedTime(start);
        return head.Hash == lines[^1].Hash ? took / lines.Count : throw new InvalidOperationException("The lines, sealed once more, come to another hash.");
    }
}
