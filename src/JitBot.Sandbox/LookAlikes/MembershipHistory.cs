namespace JitBot.Sandbox.LookAlikes;

/// <summary>One true change of a membership, and who made it.</summary>
public sealed record MembershipChange(DateTimeOffset At, string Group, string Member, bool Added, string By);

/// <summary>
/// The memberships of a directory look-alike: what is true, everything that happened, and what reads see when they lag behind.
/// </summary>
public sealed class MembershipHistory(TimeProvider clock, DirectoryFaults faults)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(string Group, string Member), List<MembershipChange>> _byMembership = [];
    private readonly List<MembershipChange> _all = [];

    /// <summary>Raised after each change.</summary>
    public event Action<MembershipChange>? Changed;

    /// <summary>Every change so far, in order.</summary>
    public IReadOnlyList<MembershipChange> All
    {
        get
        {
            lock (_lock)
                return [.. _all];
        }
    }

    /// <summary>Whether the membership is there in truth.</summary>
    public bool Holds(string group, string member)
    {
        lock (_lock)
            return _byMembership.TryGetValue((group, member), out var changes) && changes[^1].Added;
    }

    /// <summary>Whether a read sees the membership: as it was one lag ago.</summary>
    public bool IsSeen(string group, string member)
    {
        lock (_lock)
            return _byMembership.TryGetValue((group, member), out var changes) && IsSeen(changes);
    }

    /// <summary>The members of a group as a read sees them, in the order in which they came.</summary>
    public IReadOnlyList<string> SeenMembers(string group)
    {
        lock (_lock)
            return [.. _byMembership.Where(pair => pair.Key.Group == group && IsSeen(pair.Value)).Select(pair => pair.Key.Member)];
    }

    /// <summary>The groups of a member as a read sees them.</summary>
    public IReadOnlyList<string> SeenGroups(string member)
    {
        lock (_lock)
            return [.. _byMembership.Where(pair => pair.Key.Member == member && IsSeen(pair.Value)).Select(pair => pair.Key.Group)];
    }

    /// <summary>Adds the membership; false if it was there.</summary>
    public bool Add(string group, string member, string by) => Change(group, member, added: true, by);

    /// <summary>Removes the membership; false if it was not there.</summary>
    public bool Remove(string group, string member, string by) => Change(group, member, added: false, by);

    /// <summary>Removes every membership of this group or member, as when the object itself is deleted.</summary>
    public void RemoveAll(string groupOrMember, string by)
    {
        List<(string Group, string Member)> keys;
        lock (_lock)
            keys = [.. _byMembership.Keys.Where(key => key.Group == groupOrMember || key.Member == groupOrMember)];
        foreach (var (group, member) in keys)
            Remove(group, member, by);
    }

    private bool Change(string group, string member, bool added, string by)
    {
        var change = new MembershipChange(clock.GetUtcNow(), group, member, added, by);
        lock (_lock)
        {
            if (!_byMembership.TryGetValue((group, member), out var changes))
                changes = [];
            if ((changes.Count > 0 && changes[^1].Added) == added)
                return false;
            _byMembership[(group, member)] = changes;
            changes.Add(change);
            _all.Add(change);
        }
        Changed?.Invoke(change);
        return true;
    }

    private bool IsSeen(List<MembershipChange> changes)
    {
        var visible = clock.GetUtcNow() - faults.ReadsLag;
        return changes.FindLast(change => change.At <= visible) is { Added: true };
    }
}
