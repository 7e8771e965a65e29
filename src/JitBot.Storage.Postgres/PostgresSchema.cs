using System.Globalization;
using JitBot.Core.Store;
using Npgsql;

namespace JitBot.Storage.Postgres;

/// <summary>A numbered script that takes the schema one step further.</summary>
internal sealed record SchemaScript(int Number, string Sql);

/// <summary>
/// The schema <c>jitbot</c>, grown by numbered scripts in order. It expands first and contracts later: a script that only adds leaves
/// <c>oldest_served</c> alone, so that older programs go on beside it; one that takes something away raises it.
/// </summary>
internal static class PostgresSchema
{
    /// <summary>The schema everything stands in, so that JitBot can share a database.</summary>
    public const string Name = "jitbot";

    /// <summary>The role that may run without owning anything (manifests/README.md).</summary>
    public const string RunningRole = "jitbot";

    /// <summary>The role that may read the log and nothing else (manifests/README.md).</summary>
    public const string AuditorRole = "jitbot_auditor";

    /// <summary>The first half of JitBot's advisory locks with two keys: "JitB".</summary>
    public const int LockClass = 0x4A697442;

    /// <summary>How to bring the schema in order, in words.</summary>
    public const string WhatTheOwnerRuns =
        "Run \"JitBot.Host storage upgrade\" once, with the connection string of the role that owns the schema.";

    /// <summary>No chain has this number, so it is the lock of whoever upgrades.</summary>
    private const int UpgradeLock = 0;

    /// <summary>The scripts of this version of JitBot: Schema/NNNN-name.sql.</summary>
    public static IReadOnlyList<SchemaScript> Scripts { get; } = Embedded();

    /// <summary>
    /// Applies what is missing, all in one transaction under a lock, so that of many processes that start at once one does it. Returns the
    /// schema's number, which is higher than the last script's if a newer JitBot was here.
    /// </summary>
    public static async Task<int> UpgradeAsync(
        PostgresDatabase database, IReadOnlyList<SchemaScript> scripts, bool always, CancellationToken ct)
    {
        var (number, refusal) = await database.ReadAsync(db => LookAsync(db, scripts, database.Name), ct);
        if (refusal is not null)
            throw new StoreUnavailableException(refusal);
        if (number >= scripts[^1].Number && !always)
            return number;
        try
        {
            return await database.WriteAsync(db => ApplyAsync(db, scripts, database.Name), ct);
        }
        catch (StoreUnavailableException e) when (e.InnerException is PostgresException { SqlState: PostgresErrorCodes.InsufficientPrivilege })
        {
            var (from, to) = (number, scripts[^1].Number);
            throw new StoreUnavailableException(
                $"{database.Name} has schema {from}, this JitBot needs {to}, and this role may not upgrade it. {WhatTheOwnerRuns}", e);
        }
    }

    /// <summary>The number of the schema, 0 if there is none, and why it cannot be used, or null.</summary>
    public static async Task<(int Number, string? Refusal)> LookAsync(
        PostgresSession db, IReadOnlyList<SchemaScript> scripts, string database)
    {
        // Not to_regclass, which may remember from before the lock that there is none.
        if (await db.ScalarAsync("SELECT 1 FROM pg_catalog.pg_tables WHERE schemaname = $1 AND tablename = 'schema'", Name) is null)
            return (0, null);
        var rows = await db.ListAsync("SELECT number, oldest_served FROM schema", row => (Number: row.GetInt32(0), Oldest: row.GetInt32(1)));
        var (number, oldest) = rows.Single();
        var mine = scripts[^1].Number;
        return (number, mine >= oldest || number <= mine
            ? null
            : $"{database} was upgraded by a newer JitBot (schema {number}) and no longer serves this one, which knows {mine}; "
            + $"the oldest it serves knows {oldest}. Start a newer version, or restore a backup from before the upgrade.");
    }

    private static async Task<int> ApplyAsync(PostgresSession db, IReadOnlyList<SchemaScript> scripts, string database)
    {
        await db.RunAsync("SELECT pg_advisory_xact_lock($1, $2)", LockClass, UpgradeLock);
        var (number, refusal) = await LookAsync(db, scripts, database);
        if (refusal is not null)
            throw new StoreUnavailableException(refusal);
        if (number == 0)
            await db.RunAsync($"CREATE SCHEMA IF NOT EXISTS {Name}");
        foreach (var script in scripts.Where(script => script.Number > number))
        {
            await db.RunAsync(script.Sql);
            await db.RunAsync("UPDATE schema SET number = $1", script.Number);
        }
        await db.RunAsync(Rights);
        return Math.Max(number, scripts[^1].Number);
    }

    private const string Folder = ".Schema.";

    private static string Rights => Read(Resources().Single(name => !char.IsAsciiDigit(File(name)[0])));

    private static List<SchemaScript> Embedded() =>
    [
        .. Resources()
            .Where(name => char.IsAsciiDigit(File(name)[0]))
            .Select(name => new SchemaScript(int.Parse(File(name).Split('-')[0], CultureInfo.InvariantCulture), Read(name)))
            .OrderBy(script => script.Number),
    ];

    private static IEnumerable<string> Resources() =>
        typeof(PostgresSchema).Assembly.GetManifestResourceNames().Where(name => name.Contains(Folder, StringComparison.Ordinal));

    private static string File(string resource) => resource[(resource.IndexOf(Folder, StringComparison.Ordinal) + Folder.Length)..];

    private static string Read(string resource)
    {
        using var reader = new StreamReader(typeof(PostgresSchema).Assembly.GetManifestResourceStream(resource)!);
        return reader.ReadToEnd();
    }
}
