using JitBot.Core.Access;
using JitBot.Core.Chat;

namespace JitBot.Simulation.Chat;

/// <summary>A message as it stands in the chat.</summary>
internal sealed class SimMessage(string id, string kind, RequestId request, string where)
{
    public string Id => id;

    public string Kind => kind;

    public RequestId Request => request;

    public string Where => where;

    /// <summary>The version of the request it shows or tells.</summary>
    public long Version { get; set; }

    public Phase Phase { get; set; }

    public string? Handle { get; set; }

    public string Text { get; set; } = "";

    public bool IsDeleted { get; set; }
}

/// <summary>The chat as it really is: every message that reached it.</summary>
internal sealed class SimMessages
{
    private readonly List<SimMessage> _all = [];
    private readonly Dictionary<string, SimMessage> _byId = new(StringComparer.Ordinal);

    public IReadOnlyList<SimMessage> All => _all;

    /// <summary>Called when a message appears or changes; the checker and the people listen.</summary>
    public Action<SimMessage>? Changed { get; set; }

    public SimMessage? Find(string id) => _byId.TryGetValue(id, out var message) && !message.IsDeleted ? message : null;

    public SimMessage? FindLike(string kind, RequestId request, string where, long? version) =>
        _all.FindLast(m => m.Kind == kind && m.Request == request && m.Where == where && !m.IsDeleted && (version is null || m.Version == version));

    public SimMessage Add(string kind, RequestId request, string where)
    {
        var message = new SimMessage($"m{_all.Count + 1}", kind, request, where);
        _all.Add(message);
        _byId[message.Id] = message;
        return message;
    }
}
