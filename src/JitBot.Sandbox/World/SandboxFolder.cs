namespace JitBot.Sandbox.World;

/// <summary>Where the host keeps its database, its checkpoints and its log: a temporary folder that goes when it is no longer needed, or one that stays.</summary>
internal sealed class SandboxFolder : IDisposable
{
    /// <summary>A temporary one.</summary>
    public SandboxFolder() => Path = Directory.CreateTempSubdirectory("jitbot-sandbox-").FullName;

    private SandboxFolder(string kept) => (Path, IsKept) = (kept, true);

    public string Path { get; }

    /// <summary>Whether it stays.</summary>
    public bool IsKept { get; }

    /// <summary>The file in it that is the host's database.</summary>
    public string Database => System.IO.Path.Combine(Path, SandboxSettings.Database);

    /// <summary>A folder that stays, made if it is not there; why not, if it cannot be taken: what was kept before must not be mixed with what comes.</summary>
    public static SandboxFolder? Keep(string folder, out string wrong)
    {
        wrong = "";
        try
        {
            var path = System.IO.Path.GetFullPath(folder);
            if (File.Exists(path) || (Directory.Exists(path) && Directory.EnumerateFileSystemEntries(path).Any()))
            {
                wrong = $"{path} is not an empty folder. Name one that is empty, or that is not there yet.";
                return null;
            }

            return new SandboxFolder(Make(path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            wrong = $"{folder} cannot be used as a folder: {e.Message}";
            return null;
        }
    }

    public void Dispose()
    {
        if (!IsKept)
            Directory.Delete(Path, recursive: true);
    }

    /// <summary>As private as a temporary one: the key of the checkpoints is in it.</summary>
    private static string Make(string path) => OperatingSystem.IsWindows()
        ? Directory.CreateDirectory(path).FullName
        : Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute).FullName;
}
