using JitBot.Core.Holdings;

namespace JitBot.Simulation.Directory;

/// <summary>One true change of a membership. <paramref name="Attempt"/> is the name under which our call came, null for an administrator's.</summary>
internal sealed record TrueChange(DateTimeOffset At, HoldingKey Key, bool Added, string? Attempt);

/// <summary>A call of ours that reached the directory, whether or not it changed anything.</summary>
internal sealed record TrueCall(DateTimeOffset At, HoldingKey Key, string Call, string Attempt, bool Changed);

/// <summary>A directory as it really is, and everything that ever happened to its memberships.</summary>
internal sealed class SimDirectory(string name, bool addTells)
{
    /// <summary>How far reads can be behind.</summary>
    public static readonly TimeSpan LongestLag = TimeSpan.FromMinutes(1);

    private readonly Dictionary<(string Group, string Subject), List<TrueChange>> _changes = [];

    public string Name => name;

    public bool AddTells => addTells;

    /// <summary>Nothing is answered before this.</summary>
    public DateTimeOffset DownUntil { get; set; } = DateTimeOffset.MinValue;

    /// <summary>How far reads are behind.</summary>
    public TimeSpan Lag { get; set; }

    public Action<TrueCall>? Called { get; set; }

    public Action<TrueChange>? Changed { get; set; }

    /// <summary>The last change of each membership.</summary>
    public IEnumerable<TrueChange> Memberships => _changes.Values.Select(changes => changes[^1]);

    public bool Holds(string group, string subject) => _changes.TryGetValue((group, subject), out var changes) && changes[^1].Added;

    /// <summary>The last change of a membership, or null.</summary>
    public TrueChange? Last(string group, string subject) => _changes.TryGetValue((group, subject), out var changes) ? changes[^1] : null;

    /// <summary>The last change of a membership until this moment, or null.</summary>
    public TrueChange? LastUntil(DateTimeOffset moment, string group, string subject) =>
        _changes.TryGetValue((group, subject), out var changes) ? changes.FindLast(change => change.At <= moment) : null;

    /// <summary>Whether a read sees the membership at this moment.</summary>
    public bool Sees(DateTimeOffset now, string group, string subject) =>
        _changes.TryGetValue((group, subject), out var changes) && changes.FindLast(change => change.At <= now - Lag) is { Added: true };

    /// <summary>The change before this one, which is the last of its membership.</summary>
    public TrueChange? Before(TrueChange change) => _changes[(change.Key.Resource, change.Key.Subject)] is [.., var before, _] ? before : null;

    /// <summary>Whether the membership was there at any moment from then on.</summary>
    public bool WasPresentSince(DateTimeOffset since, string group, string subject) =>
        _changes.TryGetValue((group, subject), out var changes)
        && (changes.FindLast(change => change.At <= since) is { Added: true } || changes.Exists(change => change.At > since && change.Added));

    /// <summary>Whether the membership was absent at any moment from then on.</summary>
    public bool WasAbsentSince(DateTimeOffset since, string group, string subject) =>
        !_changes.TryGetValue((group, subject), out var changes)
        || changes.FindLast(change => change.At <= since) is not { Added: true }
        || changes.Exists(change => change.At > since && !change.Added);

    public ProviderAnswer Act(DateTimeOffset now, HoldingKey key, ProviderCall call, string attempt)
    {
        var was = Holds(key.Resource, key.Subject);
        switch (call)
        {
            case ProviderCall.Add:
                Called?.Invoke(new TrueCall(now, key, "add", attempt, !was));
                Change(now, key, added: true, attempt);
                return was && addTells ? new ProviderAnswer.AlreadyThere() : new ProviderAnswer.Added();
            case ProviderCall.Remove:
                Called?.Invoke(new TrueCall(now, key, "remove", attempt, was));
                Change(now, key, added: false, attempt);
                return was ? new ProviderAnswer.Removed() : new ProviderAnswer.WasAbsent();
            default:
                return Sees(now, key.Resource, key.Subject) ? new ProviderAnswer.Present() : new ProviderAnswer.Absent();
        }
    }

    public void Change(DateTimeOffset now, HoldingKey key, bool added, string? attempt)
    {
        if (Holds(key.Resource, key.Subject) == added)
            return;
        if (!_changes.TryGetValue((key.Resource, key.Subject), out var changes))
            _changes[(key.Resource, key.Subject)] = changes = [];
        var change = new TrueChange(now, key, added, attempt);
        changes.Add(change);
        Changed?.Invoke(change);
    }
}
