namespace JitBot.Sandbox.LookAlikes.Graph;

/// <summary>A user of the Graph look-alike.</summary>
public sealed record GraphPerson(
    string Id, string DisplayName, string? Mail, string UserPrincipalName, string? UserType = "Member", bool AccountEnabled = true)
{
    /// <summary>The id of the manager, if one is entered.</summary>
    public string? Manager { get; init; }
}

/// <summary>A group of the Graph look-alike; the defaults are those of a plain security group.</summary>
public sealed record GraphTeam(
    string Id,
    string DisplayName,
    IReadOnlyList<string>? GroupTypes = null,
    string? MembershipRule = null,
    bool? OnPremisesSyncEnabled = null,
    bool MailEnabled = false,
    bool SecurityEnabled = true,
    bool? IsAssignableToRole = null);

/// <summary>What the Graph look-alike knows: users and groups; memberships are kept in <see cref="MembershipHistory"/>.</summary>
public sealed class GraphDirectory(MembershipHistory memberships, ActivityLog log)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, GraphPerson> _people = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, GraphTeam> _groups = new(StringComparer.OrdinalIgnoreCase);
    private int _made;

    /// <summary>The users.</summary>
    public IReadOnlyList<GraphPerson> People
    {
        get
        {
            lock (_lock)
                return [.. _people.Values];
        }
    }

    /// <summary>The groups.</summary>
    public IReadOnlyList<GraphTeam> Groups
    {
        get
        {
            lock (_lock)
                return [.. _groups.Values];
        }
    }

    /// <summary>The memberships in truth, and their history.</summary>
    public MembershipHistory Memberships => memberships;

    /// <summary>What the audit and sign-in logs show.</summary>
    public ActivityLog Log => log;

    /// <summary>A fresh object id: the same in every run.</summary>
    public string NextId() => $"{Interlocked.Increment(ref _made):x8}-c0de-4a1e-8d17-6a697462f000";

    /// <summary>Adds an active member of the organisation; the sign-in name is the e-mail unless another is given.</summary>
    public GraphPerson AddPerson(string email, string? name = null) =>
        Put(new GraphPerson(NextId(), name ?? email, email, email));

    /// <summary>Adds or replaces a user as given.</summary>
    public GraphPerson Put(GraphPerson person)
    {
        lock (_lock)
            _people[person.Id] = person;
        return person;
    }

    /// <summary>Adds a plain security group.</summary>
    public GraphTeam AddGroup(string name) => Put(new GraphTeam(NextId(), name));

    /// <summary>Adds or replaces a group as given.</summary>
    public GraphTeam Put(GraphTeam group)
    {
        lock (_lock)
            _groups[group.Id] = group;
        return group;
    }

    /// <summary>The user with this id, or null.</summary>
    public GraphPerson? Person(string id)
    {
        lock (_lock)
            return _people.GetValueOrDefault(id);
    }

    /// <summary>The group with this id, or null.</summary>
    public GraphTeam? Group(string id)
    {
        lock (_lock)
            return _groups.GetValueOrDefault(id);
    }

    /// <summary>Deletes the user or group itself, and with it every membership; false if there was none.</summary>
    public bool Delete(string id, string by)
    {
        lock (_lock)
        {
            if (!_people.Remove(id) && !_groups.Remove(id))
                return false;
        }
        memberships.RemoveAll(id, by);
        return true;
    }
}
