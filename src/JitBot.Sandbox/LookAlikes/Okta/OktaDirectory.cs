namespace JitBot.Sandbox.LookAlikes.Okta;

/// <summary>A user at one moment.</summary>
internal sealed record OktaAccount(string Id, string Login, string Email, string Status)
{
    /// <summary>What the profile says of the manager: free text.</summary>
    public string? Manager { get; init; }

    /// <summary>The same, where an id is meant to stand.</summary>
    public string? ManagerId { get; init; }
}

/// <summary>A group; <paramref name="Type"/> is OKTA_GROUP, APP_GROUP or BUILT_IN.</summary>
internal sealed record OktaTeam(string Id, string Name, string Type);

/// <summary>A rule that feeds groups, and the people whom it never adds again because somebody removed them by hand.</summary>
internal sealed record OktaFeed(string Id, string Name, string Status, IReadOnlyList<string> Groups)
{
    /// <summary>The rule's list of exceptions.</summary>
    public HashSet<string> Excluded { get; } = [];
}

/// <summary>What the organisation holds: people with all they ever were, groups, rules, and who is where.</summary>
internal sealed class OktaDirectory(TimeProvider clock, DirectoryFaults faults)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, List<Version>> _people = [];
    private readonly Dictionary<string, OktaTeam> _groups = [];
    private readonly List<OktaFeed> _rules = [];
    private int _ids;

    /// <summary>The memberships in truth.</summary>
    public MembershipHistory Memberships { get; } = new(clock, faults);

    /// <summary>The System Log.</summary>
    public ActivityLog Log { get; } = new(clock);

    /// <summary>How far <c>search</c> lags behind; <c>filter</c> and reads by id do not.</summary>
    public TimeSpan SearchLag { get; set; }

    /// <summary>The groups, in the order of their ids.</summary>
    public IReadOnlyList<OktaTeam> Groups
    {
        get
        {
            lock (_lock)
                return [.. _groups.Values.OrderBy(group => group.Id, StringComparer.Ordinal)];
        }
    }

    /// <summary>The rules, in the order of their ids.</summary>
    public IReadOnlyList<OktaFeed> Rules
    {
        get
        {
            lock (_lock)
                return [.. _rules];
        }
    }

    /// <summary>Everybody, as they are or, for <c>search</c>, as they were.</summary>
    public IReadOnlyList<OktaAccount> People(bool lagging = false)
    {
        var asOf = lagging ? clock.GetUtcNow() - SearchLag : DateTimeOffset.MaxValue;
        lock (_lock)
            return [.. _people.Values.Select(versions => versions.FindLast(version => version.At <= asOf)?.Account).OfType<OktaAccount>()
                .OrderBy(account => account.Id, StringComparer.Ordinal)];
    }

    /// <summary>The user, or null.</summary>
    public OktaAccount? Person(string id)
    {
        lock (_lock)
            return _people.TryGetValue(id, out var versions) ? versions[^1].Account : null;
    }

    /// <summary>The group, or null.</summary>
    public OktaTeam? Group(string id)
    {
        lock (_lock)
            return _groups.GetValueOrDefault(id);
    }

    /// <summary>Adds a user; the login is the e-mail unless given.</summary>
    public string AddPerson(string email, string? login = null, string status = "ACTIVE")
    {
        var account = new OktaAccount(NextId("00u"), login ?? email, email, status);
        Write(account);
        return account.Id;
    }

    /// <summary>Changes a user.</summary>
    public void Change(string id, Func<OktaAccount, OktaAccount> change) => Write(change(Person(id)!));

    /// <summary>Deletes a user for good. (Deactivating one is a change of status and leaves the memberships.)</summary>
    public void DeletePerson(string id)
    {
        lock (_lock)
            _people.Remove(id);
        Memberships.RemoveAll(id, "okta");
    }

    /// <summary>Adds a group.</summary>
    public string AddGroup(string name, string type = "OKTA_GROUP")
    {
        var group = new OktaTeam(NextId("00g"), name, type);
        lock (_lock)
            _groups[group.Id] = group;
        return group.Id;
    }

    /// <summary>Deletes a group.</summary>
    public void DeleteGroup(string id)
    {
        lock (_lock)
            _groups.Remove(id);
        Memberships.RemoveAll(id, "okta");
    }

    /// <summary>Adds a rule that feeds these groups.</summary>
    public OktaFeed AddRule(string name, string status, params IReadOnlyList<string> groups)
    {
        var rule = new OktaFeed(NextId("0pr"), name, status, groups);
        lock (_lock)
            _rules.Add(rule);
        return rule;
    }

    /// <summary>Lets a rule find a person: into its groups they go, unless they are on its list of exceptions.</summary>
    public void Feed(OktaFeed rule, string person)
    {
        if (rule.Status == "ACTIVE" && !rule.Excluded.Contains(person))
            foreach (var group in rule.Groups)
                Memberships.Add(group, person, rule.Id);
    }

    /// <summary>
    /// Takes a person out of a group by hand. If a rule had put them there, they are on its list of exceptions from now on,
    /// and no later run of the rule brings them back.
    /// </summary>
    public void RemoveByHand(string group, string person, string by)
    {
        var madeBy = Memberships.All.LastOrDefault(change => change.Group == group && change.Member == person && change.Added)?.By;
        if (Memberships.Remove(group, person, by) && Rules.FirstOrDefault(rule => rule.Id == madeBy) is { } rule)
            rule.Excluded.Add(person);
    }

    private void Write(OktaAccount account)
    {
        lock (_lock)
        {
            if (!_people.TryGetValue(account.Id, out var versions))
                _people[account.Id] = versions = [];
            versions.Add(new Version(clock.GetUtcNow(), account));
        }
    }

    /// <summary>An id of the shape Okta's have: 20 letters and digits.</summary>
    private string NextId(string prefix) => $"{prefix}{Interlocked.Increment(ref _ids):D10}oK5d697";

    private sealed record Version(DateTimeOffset At, OktaAccount Account);
}
