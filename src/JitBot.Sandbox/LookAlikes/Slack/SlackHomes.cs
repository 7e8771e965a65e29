namespace JitBot.Sandbox.LookAlikes.Slack;

/// <summary>The Home tabs the app published, one for each person, each in its newest version.</summary>
internal sealed class SlackHomes(TruthGate gate)
{
    private readonly Dictionary<string, SlackView> _byOwner = new(StringComparer.Ordinal);
    private int _published;

    public IReadOnlyList<SlackView> All => gate.Read(() => _byOwner.Values.ToArray());

    /// <summary>How many times anything was published.</summary>
    public int Published => gate.Read(() => _published);

    /// <summary>What a person sees in their Home tab; nothing when the app never published there.</summary>
    public SlackView? Of(string ownerId) => gate.Read(() => _byOwner.GetValueOrDefault(ownerId));

    public void Put(SlackView view) => gate.Change(() =>
    {
        _byOwner[view.OwnerId] = view;
        _published++;
    });
}
