using System.Globalization;
using System.Text.Json;
using JitBot.Benchmarks.Store;

namespace JitBot.Benchmarks.Grants;

/// <summary>
/// Makes a store of many live grants from one of few, by statements of SQL alone: its first grant again and again under other names, with its request and its two moments, which lie
/// elsewhere within thirty days. The log does not tell of those. It takes half as long as writing each by itself.
/// </summary>
internal static class MoreOfTheSame
{
    private const string Grow = """
        WITH numbers (n) AS (SELECT $few UNION ALL SELECT n + 1 FROM numbers WHERE n + 1 < $many),
            names (name) AS (SELECT printf('%010x', n * 0x97F4A7C1 & 0xFFFFFFFFFF) FROM numbers)
        INSERT INTO requests (id, handle, requester, entitlement, phase, is_open, asked_at, holding)
            SELECT 'r-g' || name, lower(hex(randomblob(16))), 'p-g' || name, entitlement, phase, is_open, asked_at, lower(hex(randomblob(16)))
            FROM names, (SELECT * FROM requests WHERE rowid = 1);
        INSERT INTO effects (id, lane, due_at, attempts, generation, epoch)
            SELECT (request.rowid - 1) * 2 + first.id, lane, due_at + $before + request.rowid * 0x97F4A7C1 % $within, attempts, generation, epoch
            FROM requests AS request, (SELECT * FROM effects WHERE id <= 2) AS first WHERE request.rowid > $few;
        INSERT INTO effect_bodies (id, key, body)
            SELECT (request.rowid - 1) * 2 + first.id, replace(key, one.id, request.id), replace(body, one.id, request.id)
            FROM requests AS request, (SELECT * FROM effect_bodies WHERE id <= 2) AS first, (SELECT id FROM requests WHERE rowid = 1) AS one WHERE request.rowid > $few;
        """;

    /// <summary>Indexes of the requests, which are quicker to make anew than to keep.</summary>
    private const string Indexes = "SELECT json_group_object(name, sql) FROM sqlite_schema WHERE type = 'index' AND tbl_name = 'requests' AND sql IS NOT NULL";

    /// <summary>Makes the store in a folder, which has so few, one of so many.</summary>
    public static void Add(string folder, int few, int many)
    {
        using var table = new BareTable(EngineStage.DatabaseIn(folder));
        table.Execute("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -1000000; BEGIN");
        var indexes = JsonSerializer.Deserialize<Dictionary<string, string>>((string)table.Scalar(Indexes)!)!;
        foreach (var index in indexes.Keys)
            table.Execute($"DROP INDEX {index}");
        table.Execute(Grow.Replace("$few", Words(few), StringComparison.Ordinal).Replace("$many", Words(many), StringComparison.Ordinal)
            .Replace("$before", Words((long)GrantPlan.Before.TotalMilliseconds), StringComparison.Ordinal)
            .Replace("$within", Words((long)GrantPlan.Within.TotalMilliseconds), StringComparison.Ordinal));
        foreach (var made in indexes.Values)
            table.Execute(made);
        table.Execute("COMMIT");
        foreach (var (what, each) in new[] { ("requests", 1), ("effects", 2), ("effect_bodies", 2) })
        {
            if (table.Scalar($"SELECT count(*) FROM {what}") is not long rows || rows != (long)many * each)
                throw new InvalidOperationException($"The store of {many:N0} grants has not {each} rows in {what} for each.");
        }
    }

    private static string Words(long number) => number.ToString(CultureInfo.InvariantCulture);
}
