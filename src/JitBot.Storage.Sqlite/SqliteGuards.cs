using JitBot.Core.Store;

namespace JitBot.Storage.Sqlite;

/// <summary>What must be true of the file before it is opened, and of its contents before they are used.</summary>
internal static class SqliteGuards
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>
    /// File systems on which locks or shared memory do not work as SQLite needs them (https://www.sqlite.org/wal.html §1,
    /// https://www.sqlite.org/howtocorrupt.html §2.1), by the kernel's name for them.
    /// </summary>
    private static readonly HashSet<string> NetworkFileSystems = new(StringComparer.OrdinalIgnoreCase)
    {
        "nfs", "nfs3", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "9p", "afs", "ceph", "coda", "lustre", "gfs", "gfs2", "gpfs",
        "ocfs2", "beegfs", "glusterfs", "davfs", "sshfs", "webdav",
    };

    /// <summary>FUSE file systems that are known to be local; any other is taken for a network's.</summary>
    private static readonly HashSet<string> LocalFuse = new(StringComparer.OrdinalIgnoreCase)
    {
        "fuseblk", "fuse.ntfs-3g", "fuse.ext2", "fuse.ext4", "fuse.fuse-overlayfs", "fuse.encfs", "fuse.gocryptfs", "fuse.bindfs",
    };

    /// <summary>
    /// The directory, the kind of disk and the file with its permissions; a missing directory or file is created for its owner alone.
    /// </summary>
    public static void PrepareFile(string path)
    {
        var directory = Path.GetDirectoryName(path)!;
        if (!Directory.Exists(directory))
            CreateDirectory(directory);
        RequireDisk(path, FormatOf(directory));
        foreach (var file in new[] { path, $"{path}-wal", $"{path}-shm" })
            Narrow(file, create: file == path);
    }

    /// <summary>Throws if all that the file holds was moved elsewhere (<see cref="MarkMoved"/>): two would end the same access by different times.</summary>
    public static void RefuseMoved(string path)
    {
        if (File.Exists(Moved(path)))
            throw new StoreUnavailableException(
                $"{path} was copied to another store, and JitBot must not be started on both. Correct Storage in the settings; only if the copy was never used, "
                + $"delete {Moved(path)} to stay with the file.");
    }

    /// <summary>From now on nobody serves from the file.</summary>
    public static void MarkMoved(string path) => Narrow(Moved(path), create: true);

    /// <summary>The lock that keeps a second process out, held until disposed. The operating system frees it when a process dies.</summary>
    public static IDisposable TakeLock(string path)
    {
        var file = $"{path}.lock";
        Narrow(file, create: true);
        try
        {
            return new FileStream(file, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e)
        {
            throw new StoreUnavailableException(
                $"{path} is in use by another JitBot. One database serves one process: stop the other, or give this one another path.", e);
        }
    }

    /// <summary>Reads the whole file and throws if its pages do not fit together.</summary>
    public static void CheckPages(SqliteSession session, string path)
    {
        var found = session.Scalar("PRAGMA quick_check(1)") as string;
        if (found != "ok")
            throw new StoreUnavailableException(
                $"{path} is damaged ({found}). Keep a copy of it, and put the last good backup in its place.");
    }

    /// <summary>Whether a file system of this name is, or may be, on another machine.</summary>
    internal static bool IsNetwork(string format) =>
        NetworkFileSystems.Contains(format)
        || (format.StartsWith("fuse", StringComparison.OrdinalIgnoreCase) && !LocalFuse.Contains(format));

    /// <summary>Throws if a disk of this format cannot be trusted with the database.</summary>
    internal static void RequireDisk(string path, string format)
    {
        if (IsNetwork(format))
            throw new StoreUnavailableException(
                $"{path} is on a network file system ({format}), where locks cannot be relied on. Give it a path on a local disk.");
    }

    private static string Moved(string path) => $"{path}.moved";

    private static string FormatOf(string directory)
    {
        try
        {
            return new DriveInfo(directory).DriveFormat;
        }
        catch (ArgumentException)
        {
            return "smb"; // a share without a drive letter is all that has no drive
        }
    }

    private static void CreateDirectory(string directory)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(directory);
        else
            Directory.CreateDirectory(directory, OwnerOnly | UnixFileMode.UserExecute);
    }

    private static void Narrow(string file, bool create)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerOnly;
        if (create && !File.Exists(file))
            new FileStream(file, options).Dispose();
        else if (File.Exists(file) && !OperatingSystem.IsWindows())
            File.SetUnixFileMode(file, OwnerOnly);
    }
}
