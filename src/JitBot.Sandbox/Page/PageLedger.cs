using JitBot.Core.Access;
using JitBot.Core.Effects;
using Microsoft.Data.Sqlite;

namespace JitBot.Sandbox.Page;

/// <summary>
/// What stands in the host's own database, read by a connection that cannot write: the chain, what is due, and the requests that explain it.
/// The database belongs to another process, so whether there is something new is seen by its files.
/// </summary>
internal sealed class PageLedger(string path)
{
    /// <summary>Files may change twice within one tick of their timestamps, so every tenth look reads whatever they say.</summary>
    private const int ReadAnywayEvery = 10;

    private readonly Lock _lock = new();
    private readonly List<ChainLine> _lines = [];
    private readonly PageStories _stories = new();
    private IReadOnlyList<WheelEntry> _wheel = [];
    private IReadOnlyDictionary<string, KnownRequest> _requests = new Dictionary<string, KnownRequest>();
    private string _seen = "";
    private int _looks;

    static PageLedger() => SQLitePCL.Batteries_V2.Init();

    /// <summary>The newest lines of the chain, the oldest of them first.</summary>
    public IReadOnlyList<ChainLine> Newest(int most)
    {
        lock (_lock)
            return [.. _lines.TakeLast(most)];
    }

    /// <summary>The lines of these types, the oldest first.</summary>
    public IReadOnlyList<ChainLine> OfType(params string[] types)
    {
        lock (_lock)
            return [.. _lines.Where(line => types.Contains(line.Type))];
    }

    /// <summary>Where this request stands.</summary>
    public AccessState State(RequestId request)
    {
        lock (_lock)
            return _stories.Of(request);
    }

    /// <summary>Where all requests stand, in no order.</summary>
    public IReadOnlyList<AccessState> States
    {
        get
        {
            lock (_lock)
                return [.. _stories.All];
        }
    }

    /// <summary>How many lines the chain has.</summary>
    public long Length
    {
        get
        {
            lock (_lock)
                return _lines.Count;
        }
    }

    /// <summary>What is due, the soonest first.</summary>
    public IReadOnlyList<WheelEntry> Wheel
    {
        get
        {
            lock (_lock)
                return _wheel;
        }
    }

    /// <summary>The request with this id, or null.</summary>
    public KnownRequest? Request(string id)
    {
        lock (_lock)
            return _requests.GetValueOrDefault(id);
    }

    /// <summary>Reads what is new; whether there was anything.</summary>
    public bool Look()
    {
        var files = $"{Mark(path)} {Mark(path + "-wal")}";
        if (!File.Exists(path) || (files == _seen && ++_looks % ReadAnywayEvery != 0))
            return false;
        try
        {
            var isNew = Read();
            _seen = files;
            return isNew;
        }
        catch (SqliteException)
        {
            return false; // it is being made or recovered just now; the next look comes soon
        }
    }

    private bool Read()
    {
        using var db = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
        db.Open();
        using var snapshot = db.BeginTransaction(deferred: true);
        var lines = ReadLines(db, Length);
        var wheel = ReadWheel(db);
        var requests = ReadRequests(db);
        lock (_lock)
        {
            var isNew = lines.Count > 0 || !wheel.SequenceEqual(_wheel) || !requests.OrderBy(Id).SequenceEqual(_requests.OrderBy(Id));
            _lines.AddRange(lines);
            foreach (var line in lines)
                _stories.Take(line.Line);
            (_wheel, _requests) = (wheel, requests);
            return isNew;
        }

        static string Id(KeyValuePair<string, KnownRequest> request) => request.Key;
    }

    private static List<ChainLine> ReadLines(SqliteConnection db, long after) =>
        List(db, "SELECT bytes, hash FROM lines WHERE seq > $after ORDER BY seq", row => ChainLine.Read(row.GetFieldValue<byte[]>(0), row.GetString(1)), after);

    private static List<WheelEntry> ReadWheel(SqliteConnection db) => List(
        db,
        "SELECT body, due_at, attempts, parked_at IS NOT NULL, error FROM effects JOIN effect_bodies USING (id) ORDER BY due_at, id",
        row => new WheelEntry(
            EffectJson.Read(row.GetString(0)),
            DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(1)),
            row.GetInt32(2),
            row.GetBoolean(3),
            row.IsDBNull(4) ? null : row.GetString(4)));

    private static Dictionary<string, KnownRequest> ReadRequests(SqliteConnection db) => List(
        db,
        "SELECT requests.id, handle, entitlement, coalesce(people.name, requester) FROM requests LEFT JOIN people ON people.id = requester",
        row => (Id: row.GetString(0), Request: new KnownRequest(row.GetString(1), row.GetString(2), row.GetString(3))))
        .ToDictionary(pair => pair.Id, pair => pair.Request, StringComparer.Ordinal);

    private static List<T> List<T>(SqliteConnection db, string sql, Func<SqliteDataReader, T> read, long? after = null)
    {
        using var command = db.CreateCommand();
#pragma warning disable CA2100 // the three literals above
        command.CommandText = sql;
#pragma warning restore CA2100
        if (after is { } value)
            command.Parameters.AddWithValue("$after", value);
        using var rows = command.ExecuteReader();
        var list = new List<T>();
        while (rows.Read())
            list.Add(read(rows));
        return list;
    }

    private static string Mark(string file) => new FileInfo(file) is { Exists: true } info ? $"{info.Length} {info.LastWriteTimeUtc.Ticks}" : "";
}
