namespace JitBot.Sandbox.LookAlikes.PagerDuty;

/// <summary>A user of the account.</summary>
internal sealed record PagerDutyPerson(string Id, string Name, string Email);

/// <summary>A schedule; one that is made of shifts is shown under v3 alone, and one that no escalation policy uses has nobody on call.</summary>
internal sealed record PagerDutyRota(string Id, string Name)
{
    public bool IsMadeOfShifts { get; init; }

    /// <summary>The escalation policies that use it: each makes an entry of its own of everybody on call.</summary>
    public int Policies { get; init; } = 1;

    /// <summary>Whoever is on call, each until then; for ever if it is null.</summary>
    public IReadOnlyList<(string User, DateTimeOffset? Until)> OnCall { get; init; } = [];
}

/// <summary>What an account holds.</summary>
internal sealed class PagerDutyAccount
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, PagerDutyPerson> _people = [];
    private readonly Dictionary<string, PagerDutyRota> _rotas = [];

    /// <summary>All schedules.</summary>
    public IReadOnlyList<PagerDutyRota> Rotas
    {
        get
        {
            lock (_lock)
                return [.. _rotas.Values];
        }
    }

    /// <summary>The user, if there is one with this id.</summary>
    public PagerDutyPerson? Person(string id)
    {
        lock (_lock)
            return _people.GetValueOrDefault(id);
    }

    /// <summary>The schedule, if there is one with this id.</summary>
    public PagerDutyRota? Rota(string id)
    {
        lock (_lock)
            return _rotas.GetValueOrDefault(id);
    }

    /// <summary>Adds a user; their id.</summary>
    public string AddPerson(string email, string? name = null)
    {
        lock (_lock)
        {
            var id = $"PUSER{_people.Count:00}";
            _people[id] = new PagerDutyPerson(id, name ?? email.Split('@')[0], email);
            return id;
        }
    }

    /// <summary>Deletes a user; entries of those on call may still name them for a while.</summary>
    public void DeletePerson(string id)
    {
        lock (_lock)
            _people.Remove(id);
    }

    /// <summary>Puts a schedule in the place of the one with its id.</summary>
    public void Put(PagerDutyRota rota)
    {
        lock (_lock)
            _rotas[rota.Id] = rota;
    }
}
