using System.Runtime.CompilerServices;
using JitBot.Core;
using JitBot.Core.Checkup;
using JitBot.Core.Store;

namespace JitBot.Storage.Postgres;

/// <summary>
/// Looks at the database: whether it is reached, with which schema and settings, and whether our role may do there what it must and no
/// more. Nothing is written; rights are asked for.
/// </summary>
internal sealed class PostgresCheckup(PostgresOptions options) : ICheckup
{
    private const string Owner = "manifests/README.md says how: the role that owns the schema, and the role that runs";

    /// <summary>What the running role does with each table, as in Schema/rights.sql.</summary>
    private static readonly (string Table, string Rights)[] Needed =
    [
        ("lines", "SELECT,INSERT"), ("checkpoints", "SELECT,INSERT"), ("texts", "SELECT,INSERT,UPDATE,DELETE"), ("requests", "SELECT,INSERT,UPDATE"),
        ("effects", "SELECT,INSERT,UPDATE,DELETE"), ("cards", "SELECT,INSERT,UPDATE"), ("homes", "SELECT,INSERT,UPDATE,DELETE"),
        ("people", "SELECT,INSERT,UPDATE"), ("accounts", "SELECT,INSERT,UPDATE"),
        ("answers", "SELECT,INSERT,UPDATE,DELETE"), ("deliveries", "SELECT,INSERT,UPDATE,DELETE"), ("chains", "SELECT,INSERT,UPDATE"),
    ];

    /// <inheritdoc />
    public string Door => "the database";

    /// <inheritdoc />
    public async IAsyncEnumerable<Finding> LookAsync(NamedInSettings named, [EnumeratorCancellation] CancellationToken ct)
    {
        await using var database = new PostgresDatabase(options);
        var (number, reached) = await ReachAsync(database, ct);
        yield return reached;
        if (reached.Verdict == Verdict.Bad || number == 0)
            yield break;
        yield return await database.ReadAsync(SettingsAsync, ct);
        yield return await database.ReadAsync(RightsAsync, ct);
        yield return await database.ReadAsync(ServingAsync, ct);
    }

    private async Task<(int Number, Finding Reached)> ReachAsync(PostgresDatabase database, CancellationToken ct)
    {
        try
        {
            var (number, refusal) = await database.ReadAsync(db => PostgresSchema.LookAsync(db, PostgresSchema.Scripts, database.Name), ct);
            if (refusal is not null)
                return (number, Unusable(refusal));
            return (number, number >= PostgresSchema.Scripts[^1].Number
                ? Finding.Good(CheckKind.Store, options.Name, $"is reached; schema {number}")
                : Finding.Warn(CheckKind.Store, options.Name, $"is reached; schema {number}, and this JitBot needs {PostgresSchema.Scripts[^1].Number}",
                    $"{PostgresSchema.WhatTheOwnerRuns} If the role that runs owns it, its next start does that"));
        }
        catch (StoreUnavailableException e)
        {
            return (0, Unusable(e.Message));
        }
    }

    private Finding Unusable(string sentences)
    {
        var words = sentences.Split(". ", 2);
        return Finding.Bad(CheckKind.Store, options.Name, words[0], words.Length > 1 ? words[1] : $"correct {PostgresSetup.Section}:ConnectionString, or let this machine reach the database");
    }

    private async Task<Finding> SettingsAsync(PostgresSession db)
    {
        if (await db.ScalarAsync("SHOW server_encoding") is not "UTF8")
            return Finding.Bad(CheckKind.Store, options.Name, "is not encoded as UTF8", "create one with ENCODING 'UTF8' and move to it");
        if (await db.ScalarAsync("SHOW synchronous_commit") is "off")
            return Finding.Bad(CheckKind.Store, options.Name, "has synchronous_commit off, so what was acknowledged could be lost", "run ALTER DATABASE … SET synchronous_commit = on");
        return await db.ScalarAsync("SHOW transaction_read_only") is "on"
            ? Finding.Bad(CheckKind.Store, options.Name, "can only be read here", "let the connection string name the primary (Target Session Attributes=primary)")
            : Finding.Good(CheckKind.Store, options.Name, "is encoded and kept as it must be, and can be written");
    }

    private async Task<Finding> RightsAsync(PostgresSession db)
    {
        var missing = new List<string>();
        foreach (var (table, rights) in Needed)
        {
            foreach (var right in rights.Split(','))
            {
                if (await db.ScalarAsync("SELECT has_table_privilege($1, $2)", $"{PostgresSchema.Name}.{table}", right) is not true)
                    missing.Add($"{right} on {table}");
            }
        }

        if (missing.Count > 0)
            return Finding.Bad(CheckKind.Right, options.Name, $"our role may not {string.Join(", ", missing)}", PostgresSchema.WhatTheOwnerRuns);
        return await db.ScalarAsync("SELECT has_table_privilege($1, 'UPDATE')", $"{PostgresSchema.Name}.lines") is true
            ? Finding.Warn(CheckKind.Right, options.Name, "our role owns the log, so triggers alone keep it from being changed", $"run as a role that does not; {Owner}")
            : Finding.Good(CheckKind.Right, options.Name, "our role may do what it must, and may not change the log");
    }

    /// <summary>Each process that serves holds the lock of a chain.</summary>
    private async Task<Finding> ServingAsync(PostgresSession db)
    {
        const string seats = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND classid::bigint = $1 AND objid::bigint > 0 AND objsubid = 2 AND granted "
            + "AND database = (SELECT oid FROM pg_database WHERE datname = current_database())";
        var count = await db.ScalarAsync(seats, (long)PostgresSchema.LockClass);
        return Finding.Good(CheckKind.Store, options.Name, $"{count} JitBots serve from it now");
    }
}
