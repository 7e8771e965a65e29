using JitBot.Endurance.Stage;
using JitBot.Sandbox.World;

namespace JitBot.Endurance.Disturbances;

/// <summary>
/// Where the hosts of a story keep what they know: how many may share it, the port it listens on (none if it is a file), the settings of a
/// host that reaches it through some port, how it is restarted without being asked to finish, and how it is read when everything is over.
/// </summary>
internal sealed record StoryDatabase(
    int Hosts,
    int? Port,
    Func<SandboxWorld, string, int?, Dictionary<string, string?>> SettingsThrough,
    Func<Task> RestartAsync,
    Func<IReadOnlyDictionary<string, string?>, Task<AuditLog>> ReadLogAsync)
{
    /// <summary>A SQLite file in the story's folder, for one host alone.</summary>
    public static StoryDatabase File { get; } = new(
        Hosts: 1, Port: null, (world, folder, _) => SandboxSettings.For(world, folder), () => Task.CompletedTask, AuditLog.ReadSqliteAsync);
}
