namespace JitBot.Sandbox.LookAlikes.Teams;

/// <summary>The truth of the look-alike: people, teams, conversations, messages. Every read is a snapshot.</summary>
internal sealed class TeamsOrganisation
{
    private readonly TruthGate _gate = new();
    private readonly Dictionary<string, TeamsPerson> _people = new(StringComparer.Ordinal);
    private readonly Dictionary<string, TeamsTeam> _teams = new(StringComparer.Ordinal);
    private readonly Dictionary<string, TeamsPlace> _places = new(StringComparer.Ordinal);
    private readonly List<string> _complaints = [];
    private readonly List<(string PersonId, string Words)> _told = [];

    public TeamsOrganisation(TeamsApp app, TimeProvider time)
    {
        App = app;
        Numbers = new TeamsNumbers(time);
        Messages = new TeamsMessages(_gate);
    }

    /// <summary>Raised after every change, outside the lock.</summary>
    public event Action? Changed
    {
        add => _gate.Changed += value;
        remove => _gate.Changed -= value;
    }

    public TeamsApp App { get; private set; }
    public TeamsNumbers Numbers { get; }
    public TeamsMessages Messages { get; }
    public TruthGate Gate => _gate;

    public IReadOnlyList<TeamsPerson> People => _gate.Read(() => _people.Values.ToArray());
    public IReadOnlyList<TeamsTeam> Teams => _gate.Read(() => _teams.Values.ToArray());
    public IReadOnlyList<TeamsPlace> Places => _gate.Read(() => _places.Values.ToArray());

    /// <summary>What the real one would have shown to a person as an error or silently dropped, where the app hears nothing.</summary>
    public IReadOnlyList<string> Complaints => _gate.Read(() => _complaints.ToArray());

    /// <summary>The person with this handle, object id, sign-in name or id towards the bot.</summary>
    public TeamsPerson Person(string key) => FindPerson(key)
        ?? throw new ArgumentException($"Nobody is called {key} in this organisation.", nameof(key));

    public TeamsPerson? FindPerson(string key) => _gate.Read(() => _people.TryGetValue(key, out var byId) ? byId
        : _people.Values.FirstOrDefault(person => person.Handle == key || person.ObjectId == key || person.UserPrincipalName == key));

    /// <summary>The conversation with this name or id.</summary>
    public TeamsPlace Place(string nameOrId) => FindPlace(nameOrId)
        ?? throw new ArgumentException($"No conversation is called {nameOrId} in this organisation.", nameof(nameOrId));

    public TeamsPlace? FindPlace(string nameOrId) => _gate.Read(() => _places.TryGetValue(nameOrId, out var byId) ? byId
        : _places.Values.FirstOrDefault(place => place.Kind != TeamsPlaceKind.Personal && place.Name == nameOrId));

    public TeamsTeam Team(string id) => _gate.Read(() => _teams[id]);

    /// <summary>A new person; <paramref name="shape"/> sets what differs from a colleague for whom the app is installed.</summary>
    public TeamsPerson AddPerson(string handle, Func<TeamsPerson, TeamsPerson>? shape = null) => _gate.Change(() =>
    {
        var person = new TeamsPerson(TeamsNumbers.Mri(App.AppId, handle), handle, App.TenantId) { ObjectId = TeamsNumbers.Object(handle) };
        person = shape is null ? person : shape(person);
        if (!_people.TryAdd(person.Id, person))
            throw new ArgumentException($"{handle} is in this organisation already.", nameof(handle));
        return person;
    });

    /// <summary>A new team with the bot and its general channel in it.</summary>
    public TeamsTeam AddTeam(string name) => _gate.Change(() =>
    {
        var team = new TeamsTeam(TeamsNumbers.Thread(name, "tacv2"), name, TeamsNumbers.Object("team " + name));
        _teams.Add(team.Id, team);
        Put(new TeamsPlace(team.Id, "General", TeamsPlaceKind.Channel) { TeamId = team.Id });
        return team;
    });

    /// <summary>A new channel of a team, with the bot and these people in it.</summary>
    public TeamsPlace AddChannel(TeamsTeam team, string name, params IEnumerable<TeamsPerson> members) =>
        Put(new TeamsPlace(TeamsNumbers.Thread($"{team.Name}/{name}", "tacv2"), name, TeamsPlaceKind.Channel)
        {
            TeamId = team.Id,
            Members = [.. members.Select(person => person.Id)],
        });

    /// <summary>A new group chat with the bot and these people in it.</summary>
    public TeamsPlace AddGroupChat(string name, params IEnumerable<TeamsPerson> members) =>
        Put(new TeamsPlace(TeamsNumbers.Thread(name, "v2"), name, TeamsPlaceKind.GroupChat) { Members = [.. members.Select(person => person.Id)] });

    /// <summary>The chat between a person and the bot, opened if need be.</summary>
    public TeamsPlace Personal(TeamsPerson person) => _gate.Change(() =>
    {
        var id = TeamsNumbers.Personal(App.AppId, person.Handle);
        return _places.TryGetValue(id, out var open) ? open : Put(new TeamsPlace(id, person.Handle, TeamsPlaceKind.Personal) { Members = [person.Id] });
    });

    /// <summary>Registers the app in another way.</summary>
    public void Register(Func<TeamsApp, TeamsApp> change) => _gate.Change(() => App = change(App));

    public TeamsPerson Put(TeamsPerson person) => _gate.Change(() => _people[person.Id] = person);

    public TeamsTeam Put(TeamsTeam team) => _gate.Change(() => _teams[team.Id] = team);

    public TeamsPlace Put(TeamsPlace place) => _gate.Change(() => _places[place.Id] = place);

    /// <summary>Forgets a conversation, as when a channel is deleted.</summary>
    public void Remove(TeamsPlace place) => _gate.Change(() => _places.Remove(place.Id));

    /// <summary>What was shown to a person for a moment and is kept nowhere: the answers to presses and forms.</summary>
    public IReadOnlyList<string> Told(string personId) => _gate.Read(() => _told.Where(told => told.PersonId == personId).Select(told => told.Words).ToArray());

    public void Tell(string personId, string words) => _gate.Change(() => _told.Add((personId, words)));

    public void Complain(string words) => _gate.Change(() => _complaints.Add(words));

    /// <summary>Comes back when the condition holds; it is asked now and after each change.</summary>
    public Task WaitUntilAsync(Func<bool> condition, CancellationToken cancellation) =>
        _gate.WaitForAsync(() => condition() ? this : null, cancellation);

    /// <summary>The first thing found; it is looked for now and after each change.</summary>
    public Task<T> WaitForAsync<T>(Func<T?> find, CancellationToken cancellation)
        where T : class => _gate.WaitForAsync(find, cancellation);
}
