using JitBot.Endurance.Stage;
using JitBot.Sandbox.World;
using JitBot.Testing;
using Npgsql;

namespace JitBot.Endurance.Disturbances;

/// <summary>
/// Where the hosts of a story keep what they know: how many may share it, the port it listens on (none if it is a file), the settings of a
/// host of some name that reaches it through some port, how it is restarted without being asked to finish, how it is read, and how many
/// effects wait in it.
/// </summary>
internal sealed record StoryDatabase(
    int Hosts,
    int? Port,
    Func<SandboxWorld, string, string, int?, Dictionary<string, string?>> SettingsThrough,
    Func<Task> RestartAsync,
    Func<IReadOnlyDictionary<string, string?>, Task<AuditLog>> ReadLogAsync,
    Func<IReadOnlyDictionary<string, string?>, DateTimeOffset?, Task<int>> CountPendingAsync)
{
    /// <summary>A SQLite file in the story's folder, for one host alone.</summary>
    public static StoryDatabase File { get; } = new(
        Hosts: 1, Port: null, (world, folder, _, _) => CrowdSettings.For(world, folder), () => Task.CompletedTask, AuditLog.ReadSqliteAsync,
        AuditLog.CountPendingInSqliteAsync);

    /// <summary>How many replicas share a database: a third sees what two do to each other.</summary>
    private const int Replicas = 3;

    /// <summary>A new database in a cluster, for several hosts.</summary>
    public static async Task<StoryDatabase> OnAsync(PostgresCluster cluster)
    {
        var connection = await cluster.CreateDatabaseAsync();
        return new StoryDatabase(
            Replicas, cluster.Port, (world, folder, name, port) => Settings(world, folder, name, Through(connection, port)), RestartAsync,
            AuditLog.ReadPostgresAsync, AuditLog.CountPendingInPostgresAsync);

        async Task RestartAsync()
        {
            await cluster.KillAsync();
            await cluster.StartAgainAsync();
        }
    }

    private static string Through(string connection, int? port) =>
        port is { } through ? new NpgsqlConnectionStringBuilder(connection) { Port = through }.ToString() : connection;

    private static Dictionary<string, string?> Settings(SandboxWorld world, string folder, string name, string connection) => new(CrowdSettings.For(world, folder))
    {
        ["Storage:Sqlite:Path"] = "",
        ["Storage:Postgres:ConnectionString"] = connection,
        ["Audit:Folder"] = Path.Combine(folder, $"audit-{name}"),
    };
}
