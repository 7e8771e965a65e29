using System.Globalization;
using JitBot.Core.Store;

namespace JitBot.Storage.Sqlite;

/// <summary>A numbered script that takes the schema one step further.</summary>
internal sealed record SchemaScript(int Number, string Sql);

/// <summary>The schema, grown by numbered scripts in order; the file's <c>user_version</c> is the number of the last one applied.</summary>
internal static class SqliteSchema
{
    private const long ApplicationId = 0x4A697442; // as in 0001-start.sql

    /// <summary>The scripts of this version of JitBot: Schema/NNNN-name.sql.</summary>
    public static IReadOnlyList<SchemaScript> Scripts { get; } = Embedded();

    /// <summary>Applies what is missing, each script in a transaction of its own, and returns the number of the last one.</summary>
    public static int Upgrade(SqliteSession session, IReadOnlyList<SchemaScript> scripts, string path)
    {
        var version = Check(session, scripts, path);
        foreach (var script in scripts.Where(script => script.Number > version))
            Apply(session, script);
        return scripts[^1].Number;
    }

    /// <summary>Throws unless the schema is exactly the one this version of JitBot reads.</summary>
    public static void Require(SqliteSession session, IReadOnlyList<SchemaScript> scripts, string path)
    {
        if (Check(session, scripts, path) != scripts[^1].Number)
            throw new StoreUnavailableException($"{path} was written by an older JitBot. Start this one once, which upgrades it.");
    }

    /// <summary>The number of the file's schema, and of the newest there is; throws if this version of JitBot cannot use it.</summary>
    public static (int Version, int Newest) Look(SqliteSession session, IReadOnlyList<SchemaScript> scripts, string path) =>
        (Check(session, scripts, path), scripts[^1].Number);

    private static int Check(SqliteSession session, IReadOnlyList<SchemaScript> scripts, string path)
    {
        var version = Convert.ToInt32(session.Scalar("PRAGMA user_version"), CultureInfo.InvariantCulture);
        var isEmpty = session.Scalar("SELECT 1 FROM sqlite_master LIMIT 1") is null;
        if (!isEmpty && session.Scalar("PRAGMA application_id") is not ApplicationId)
            throw new StoreUnavailableException($"{path} is a database of another program. Give JitBot a file of its own.");
        if (version > scripts[^1].Number)
            throw new StoreUnavailableException(
                $"{path} was written by a newer JitBot (schema {version}; this one knows {scripts[^1].Number}). " +
                "Start that version, or restore a backup from before its first start.");
        return version;
    }

    private static void Apply(SqliteSession session, SchemaScript script)
    {
        session.Execute("BEGIN IMMEDIATE");
        try
        {
            session.Execute(script.Sql);
            session.Execute($"PRAGMA user_version = {script.Number}");
            session.Execute("COMMIT");
        }
        catch
        {
            if (session.InTransaction)
                session.Execute("ROLLBACK");
            throw;
        }
    }

    private static IReadOnlyList<SchemaScript> Embedded()
    {
        var assembly = typeof(SqliteSchema).Assembly;
        const string Folder = ".Schema.";
        var names = assembly.GetManifestResourceNames().Where(name => name.Contains(Folder, StringComparison.Ordinal));
        return [.. names.Select(Read).OrderBy(script => script.Number)];

        SchemaScript Read(string name)
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            var file = name[(name.IndexOf(Folder, StringComparison.Ordinal) + Folder.Length)..];
            var number = file[..file.IndexOf('-', StringComparison.Ordinal)];
            return new SchemaScript(int.Parse(number, CultureInfo.InvariantCulture), reader.ReadToEnd());
        }
    }
}
