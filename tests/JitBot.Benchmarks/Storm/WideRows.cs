using System.Security.Cryptography;
using JitBot.Benchmarks.Grants;
using JitBot.Benchmarks.Store;

namespace JitBot.Benchmarks.Storm;

/// <summary>
/// What somebody writes first: a table of grants with their bodies in the row, a second one for the audit chain, one row of each for an end, at most so
/// many to a commit, and a list of what is due in memory. It begins revocations and does no more.
/// </summary>
internal static class WideRows
{
    private const int MostInCommit = 2_048;
    private const int BodyBytes = 200;
    private const int AuditBytes = 300;

    /// <summary>When nothing is due it looks again as soon as a thread can.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(1);

    public static IReadOnlyDictionary<string, double> Round(int due, int seed)
    {
        var folder = Directory.CreateTempSubdirectory("jitbot-benchmark-");
        try
        {
            using var table = new BareTable(EngineStage.DatabaseIn(folder.FullName));
            Fill(table, due);
            var clock = ShiftedClock.Showing(StormPlan.At - StormPlan.Ahead);
            var late = new LateEnds(due, clock);
            Drain(table, due, clock, late);
            late.AssertAll();
            AssertEnded(table, due);
            return new Dictionary<string, double>(late.Figures(ProductStorm.Begun));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Those that are due lie scattered over the table, as grants that were asked for at different times do.</summary>
    private static long IdOf(int number) => (number * 7_919L % GrantStores.Most) + 1;

    private static void Fill(BareTable table, int due)
    {
        table.Execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF; PRAGMA wal_autocheckpoint = 1000");
        table.Execute("CREATE TABLE grants (id INTEGER PRIMARY KEY, state INTEGER NOT NULL, expiry INTEGER NOT NULL, body BLOB NOT NULL)");
        table.Execute("CREATE TABLE audit (id INTEGER PRIMARY KEY, body BLOB NOT NULL, hash BLOB NOT NULL)");
        var insert = table.Prepare("""
            WITH numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < $1) INSERT INTO grants SELECT n, 0, $2, zeroblob($3) FROM numbers
            """, parameters: 3);
        var expire = table.Prepare("UPDATE grants SET expiry = $2 WHERE id = $1", parameters: 2);
        table.Execute("BEGIN");
        insert([GrantStores.Most, StormPlan.DueAt(due).ToUnixTimeMilliseconds(), BodyBytes]);
        for (var number = 0; number < due; number++)
            expire([IdOf(number), StormPlan.DueAt(number).ToUnixTimeMilliseconds()]);
        table.Execute("COMMIT; PRAGMA synchronous = FULL; PRAGMA wal_checkpoint(TRUNCATE)");
    }

    private static void Drain(BareTable table, int due, TimeProvider clock, LateEnds late)
    {
        var end = table.Prepare("UPDATE grants SET state = 1 WHERE id = $1 AND state = 0", parameters: 1);
        var audit = table.Insert("audit", "body", "hash");
        var (record, done) = (new byte[AuditBytes + SHA256.HashSizeInBytes], 0);
        while (done < due)
        {
            var (from, now) = (done, clock.GetUtcNow());
            while (done < due && done - from < MostInCommit && StormPlan.DueAt(done) <= now)
                done++;
            if (done == from)
            {
                lock (late)
                    Monitor.Wait(late, Pause);
                continue;
            }

            table.Execute("BEGIN IMMEDIATE");
            for (var number = from; number < done; number++)
            {
                end([IdOf(number)]);
                SHA256.HashData(record).CopyTo(record, AuditBytes);
                audit([record[..AuditBytes], record[AuditBytes..]]);
            }

            table.Execute("COMMIT");
            for (var number = from; number < done; number++)
                late.Came(number);
        }
    }

    private static void AssertEnded(BareTable table, int due)
    {
        var (ended, told) = ((long)table.Scalar("SELECT count(*) FROM grants WHERE state = 1")!, (long)table.Scalar("SELECT count(*) FROM audit")!);
        if (ended != due || told != due)
            throw new InvalidOperationException($"{ended:N0} grants have ended, {told:N0} are in the log, and {due:N0} were due.");
    }
}
