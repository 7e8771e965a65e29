namespace JitBot.Sandbox.LookAlikes;

/// <summary>
/// Something a person did, as a directory's log has it: under which name, with which application if any, and whether it went well.
/// </summary>
public sealed record LoggedDeed(DateTimeOffset At, string Person, string What, string? Application = null, bool Failed = false);

/// <summary>A directory's log of what people did; an entry can be read only after <see cref="Lag"/>, as in the real ones.</summary>
public sealed class ActivityLog(TimeProvider clock)
{
    private readonly Lock _lock = new();
    private readonly List<LoggedDeed> _deeds = [];

    /// <summary>How long an entry takes until it can be read.</summary>
    public TimeSpan Lag { get; set; }

    /// <summary>Whether the tenant's licence keeps sign-ins; of one of the directories alone.</summary>
    public bool KeepsSignIns { get; set; } = true;

    /// <summary>Logs something done now.</summary>
    public void Add(string person, string what, string? application = null, bool failed = false)
    {
        lock (_lock)
            _deeds.Add(new LoggedDeed(clock.GetUtcNow(), person, what, application, failed));
    }

    /// <summary>What can be read of the time, both ends included, the oldest first.</summary>
    public IReadOnlyList<LoggedDeed> Between(DateTimeOffset from, DateTimeOffset until)
    {
        var latest = clock.GetUtcNow() - Lag;
        lock (_lock)
            return [.. _deeds.Where(deed => deed.At >= from && deed.At <= until && deed.At <= latest).OrderBy(deed => deed.At)];
    }
}
