using System.Security.Cryptography;
using JitBot.Benchmarks.Grants;
using JitBot.Benchmarks.Measuring;
using JitBot.Benchmarks.Store;
using JitBot.Core;
using JitBot.Core.Audit;
using SQLitePCL;

namespace JitBot.Benchmarks.Recovery;

/// <summary>
/// The product's verifier over the whole log of a store, as <c>audit verify</c> runs it, beside the least it could cost: reading the same columns of the
/// same rows, and SHA-256 of each with the hash before it.
/// </summary>
internal static class ChainVerification
{
    public const string Verify = "verify";

    public static IReadOnlyDictionary<string, double> Product(int live, int seed) => ProductAsync(live).GetAwaiter().GetResult();

    public static IReadOnlyDictionary<string, double> Bare(int live, int seed)
    {
        using var table = new BareTable(EngineStage.DatabaseIn(GrantStores.Folder(live)));
        table.Execute("SELECT count(*) FROM sqlite_schema");
        return new Dictionary<string, double> { [Verify] = Timing.Once(() => Hash(table, live)).Milliseconds };
    }

    private static async Task<IReadOnlyDictionary<string, double>> ProductAsync(int live)
    {
        await using (var empty = await EngineStage.OpenAsync())
            await VerifyAsync(empty.Get<IAccessStore>());
        await using var stage = EngineStage.Closed(GrantStores.Folder(live), _ => { });
        var store = stage.Get<IAccessStore>();
        await store.OpenAsync(CancellationToken.None);
        GC.Collect();
        var start = TimeProvider.System.GetTimestamp();
        var verdict = await VerifyAsync(store);
        var took = TimeProvider.System.GetElapsedTime(start).TotalMilliseconds;
        return verdict is AuditVerdict.Good good && good.Lines >= Lines(live)
            ? new Dictionary<string, double> { [Verify] = took }
            : throw new InvalidOperationException($"A log of {Lines(live):N0} lines is said to be {(verdict is AuditVerdict.Bad bad ? bad.Words : verdict)}.");
    }

    /// <summary>How many lines a store has at least of which each grant is told.</summary>
    public static long Lines(int live) => (long)live * GrantPlan.LinesEach;

    private static async Task<AuditVerdict> VerifyAsync(IAccessStore store)
    {
        var anchors = new AuditAnchors(await store.ListCheckpointsAsync(CancellationToken.None), []);
        return await AuditVerifier.VerifyAsync(store.ReadChainAsync(CancellationToken.None), store.ReadTextsAsync(CancellationToken.None), anchors, CancellationToken.None);
    }

    private static int Hash(BareTable table, int live)
    {
        var (hash, used) = (new byte[SHA256.HashSizeInBytes], 0);
        BareRows.Each(table, "SELECT hash, salt, text FROM texts ORDER BY id", row => used += SHA256.HashData(raw.sqlite3_column_blob(row, 2), hash));
        var buffer = new byte[64 * 1024];
        var rows = BareRows.Each(table, "SELECT seq, stream, version, bytes, hash FROM lines ORDER BY seq", row =>
        {
            var bytes = raw.sqlite3_column_blob(row, 3);
            hash.CopyTo(buffer, 0);
            bytes.CopyTo(buffer.AsSpan(hash.Length));
            SHA256.HashData(buffer.AsSpan(0, hash.Length + bytes.Length), hash);
            used += raw.sqlite3_column_blob(row, 1).Length + raw.sqlite3_column_blob(row, 4).Length + (int)raw.sqlite3_column_int64(row, 2);
        });
        return rows >= Lines(live) ? used : throw new InvalidOperationException($"The log has {rows:N0} lines.");
    }
}
