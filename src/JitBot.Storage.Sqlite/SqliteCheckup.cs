using System.Runtime.CompilerServices;
using JitBot.Core;
using JitBot.Core.Checkup;
using JitBot.Core.Store;

namespace JitBot.Storage.Sqlite;

/// <summary>
/// Looks at the database's file: whether it opens, with which schema, whether it can be written, who may read it and how much room there is.
/// It is never changed: a write is tried in a transaction that is taken back, and not at all beside a program that serves from it.
/// </summary>
internal sealed class SqliteCheckup(SqliteOptions options) : ICheckup
{
    private const long Mebi = 1024 * 1024;

    /// <summary>Below this the next thousand grants may not fit beside the reserve.</summary>
    private const long LittleRoom = 256 * Mebi;

    private const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    private readonly string _path = Path.GetFullPath(options.Path);

    /// <inheritdoc />
    public string Door => "the database file";

    /// <inheritdoc />
    public async IAsyncEnumerable<Finding> LookAsync(NamedInSettings named, [EnumeratorCancellation] CancellationToken ct)
    {
        if (!File.Exists(_path))
        {
            yield return WillBeMade();
            yield break;
        }

        var isServed = SqliteGuards.IsLocked(_path);
        yield return await Task.Run(() => Open(isServed), CancellationToken.None).WaitAsync(ct);
        if (!OperatingSystem.IsWindows())
            yield return Mode();
        yield return Room();
    }

    /// <summary>Before the first start there is no file yet, and nothing wrong with that.</summary>
    private Finding WillBeMade()
    {
        var folder = Path.GetDirectoryName(_path)!;
        while (!Directory.Exists(folder) && Path.GetDirectoryName(folder) is { } above)
            folder = above;
        return FolderProbe.WhyNotWritable(folder, Path.GetFileName(_path) + ".probe") is { } why
            ? Finding.Bad(CheckKind.Store, _path, $"does not exist and cannot be made: {why}", $"let JitBot's user write in {folder}, or correct {SqliteSetup.Section}:Path")
            : Finding.Good(CheckKind.Store, _path, "does not exist yet and will be made at the first start");
    }

    private Finding Open(bool isServed)
    {
        try
        {
            SqliteGuards.RefuseMoved(_path);
            using var session = SqliteSession.Open(_path, options.BusyTimeout);
            SqliteGuards.RequireDisk(_path);
            SqliteGuards.CheckPages(session, _path);
            var (version, newest) = SqliteSchema.Look(session, SqliteSchema.Scripts, _path);
            if (!isServed)
                TryToWrite(session);
            var schema = version == newest ? $"schema {version}" : $"schema {version}, which the next start takes to {newest}";
            return Finding.Good(CheckKind.Store, _path, isServed ? $"is served from by a running JitBot, so it was only read; {schema}" : $"opens and can be written; {schema}");
        }
        catch (Exception e) when (e is StoreUnavailableException || SqliteFaults.Worded(e, _path) != e)
        {
            var words = SqliteFaults.Worded(e, _path).Message.Split(". ", 2);
            return Finding.Bad(CheckKind.Store, _path, words[0], words.Length > 1 ? words[1] : "see the documentation of the store");
        }
    }

    /// <summary>The lock for writing is taken and something written, and all of it taken back.</summary>
    private void TryToWrite(SqliteSession session)
    {
        session.Execute("BEGIN IMMEDIATE");
        try
        {
            session.Execute("CREATE TABLE doctor_probe (id INTEGER PRIMARY KEY)");
        }
        finally
        {
            session.Execute("ROLLBACK");
        }

        if (FolderProbe.WhyNotWritable(Path.GetDirectoryName(_path)!, Path.GetFileName(_path) + ".probe") is { } why)
            throw new StoreUnavailableException($"the folder of the file cannot be written to: {why} Let JitBot's user write in it.");
    }

    private Finding Mode()
    {
        var open = new[] { _path, $"{_path}-wal", $"{_path}-shm" }.Where(file => File.Exists(file) && !OperatingSystem.IsWindows() && (File.GetUnixFileMode(file) & Others) != 0).ToList();
        return open.Count == 0
            ? Finding.Good(CheckKind.Store, _path, "its owner alone may read it")
            : Finding.Bad(CheckKind.Store, _path, "other users of this machine may read or change it", $"chmod 600 {string.Join(' ', open)}");
    }

    private Finding Room()
    {
        var free = new DriveInfo(Path.GetDirectoryName(_path)!).AvailableFreeSpace;
        var (where, what) = ($"the disk of {_path}", $"{free / Mebi} MiB are free");
        const string todo = "free some space, or move the file to a larger disk while JitBot is stopped";
        if (free < SqliteReserve.Bytes)
            return Finding.Bad(CheckKind.Store, where, $"{what}: nothing is granted", todo);
        return free < LittleRoom ? Finding.Warn(CheckKind.Store, where, what, todo) : Finding.Good(CheckKind.Store, where, what);
    }
}
