using JitBot.Core.Store;

namespace JitBot.Storage.Sqlite;

/// <summary>
/// The newest version of the streams that were read or written last: most looks ask whether anything came behind what is known, and nothing did, which then costs no read. It is right
/// because no other process writes to the file (<see cref="SqliteGuards.TakeLock"/>), and because what is written is noted before it is answered.
/// </summary>
internal sealed class NewestVersions
{
    /// <summary>About a megabyte, and far more streams than are busy at once. The one noted first is forgotten first.</summary>
    internal const int Most = 4096;

    private readonly Lock _gate = new();
    private readonly Dictionary<StreamId, long> _versions = [];
    private readonly Queue<StreamId> _order = new();
    private long _written;

    /// <summary>How often something was written: who begins to read asks for it, and hands it in with what was read.</summary>
    public long Written
    {
        get
        {
            lock (_gate)
                return _written;
        }
    }

    /// <summary>Whether nothing is behind this version of a stream, as far as is known here; if not, it has to be read.</summary>
    public bool IsNewest(StreamId stream, long version)
    {
        lock (_gate)
            return _versions.TryGetValue(stream, out var newest) && newest == version;
    }

    /// <summary>Notes what was written.</summary>
    public void NoteWritten(StreamId stream, long version)
    {
        lock (_gate)
        {
            _written++;
            Keep(stream, version);
        }
    }

    /// <summary>Notes what was read, unless something was written since that began: what was read may be older by now.</summary>
    public void NoteRead(StreamId stream, long version, long writtenBefore)
    {
        lock (_gate)
        {
            if (_written == writtenBefore)
                Keep(stream, version);
        }
    }

    /// <summary>Knows nothing of a stream any more: it is not as was thought.</summary>
    public void Forget(StreamId stream)
    {
        lock (_gate)
            _versions.Remove(stream);
    }

    private void Keep(StreamId stream, long version)
    {
        if (!_versions.TryGetValue(stream, out var before))
            _order.Enqueue(stream);
        _versions[stream] = Math.Max(before, version);
        if (_order.Count > Most)
            _versions.Remove(_order.Dequeue());
    }
}
