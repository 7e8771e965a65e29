using System.Collections.Immutable;

namespace JitBot.Sandbox.LookAlikes.Slack;

/// <summary>All messages, in the order they were posted, each in its newest version.</summary>
internal sealed class SlackMessages(TruthGate gate)
{
    private readonly SortedDictionary<string, SlackMessage> _byTs = new(StringComparer.Ordinal);
    private readonly List<SlackMarkup> _markup = [];

    /// <summary>Raised with each version of each message, in order, under the lock.</summary>
    public event Action<SlackMessage>? Written;

    /// <summary>Every message that is neither deleted nor ephemeral.</summary>
    public IReadOnlyList<SlackMessage> All => Where(message => !message.IsEphemeral);

    /// <summary>Every mention, link or broadcast that Slack would have turned into markup, in any version of any text.</summary>
    public IReadOnlyList<SlackMarkup> Markup => gate.Read(() => _markup.ToArray());

    public IReadOnlyList<SlackMessage> In(SlackChannel channel) =>
        Where(message => message.ChannelId == channel.Id && !message.IsEphemeral);

    /// <summary>The replies in a message's thread.</summary>
    public IReadOnlyList<SlackMessage> Thread(SlackMessage parent) =>
        Where(message => message.ChannelId == parent.ChannelId && message.ThreadTs == parent.Ts && message.IsReply && !message.IsEphemeral);

    /// <summary>What only this person sees.</summary>
    public IReadOnlyList<SlackMessage> OnlyFor(string userId) => Where(message => message.OnlyFor == userId);

    public SlackMessage? Find(string channelId, string ts) => gate.Read(() =>
        _byTs.TryGetValue(ts, out var message) && message.ChannelId == channelId && !message.IsDeleted ? message : null);

    /// <summary>The newest version of a message; also tells of a deleted one.</summary>
    public SlackMessage Newest(SlackMessage message) => gate.Read(() => _byTs[message.Ts]);

    public SlackMessage Put(SlackMessage message) => gate.Change(() =>
    {
        _markup.AddRange(SlackMarkup.In(message));
        Written?.Invoke(message);
        return _byTs[message.Ts] = message;
    });

    public void React(SlackMessage to, string name, string userId) => Update(to, message =>
    {
        var given = message.Reactions.FirstOrDefault(reaction => reaction.Name == name);
        if (given is null)
            return message with { Reactions = message.Reactions.Add(new SlackReaction(name, [userId])) };
        return given.Users.Contains(userId)
            ? message
            : message with { Reactions = message.Reactions.Replace(given, given with { Users = given.Users.Add(userId) }) };
    });

    public void Unreact(SlackMessage to, string name, string userId) => Update(to, message => message with
    {
        Reactions = [.. message.Reactions
            .Select(reaction => reaction.Name == name ? reaction with { Users = reaction.Users.Remove(userId) } : reaction)
            .Where(reaction => reaction.Users.Length > 0)],
    });

    private void Update(SlackMessage of, Func<SlackMessage, SlackMessage> update) => gate.Change(() => _byTs[of.Ts] = update(_byTs[of.Ts]));

    private SlackMessage[] Where(Func<SlackMessage, bool> condition) =>
        gate.Read(() => _byTs.Values.Where(message => !message.IsDeleted && condition(message)).ToArray());
}
