using JitBot.Core;
using JitBot.Core.Chat;
using JitBot.Core.People;

namespace JitBot.Testing;

/// <summary>A message as a reader of the platform finds it. <paramref name="Thread"/> is the message it answers, if any.</summary>
public sealed record ChatMessage(MessageRef Ref, string Words, string? Thread);

/// <summary>
/// A chat platform and the place behind it: the one hole that a room fills to inherit <see cref="ChatContract"/>. The place is an HTTP
/// look-alike; nothing here goes through the platform under test.
/// </summary>
public abstract class ChatWorld : IAsyncDisposable
{
    /// <summary>The clock of the platform and of the place.</summary>
    public StoppedClock Clock { get; } = new();

    /// <summary>The platform under test.</summary>
    public abstract IChatPlatform Platform { get; }

    /// <summary>Texts that must never stand in an answer: tokens, secrets.</summary>
    public abstract IReadOnlyList<string> Secrets { get; }

    /// <summary>A channel, in the right shape, that does not exist.</summary>
    public abstract Place.Channel UnknownChannel { get; }

    /// <summary>Adds a channel in which the bot may write.</summary>
    public abstract Place.Channel AddChannel(string name);

    /// <summary>Adds an active, internal person.</summary>
    public abstract AccountId AddPerson(string name);

    /// <summary>The person's account is closed.</summary>
    public abstract void Deactivate(AccountId account);

    /// <summary>Each way in which a channel can become closed to us: what it is, and how it happens.</summary>
    public abstract IReadOnlyList<(string What, Action<Place.Channel> Do)> WaysToLose { get; }

    /// <summary>What stands in the channel, threads included, the oldest first.</summary>
    public abstract IReadOnlyList<ChatMessage> In(Place.Channel channel);

    /// <summary>What the bot wrote to the person directly.</summary>
    public abstract IReadOnlyList<ChatMessage> To(AccountId account);

    /// <summary>Somebody else writes in the channel.</summary>
    public abstract void Chatter(Place.Channel channel, string text);

    /// <summary>The message is deleted by somebody who may.</summary>
    public abstract void Delete(MessageRef message);

    /// <summary>The next attempt to post is throttled and told to wait so long.</summary>
    public abstract void ThrottleNextPost(TimeSpan wait);

    /// <summary>The next post is done but its answer is lost, in each way in which that happens.</summary>
    public abstract IReadOnlyList<(string What, Action Do)> WaysToLoseAnAnswer { get; }

    /// <summary>
    /// How often a message stands there whose answer was lost, once it was sent again: once where the platform can be asked for earlier messages.
    /// </summary>
    public virtual int StandsAfterALostAnswer => 1;

    /// <summary>The next post is not done and its answer is an error of the platform's own, in each way in which that happens.</summary>
    public abstract IReadOnlyList<(string What, Action Do)> WaysToFail { get; }

    /// <inheritdoc />
    public abstract ValueTask DisposeAsync();
}
