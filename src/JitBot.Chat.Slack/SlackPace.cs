using System.Collections.Concurrent;
using JitBot.Core.Quota;

namespace JitBot.Chat.Slack;

/// <summary>
/// Keeps to the rates Slack allows (https://docs.slack.dev/apis/web-api/rate-limits), so that the backlog after a storm flows off evenly
/// and what people wait for goes before it. Who has to wait gets a turn; a Retry-After stops the whole method, or the whole channel.
/// </summary>
internal sealed class SlackPace(TimeProvider clock)
{
    /// <summary>One message a second and channel, short bursts allowed.</summary>
    private const int PostsInChannel = 60;

    /// <summary>"Several hundred messages per minute" in a workspace.</summary>
    private const int PostsInAll = 300;

    /// <summary>Tier 3: fifty calls a minute and more.</summary>
    private const int TierThree = 50;

    /// <summary>Tier 4: a hundred calls a minute and more.</summary>
    private const int TierFour = 100;

    /// <summary>Half of what users.info is good for (tier 4): the other half is left to those who act now, who are not asked to wait.</summary>
    private const int LooksInBacklog = 50;

    private const int MostChannels = 10_000;

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    /// <summary>No service asks for longer in earnest; a header that does must not silence us.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(5);

    private readonly long _start = clock.GetTimestamp();
    private readonly ConcurrentDictionary<string, CallQuota> _channels = new(StringComparer.Ordinal);
    private readonly CallQuota _posts = new(PostsInAll, Window, kept: 0);
    private readonly CallQuota _updates = new(TierThree, Window, kept: 0);
    private readonly CallQuota _openings = new(TierThree, Window, kept: 0);
    private readonly CallQuota _homes = new(TierFour, Window, kept: 0);
    private readonly CallQuota _looks = new(LooksInBacklog, Window, kept: 0);

    private TimeSpan Now => clock.GetElapsedTime(_start);

    /// <summary>Null if the call may go; else how long until its turn. A backlog waits behind whatever is not one.</summary>
    public TimeSpan? Ask(string method, string channel, bool isBacklog)
    {
        var urgency = isBacklog ? Urgency.Other : Urgency.Look;
        return method switch
        {
            "chat.postMessage" => Channel(channel).Ask(Now, urgency) ?? _posts.Ask(Now, urgency),
            "chat.update" => _updates.Ask(Now, urgency),
            "conversations.open" => _openings.Ask(Now, urgency),
            "views.publish" => _homes.Ask(Now, urgency),
            "users.info" => _looks.Ask(Now, urgency),
            _ => null,
        };
    }

    /// <summary>Slack has said 429.</summary>
    public void Refused(string method, string channel, TimeSpan? retryAfter)
    {
        var quota = method switch
        {
            "chat.postMessage" => Channel(channel),
            "chat.update" => _updates,
            "conversations.open" => _openings,
            "views.publish" => _homes,
            "users.info" => _looks,
            _ => null,
        };
        if (retryAfter is { } wait)
            quota?.Stop(Now, wait < LongestWait ? wait : LongestWait);
    }

    private CallQuota Channel(string channel)
    {
        if (_channels.Count >= MostChannels)
            _channels.Clear();
        return _channels.GetOrAdd(channel, _ => new CallQuota(PostsInChannel, Window, kept: 0));
    }
}
