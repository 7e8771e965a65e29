namespace JitBot.Sandbox.TestClients;

/// <summary>Which conversation of a client is which of ours, and which message: both sides make up ids of their own.</summary>
internal sealed class TestClientBook
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, TestClientConversation> _heard = new(StringComparer.Ordinal);
    private readonly Dictionary<(Uri Service, string Id), string> _ours = [];
    private readonly Dictionary<(Uri Service, string Id), string> _theirs = [];

    /// <summary>Answers for its place go to this conversation from now on.</summary>
    public void Enter(TestClientConversation conversation)
    {
        lock (_lock)
            _heard[conversation.PlaceId] = conversation;
    }

    /// <summary>The conversation that was last heard from a place.</summary>
    public TestClientConversation? Find(string placeId)
    {
        lock (_lock)
            return _heard.GetValueOrDefault(placeId);
    }

    /// <summary>Our id of a client's message, or null.</summary>
    public string? Ours(Uri service, string? theirs)
    {
        lock (_lock)
            return theirs is null ? null : _ours.GetValueOrDefault((service, theirs));
    }

    /// <summary>A client's id of a message of ours, or null.</summary>
    public string? Theirs(Uri service, string? ours)
    {
        lock (_lock)
            return ours is null ? null : _theirs.GetValueOrDefault((service, ours));
    }

    public void Pair(Uri service, string ours, string theirs)
    {
        lock (_lock)
            (_ours[(service, theirs)], _theirs[(service, ours)]) = (ours, theirs);
    }
}
