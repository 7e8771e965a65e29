namespace JitBot.Storage.Sqlite;

/// <summary>
/// Disk space set aside beside the database. When the disk is full it is given up, so that access can still be taken away and written
/// down; until it can be set aside again, nothing new is granted.
/// </summary>
internal sealed class SqliteReserve(string database)
{
    /// <summary>Room for the ends of some thousand grants: an end writes a few kilobytes to the log and its write-ahead log.</summary>
    public const int Bytes = 16 * 1024 * 1024;

    private readonly string _path = database + ".reserve";
    private volatile bool _isHeld;

    /// <summary>Whether the space is set aside.</summary>
    public bool IsHeld => _isHeld;

    /// <summary>Sets the space aside if it is not; false if the disk has not got it.</summary>
    public bool TryHold()
    {
        if (_isHeld)
            return true;
        try
        {
            // Preallocated, not only sized: a sparse file reserves nothing.
            var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, PreallocationSize = Bytes };
            if (!OperatingSystem.IsWindows())
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            using var file = new FileStream(_path, options);
            return _isHeld = true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false; // what was begun is overwritten by the next try
        }
    }

    /// <summary>Gives the space up; false if there was none.</summary>
    public bool TryGiveUp()
    {
        if (!_isHeld)
            return false;
        File.Delete(_path);
        _isHeld = false;
        return true;
    }
}
