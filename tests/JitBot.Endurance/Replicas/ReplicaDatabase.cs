using JitBot.Endurance.Stage;

namespace JitBot.Endurance.Replicas;

/// <summary>
/// The database of one story, fresh: the port it listens on, the settings of a host that reaches it through another port, and how it is
/// restarted without being asked to finish, and read when everything is over.
/// </summary>
internal sealed record ReplicaDatabase(
    int Port, Func<int, IEnumerable<KeyValuePair<string, string?>>> SettingsThrough, Func<Task> RestartAsync, Func<Task<AuditLog>> ReadLogAsync);
