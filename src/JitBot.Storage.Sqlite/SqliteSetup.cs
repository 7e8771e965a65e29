using JitBot.Core;
using JitBot.Core.Settings;
using JitBot.Core.Store;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace JitBot.Storage.Sqlite;

/// <summary>What the room needs: the database's file. <paramref name="ForReading"/>: beside a running JitBot, for an auditor.</summary>
internal sealed record SqliteOptions(string Path, bool ForReading = false)
{
    /// <summary>
    /// How long to wait for a lock that a foreign program holds. Longer than the short locks of a backup tool; whatever would wait
    /// longer is refused, and the platform delivers it again.
    /// </summary>
    public TimeSpan BusyTimeout { get; init; } = TimeSpan.FromSeconds(5);
}

/// <summary>The room's settings section, the checks on it, and what it puts into the house.</summary>
public static class SqliteSetup
{
    /// <summary>The name of the room's settings section.</summary>
    public const string Section = "Storage:Sqlite";

    /// <summary>What is said where there is no file at the path that is set, or that holds unless one is set.</summary>
    public const string GivePath = "Give the path of the database as Storage:Sqlite:Path, in the environment Storage__Sqlite__Path.";

    /// <summary>Everything wrong in the section, all at once.</summary>
    public static IReadOnlyList<SettingsFault> Check(IConfigurationSection section) => Read(section).Faults;

    /// <summary>Puts the store into the house; whoever starts the house opens it. The section has been checked before.</summary>
    public static IServiceCollection AddSqlite(this IServiceCollection services, IConfigurationSection section) =>
        Add(services, section, forReading: false);

    /// <summary>The same for reading alone, which also works while another process serves from the file.</summary>
    public static IServiceCollection AddSqliteForReading(this IServiceCollection services, IConfigurationSection section) =>
        Add(services, section, forReading: true);

    /// <summary>Opens the file to be moved into another store; throws if a program serves from it.</summary>
    public static IStoreSource OpenSource(IConfigurationSection section) => SqliteSource.Open(new SqliteOptions(Checked(section)));

    private static IServiceCollection Add(IServiceCollection services, IConfigurationSection section, bool forReading)
    {
        var path = Checked(section);
        services.AddSingleton<ICheckup>(new SqliteCheckup(new SqliteOptions(path)));
        return services.AddSingleton<IAccessStore>(
            provider => new SqliteStore(new SqliteOptions(path, forReading), provider.GetRequiredService<ILogger<SqliteStore>>()));
    }

    private static string Checked(IConfigurationSection section) =>
        Read(section).Path ?? throw new InvalidOperationException($"The section {section.Path} is not in order; check it first.");

    private static (string? Path, IReadOnlyList<SettingsFault> Faults) Read(IConfigurationSection section)
    {
        var reader = new SettingsReader(section.Path, section.AsEnumerable(makePathsRelative: true));
        var path = reader.Required("Path", "give the path of the database file, like data/jitbot.db");
        if (path is not null && Wrong(path) is { } wrong)
            reader.Fault("Path", wrong);
        var faults = reader.Faults();
        return (faults.Count == 0 ? path : null, faults);
    }

    private static string? Wrong(string path)
    {
        if (path.StartsWith(":memory:", StringComparison.OrdinalIgnoreCase) || path.StartsWith("file:", StringComparison.OrdinalIgnoreCase))
            return "must be the path of a file on a local disk; grants must outlive the process";
        if (path.Contains('\0', StringComparison.Ordinal) || Path.EndsInDirectorySeparator(path) || Directory.Exists(path))
            return "must be the path of a file, not of a directory";
        return File.Exists(Path.GetDirectoryName(Path.GetFullPath(path))) ? "stands below a file; its directory must be a directory" : null;
    }
}
