using JitBot.Core.Settings;
using JitBot.Storage.Postgres;
using JitBot.Storage.Sqlite;

namespace JitBot.Host;

/// <summary>Which of the stores is on: exactly one, chosen by the section <c>Storage</c> alone. A key without a value chooses nothing.</summary>
internal sealed class StoreRoom(IConfiguration configuration)
{
    /// <summary>The name of the section.</summary>
    public const string Section = "Storage";

    private readonly IConfigurationSection _sqlite = configuration.GetSection(SqliteSetup.Section);
    private readonly IConfigurationSection _postgres = configuration.GetSection(PostgresSetup.Section);

    private bool SqliteIsOn => IsSet(_sqlite);

    private bool PostgresIsOn => IsSet(_postgres);

    /// <summary>The folder of the database's file, or null if there is none.</summary>
    public string? Folder => PostgresIsOn ? null : Path.GetDirectoryName(Path.GetFullPath(_sqlite["Path"] ?? ".")) ?? ".";

    /// <summary>The database's file, if there should be one and is none.</summary>
    public string? MissingFile => SqliteIsOn && _sqlite["Path"] is { } path && !File.Exists(path) ? path : null;

    /// <summary>Everything wrong in the section.</summary>
    public IEnumerable<SettingsFault> Check()
    {
        foreach (var other in configuration.GetSection(Section).GetChildren().Where(child => child.Path is var path && !Is(path, _sqlite) && !Is(path, _postgres)))
            yield return new SettingsFault(other.Path, $"is not a store; use {SqliteSetup.Section} or {PostgresSetup.Section}");
        if (SqliteIsOn && PostgresIsOn)
            yield return new SettingsFault(Section,
                $"holds both {SqliteSetup.Section} and {PostgresSetup.Section}; keep one. What appsettings.json gives is taken out there, or by "
                + "an empty value: Storage__Sqlite__Path=");
        foreach (var fault in PostgresIsOn ? PostgresSetup.Check(_postgres) : [])
            yield return fault;
        foreach (var fault in SqliteIsOn ? SqliteSetup.Check(_sqlite) : [])
            yield return fault;
        if (!SqliteIsOn && !PostgresIsOn)
            yield return new SettingsFault($"{SqliteSetup.Section}:Path",
                $"is missing; give the path of the database file, like data/jitbot.db, or, for several replicas, {PostgresSetup.Section}:ConnectionString");
    }

    /// <summary>Registers the store, and its clock if it has one. The section has been checked before.</summary>
    public IServiceCollection Add(IServiceCollection services) =>
        PostgresIsOn ? services.AddPostgres(_postgres) : services.AddSqlite(_sqlite);

    /// <summary>The same for an auditor, who reads beside a running program.</summary>
    public IServiceCollection AddForReading(IServiceCollection services) =>
        PostgresIsOn ? services.AddPostgresForReading(_postgres) : services.AddSqliteForReading(_sqlite);

    /// <summary>Brings the schema up to date and says so; null if the program does that at each start by itself.</summary>
    public Task<string>? UpgradeAsync() => PostgresIsOn ? PostgresSetup.UpgradeAsync(_postgres, default) : null;

    /// <summary>Copies all this store holds into another; null if this one is no file. Both have been checked before.</summary>
    public Task? CopyAsync(StoreRoom target, Action<string> say) => SqliteIsOn ? CopyFileAsync(target, say) : null;

    private async Task CopyFileAsync(StoreRoom target, Action<string> say)
    {
        using var source = SqliteSetup.OpenSource(_sqlite);
        await PostgresSetup.CopyAsync(target._postgres, source, say, default);
        source.MarkMoved();
    }

    private static bool Is(string path, IConfigurationSection section) => path.Equals(section.Path, StringComparison.OrdinalIgnoreCase);

    private static bool IsSet(IConfigurationSection section) => section.AsEnumerable().Any(pair => !string.IsNullOrWhiteSpace(pair.Value));
}
