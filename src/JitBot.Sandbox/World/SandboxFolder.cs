namespace JitBot.Sandbox.World;

/// <summary>A temporary folder that goes when it is no longer needed.</summary>
internal sealed class SandboxFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("jitbot-sandbox-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
