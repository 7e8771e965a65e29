using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace JitBot.Benchmarks.Grants;

/// <summary>Rows read by SQLite's own functions and nothing else: the least that reading them costs.</summary>
internal static class BareRows
{
    /// <summary>Steps through the rows of a query; how many there were.</summary>
    public static long Each(BareTable table, string sql, Action<sqlite3_stmt> row)
    {
        Check(table, raw.sqlite3_prepare_v2(table.Handle, sql, out var statement));
        using (statement)
        {
            for (var rows = 0L; ; rows++)
            {
                var step = raw.sqlite3_step(statement);
                if (step == raw.SQLITE_DONE)
                    return rows;
                if (step != raw.SQLITE_ROW)
                    Check(table, step);
                row(statement);
            }
        }
    }

    private static void Check(BareTable table, int result)
    {
        if (result != raw.SQLITE_OK)
            SqliteException.ThrowExceptionForRC(result, table.Handle);
    }
}
