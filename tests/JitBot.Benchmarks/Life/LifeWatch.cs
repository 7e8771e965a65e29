using System.Collections.Concurrent;
using JitBot.Benchmarks.Http;
using JitBot.Sandbox.LookAlikes;
using JitBot.Sandbox.LookAlikes.Slack;

namespace JitBot.Benchmarks.Life;

/// <summary>Waits for what the host does in the look-alikes: a card posted, a member added, a member removed, each once.</summary>
internal sealed class LifeWatch
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<string, TaskCompletionSource<SlackMessage>> _cards = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(string Group, string Member, bool Added), TaskCompletionSource<MembershipChange>> _changes = new();

    private volatile MembershipChange? _twice;

    public LifeWatch(SlackStage stage)
    {
        stage.Workspace.Messages.Written += Posted;
        stage.World.Graph.Directory.Memberships.Changed += Changed;
    }

    /// <summary>The card of this person's request, as soon as it stands in its channel.</summary>
    public Task<SlackMessage> CardAsync(string handle) => Of(_cards, handle).Task.WaitAsync(Patience, TimeProvider.System);

    /// <summary>The change of a membership, as soon as it is made.</summary>
    public Task<MembershipChange> ChangeAsync(string group, string member, bool added) => Of(_changes, (group, member, added)).Task.WaitAsync(Patience, TimeProvider.System);

    /// <summary>Nobody may have been added or removed twice. Told in the end: whoever tells us is at work for the host, which would try again.</summary>
    public void AssertOnce()
    {
        if (_twice is { } change)
            throw new InvalidOperationException($"{change.Member} was {(change.Added ? "added to" : "removed from")} {change.Group} twice.");
    }

    private static TaskCompletionSource<T> Of<TKey, T>(ConcurrentDictionary<TKey, TaskCompletionSource<T>> all, TKey key)
        where TKey : notnull => all.GetOrAdd(key, _ => new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously));

    /// <summary>Of a person there is one request, and so one card, whose first line ends with who asked.</summary>
    private void Posted(SlackMessage message)
    {
        if (message is not { IsFromApp: true, IsReply: false, IsEphemeral: false, EditedTs: null } || message.ChannelId.StartsWith('D'))
            return;
        Of(_cards, message.Text[(message.Text.LastIndexOf(' ') + 1)..]).TrySetResult(message);
    }

    private void Changed(MembershipChange change)
    {
        if (!Of(_changes, (change.Group, change.Member, change.Added)).TrySetResult(change))
            _twice = change;
    }
}
