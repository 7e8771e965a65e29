namespace JitBot.Sandbox.LookAlikes.Teams;

/// <summary>All messages, in the order they were posted, with every version each of them had.</summary>
internal sealed class TeamsMessages(TruthGate gate)
{
    private readonly SortedDictionary<string, TeamsMessage> _byId = new(StringComparer.Ordinal);
    private readonly List<TeamsMessage> _history = [];
    private readonly List<TeamsMarkup> _markup = [];

    /// <summary>Raised with each version of each message, in order, under the lock.</summary>
    public event Action<TeamsMessage>? Written;

    /// <summary>Every message that is not deleted.</summary>
    public IReadOnlyList<TeamsMessage> All => Where(_ => true);

    /// <summary>Every version of every message, in the order they came; a deleted message has one that says so.</summary>
    public IReadOnlyList<TeamsMessage> History => gate.Read(() => _history.ToArray());

    /// <summary>Everything the bot wrote, in any version, that Teams would have read as a link, a mention or Markdown.</summary>
    public IReadOnlyList<TeamsMarkup> Markup => gate.Read(() => _markup.ToArray());

    public IReadOnlyList<TeamsMessage> In(TeamsPlace place) => Where(message => message.PlaceId == place.Id);

    /// <summary>The replies in a thread of a channel.</summary>
    public IReadOnlyList<TeamsMessage> Thread(TeamsMessage root) =>
        Where(message => message.PlaceId == root.PlaceId && message.RootId == root.Id && message.IsReply);

    public TeamsMessage? Find(string placeId, string id) => gate.Read(() =>
        _byId.TryGetValue(id, out var message) && message.PlaceId == placeId && !message.IsDeleted ? message : null);

    /// <summary>The newest version of a message; also tells of a deleted one.</summary>
    public TeamsMessage Newest(TeamsMessage message) => gate.Read(() => _byId[message.Id]);

    public TeamsMessage Put(TeamsMessage message) => gate.Change(() =>
    {
        _history.Add(message);
        _markup.AddRange(TeamsMarkup.In(message));
        Written?.Invoke(message);
        return _byId[message.Id] = message;
    });

    /// <summary>Changes what stands around a message, but not the message itself: reactions and views.</summary>
    public TeamsMessage Alter(TeamsMessage of, Func<TeamsMessage, TeamsMessage> alter) =>
        gate.Change(() => _byId[of.Id] = alter(_byId[of.Id]));

    private TeamsMessage[] Where(Func<TeamsMessage, bool> condition) =>
        gate.Read(() => _byId.Values.Where(message => !message.IsDeleted && condition(message)).ToArray());
}
