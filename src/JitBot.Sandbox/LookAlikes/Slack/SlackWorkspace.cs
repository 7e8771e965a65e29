using System.Collections.Immutable;

namespace JitBot.Sandbox.LookAlikes.Slack;

/// <summary>The truth of the look-alike: people, channels, user groups, messages, open views, Home tabs. Every read is a snapshot.</summary>
internal sealed class SlackWorkspace
{
    /// <summary>The channel everybody is in; a command is typed there unless another one is named.</summary>
    public const string GeneralName = "general";

    private readonly TruthGate _gate = new();
    private readonly Dictionary<string, SlackPerson> _people = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SlackChannel> _channels = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ImmutableArray<string>> _userGroups = new(StringComparer.Ordinal);
    private readonly List<string> _complaints = [];

    public SlackWorkspace(SlackApp app, TimeProvider time)
    {
        App = app;
        Numbers = new SlackNumbers(time);
        Messages = new SlackMessages(_gate);
        Views = new SlackViews(_gate);
        Homes = new SlackHomes(_gate);
        _people[app.BotUserId] = new SlackPerson(app.BotUserId, app.BotName, app.TeamId) { IsBot = true, Email = null };
        General = AddChannel(GeneralName);
    }

    /// <summary>Raised after every change, outside the lock.</summary>
    public event Action? Changed
    {
        add => _gate.Changed += value;
        remove => _gate.Changed -= value;
    }

    public SlackApp App { get; private set; }
    public SlackNumbers Numbers { get; }
    public SlackMessages Messages { get; }
    public SlackViews Views { get; }
    public SlackHomes Homes { get; }
    public SlackChannel General { get; }
    public TruthGate Gate => _gate;

    public IReadOnlyList<SlackPerson> People => _gate.Read(() => _people.Values.ToArray());
    public IReadOnlyList<SlackChannel> Channels => _gate.Read(() => _channels.Values.ToArray());

    /// <summary>What the real one would have shown to a person as an error or silently dropped, where the app hears nothing.</summary>
    public IReadOnlyList<string> Complaints => _gate.Read(() => _complaints.ToArray());

    /// <summary>The person with this handle or id.</summary>
    public SlackPerson Person(string handleOrId) => FindPerson(handleOrId)
        ?? throw new ArgumentException($"Nobody is called {handleOrId} in this workspace.", nameof(handleOrId));

    public SlackPerson? FindPerson(string handleOrId) => _gate.Read(() =>
        _people.TryGetValue(handleOrId, out var byId) ? byId : _people.Values.FirstOrDefault(person => person.Handle == handleOrId));

    /// <summary>The channel with this name or id.</summary>
    public SlackChannel Channel(string nameOrId) => FindChannel(nameOrId)
        ?? throw new ArgumentException($"No channel is called {nameOrId} in this workspace.", nameof(nameOrId));

    public SlackChannel? FindChannel(string nameOrId) => _gate.Read(() => _channels.TryGetValue(nameOrId, out var byId)
        ? byId
        : _channels.Values.FirstOrDefault(channel => channel.Kind != SlackChannelKind.Direct && channel.Name == nameOrId));

    /// <summary>A new person, in #general unless a stranger; <paramref name="shape"/> sets the flags.</summary>
    public SlackPerson AddPerson(string handle, Func<SlackPerson, SlackPerson>? shape = null) => _gate.Change(() =>
    {
        var person = new SlackPerson(SlackNumbers.Named('U', handle), handle, App.TeamId);
        person = shape is null ? person : shape(person);
        if (!_people.TryAdd(person.Id, person))
            throw new ArgumentException($"{person.Id} is in this workspace already.", nameof(handle));
        if (!person.IsStranger)
            Put(Channel(GeneralName) with { Members = Channel(GeneralName).Members.Add(person.Id) });
        return person;
    });

    /// <summary>A new channel with the bot and these people in it; the shape makes it archived or shared, or puts the bot out.</summary>
    public SlackChannel AddChannel(
        string name,
        SlackChannelKind kind = SlackChannelKind.Public,
        IEnumerable<SlackPerson>? members = null,
        Func<SlackChannel, SlackChannel>? shape = null)
        => _gate.Change(() =>
        {
            var everyone = (members ?? []).Select(person => person.Id).Append(App.BotUserId);
            var channel = new SlackChannel(SlackNumbers.Named('C', name), name, kind) { Members = [.. everyone] };
            channel = shape is null ? channel : shape(channel);
            if (!_channels.TryAdd(channel.Id, channel))
                throw new ArgumentException($"{channel.Id} is in this workspace already.", nameof(name));
            return channel;
        });

    /// <summary>The direct message between the bot and a person, opened if need be.</summary>
    public SlackChannel DirectMessage(SlackPerson person) => _gate.Change(() =>
    {
        var id = SlackNumbers.Named('D', person.Handle);
        if (!_channels.ContainsKey(id))
            _channels[id] = new SlackChannel(id, person.Handle, SlackChannelKind.Direct)
            {
                With = person.Id,
                Members = [person.Id, App.BotUserId],
            };
        return _channels[id];
    });

    public string AddUserGroup(string handle, params IEnumerable<SlackPerson> members) => _gate.Change(() =>
    {
        var id = SlackNumbers.Named('S', handle);
        _userGroups[id] = [.. members.Select(person => person.Id)];
        return id;
    });

    public ImmutableArray<string>? FindUserGroup(string id) =>
        _gate.Read<ImmutableArray<string>?>(() => _userGroups.TryGetValue(id, out var members) ? members : null);

    /// <summary>Installs the app again, with other scopes or another token.</summary>
    public void Install(Func<SlackApp, SlackApp> change) => _gate.Change(() => App = change(App));

    public void Put(SlackPerson person) => _gate.Change(() => _people[person.Id] = person);

    public void Put(SlackChannel channel) => _gate.Change(() => _channels[channel.Id] = channel);

    /// <summary>Puts a channel's next version in its place and gives back the version it had.</summary>
    public SlackChannel Alter(SlackChannel channel, Func<SlackChannel, SlackChannel> alter) => _gate.Change(() =>
    {
        var before = _channels[channel.Id];
        _channels[channel.Id] = alter(before);
        return before;
    });

    public void Complain(string words) => _gate.Change(() => _complaints.Add(words));

    /// <summary>Comes back when the condition holds; it is asked now and after each change.</summary>
    public Task WaitUntilAsync(Func<bool> condition, CancellationToken cancellation) =>
        _gate.WaitForAsync(() => condition() ? this : null, cancellation);

    /// <summary>The first thing found; it is looked for now and after each change.</summary>
    public Task<T> WaitForAsync<T>(Func<T?> find, CancellationToken cancellation)
        where T : class => _gate.WaitForAsync(find, cancellation);
}
