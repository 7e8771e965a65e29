namespace JitBot.Sandbox.World;

/// <summary>How a host is to be started: in which world, with its data and its log in which folder.</summary>
internal sealed record HostPlan(SandboxWorld World, string Folder)
{
    /// <summary>Where it listens; a free port of loopback unless told otherwise.</summary>
    public string Url { get; init; } = "http://127.0.0.1:0";

    /// <summary>Its settings, as configuration keys.</summary>
    public IReadOnlyDictionary<string, string?> Settings { get; init; } = SandboxSettings.For(World, Folder);

    /// <summary>The file that keeps what it prints; a name of its own for each of several hosts in one folder.</summary>
    public string Log { get; init; } = "host.log";

    /// <summary>How long a claimed effect is a worker's own, where a story wants to outlast it; null for what is always used.</summary>
    public TimeSpan? Lease { get; init; }

    /// <summary>The log's path.</summary>
    public string LogPath => Path.Combine(Folder, Log);
}
