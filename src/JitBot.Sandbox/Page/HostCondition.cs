namespace JitBot.Sandbox.Page;

/// <summary>What the host's process is doing, as far as its parent knows.</summary>
internal enum HostCondition
{
    /// <summary>It was started and does not serve yet.</summary>
    Starting,

    /// <summary>It serves.</summary>
    Running,

    /// <summary>It was killed.</summary>
    Killed,

    /// <summary>It was asked to stop and did, or it would not start.</summary>
    Stopped,
}
