using JitBot.Benchmarks.Grants;
using JitBot.Benchmarks.Measuring;
using JitBot.Benchmarks.Store;
using SQLitePCL;

namespace JitBot.Benchmarks.Recovery;

/// <summary>The limit: every pending moment of the same file read as two numbers, and its pages checked as SQLite checks them.</summary>
internal static class BareScan
{
    public const string Scan = "scan";
    public const string CheckAndScan = "check and scan";

    public static IReadOnlyDictionary<string, double> Round(int live, int seed)
    {
        using var table = new BareTable(EngineStage.DatabaseIn(GrantStores.Folder(live)));
        table.Execute("SELECT count(*) FROM sqlite_schema");
        var check = Timing.Once(() => (string)table.Scalar("PRAGMA quick_check(1)")! == "ok" ? 0 : throw new InvalidOperationException("The store is damaged."));
        var scan = Timing.Once(() => ScanOnce(table, live));
        return new Dictionary<string, double> { [Scan] = scan.Milliseconds, [CheckAndScan] = check.Milliseconds + scan.Milliseconds };
    }

    private static long ScanOnce(BareTable table, int live)
    {
        var sum = 0L;
        var rows = BareRows.Each(table, "SELECT id, due_at FROM effects", row => sum += raw.sqlite3_column_int64(row, 0) ^ raw.sqlite3_column_int64(row, 1));
        return rows == live * ProductStart.MomentsEach ? sum : throw new InvalidOperationException($"The store holds {rows:N0} moments of {live:N0} live grants.");
    }
}
