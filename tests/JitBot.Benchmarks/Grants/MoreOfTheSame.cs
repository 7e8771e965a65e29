using System.Globalization;
using JitBot.Benchmarks.Store;

namespace JitBot.Benchmarks.Grants;

/// <summary>
/// Makes a store of many live grants from one of few, by statements of SQL alone: its first grant again and again under other names, with its request and its two moments, which lie
/// elsewhere within thirty days. The log does not tell of those. It takes half as long as writing each by itself.
/// </summary>
internal static class MoreOfTheSame
{
    private const string Grow = """
        PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -1000000; BEGIN;
        WITH numbers (n) AS (SELECT $few UNION ALL SELECT n + 1 FROM numbers WHERE n + 1 < $many),
            names (name) AS (SELECT printf('%010x', n * 0x97F4A7C1 & 0xFFFFFFFFFF) FROM numbers)
        INSERT INTO requests (id, handle, requester, entitlement, phase, is_open, asked_at, holding)
            SELECT 'r-g' || name, lower(hex(randomblob(16))), 'p-g' || name, entitlement, phase, is_open, asked_at, lower(hex(randomblob(16)))
            FROM names, (SELECT * FROM requests WHERE rowid = 1);
        INSERT INTO effects (id, lane, due_at, attempts, generation, epoch)
            SELECT (request.rowid - 1) * 2 + first.id, lane, due_at + request.rowid * 0x97F4A7C1 % $within, attempts, generation, epoch
            FROM requests AS request, (SELECT * FROM effects WHERE id <= 2) AS first WHERE request.rowid > $few;
        INSERT INTO effect_bodies (id, key, body)
            SELECT (request.rowid - 1) * 2 + first.id, replace(key, one.id, request.id), replace(body, one.id, request.id)
            FROM requests AS request, (SELECT * FROM effect_bodies WHERE id <= 2) AS first, (SELECT id FROM requests WHERE rowid = 1) AS one WHERE request.rowid > $few;
        COMMIT;
        """;

    private static readonly TimeSpan Within = TimeSpan.FromDays(30);

    /// <summary>Builds the store of so many from a copy of that of so few.</summary>
    public static void Add(int few, int many)
    {
        var folder = Directory.CreateDirectory(GrantStores.Folder(many)).FullName;
        GrantStores.Copy(few, folder);
        using var table = new BareTable(EngineStage.DatabaseIn(folder));
        table.Execute(Grow.Replace("$few", Words(few), StringComparison.Ordinal).Replace("$many", Words(many), StringComparison.Ordinal)
            .Replace("$within", Words((long)Within.TotalMilliseconds), StringComparison.Ordinal));
        foreach (var (what, each) in new[] { ("requests", 1), ("effects", 2), ("effect_bodies", 2) })
        {
            if (table.Scalar($"SELECT count(*) FROM {what}") is not long rows || rows != (long)many * each)
                throw new InvalidOperationException($"The store of {many:N0} grants has not {each} rows in {what} for each.");
        }
    }

    private static string Words(long number) => number.ToString(CultureInfo.InvariantCulture);
}
