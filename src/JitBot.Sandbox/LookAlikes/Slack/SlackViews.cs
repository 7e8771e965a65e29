namespace JitBot.Sandbox.LookAlikes.Slack;

/// <summary>The views people have open, each person's stack from the root to the top.</summary>
internal sealed class SlackViews(TruthGate gate)
{
    private readonly List<SlackView> _open = [];

    public IReadOnlyList<SlackView> Open => gate.Read(() => _open.ToArray());

    /// <summary>A person's stack, the root first.</summary>
    public IReadOnlyList<SlackView> Of(string ownerId) => gate.Read(() => _open.Where(view => view.OwnerId == ownerId).ToArray());

    /// <summary>What the person has in front of them.</summary>
    public SlackView? Top(string ownerId) => gate.Read(() => _open.LastOrDefault(view => view.OwnerId == ownerId));

    public SlackView? Find(string id) => gate.Read(() => _open.Find(view => view.Id == id));

    public SlackView? FindExternal(string externalId) => gate.Read(() => _open.Find(view => view.ExternalId == externalId));

    public void Push(SlackView view) => gate.Change(() => _open.Add(view));

    public void Replace(SlackView view) => gate.Change(() => _open[_open.FindIndex(open => open.Id == view.Id)] = view);

    public void Close(SlackView view) => gate.Change(() => _open.RemoveAll(open => open.Id == view.Id));

    public void CloseAll(string ownerId) => gate.Change(() => _open.RemoveAll(open => open.OwnerId == ownerId));
}
