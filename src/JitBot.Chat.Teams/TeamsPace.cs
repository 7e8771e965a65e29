using System.Collections.Concurrent;
using JitBot.Core.Quota;

namespace JitBot.Chat.Teams;

/// <summary>
/// Keeps to the rates Teams allows (https://learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit), so that the backlog after a
/// storm flows off evenly. A conversation's threads count together. Who has to wait gets a turn; a Retry-After stops what was refused in the whole conversation.
/// </summary>
internal sealed class TeamsPace(TimeProvider clock)
{
    /// <summary>For one bot in one conversation, each of them sliding.</summary>
    private static readonly (int Most, TimeSpan Window)[] Sends =
        [(7, TimeSpan.FromSeconds(1)), (8, TimeSpan.FromSeconds(2)), (60, TimeSpan.FromSeconds(30)), (1800, TimeSpan.FromHours(1))];

    /// <summary>The same for questions about members.</summary>
    private static readonly (int Most, TimeSpan Window)[] Looks =
        [(14, TimeSpan.FromSeconds(1)), (16, TimeSpan.FromSeconds(2)), (120, TimeSpan.FromSeconds(30)), (3600, TimeSpan.FromHours(1))];

    /// <summary>For one app in one tenant, in a second.</summary>
    private const int InTenant = 30;

    private const int MostConversations = 10_000;

    /// <summary>No service asks for longer in earnest; a header that does must not silence us.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(5);

    /// <summary>Where we are refused without being told for how long.</summary>
    private static readonly TimeSpan UsualWait = TimeSpan.FromSeconds(2);

    private readonly long _start = clock.GetTimestamp();
    private readonly ConcurrentDictionary<string, CallQuota[]> _sends = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, CallQuota[]> _looks = new(StringComparer.Ordinal);
    private readonly CallQuota _all = new(InTenant, TimeSpan.FromSeconds(1), kept: 0);

    private TimeSpan Now => clock.GetElapsedTime(_start);

    /// <summary>Null if something may be sent to the conversation; else how long until its turn.</summary>
    public TimeSpan? AskToSend(string conversation) => Ask(_sends, Sends, conversation);

    /// <summary>Null if a member of the conversation may be asked for; else how long until its turn.</summary>
    public TimeSpan? AskToLook(string conversation) => Ask(_looks, Looks, conversation);

    /// <summary>Teams has said 429 to something that was sent.</summary>
    public void RefusedToSend(string conversation, TimeSpan? retryAfter) => Stop(Quotas(_sends, Sends, conversation), retryAfter);

    /// <summary>Teams has said 429 to a question about a member.</summary>
    public void RefusedToLook(string conversation, TimeSpan? retryAfter) => Stop(Quotas(_looks, Looks, conversation), retryAfter);

    private void Stop(CallQuota[] quotas, TimeSpan? retryAfter)
    {
        var wait = retryAfter ?? UsualWait;
        quotas[0].Stop(Now, wait < LongestWait ? wait : LongestWait);
    }

    /// <summary>The narrowest window first: what it lets through and a wider one refuses has cost little.</summary>
    private TimeSpan? Ask(ConcurrentDictionary<string, CallQuota[]> conversations, (int, TimeSpan)[] limits, string conversation)
    {
        foreach (var quota in Quotas(conversations, limits, conversation))
        {
            if (quota.Ask(Now, Urgency.Look) is { } wait)
                return wait;
        }

        return _all.Ask(Now, Urgency.Look);
    }

    private static CallQuota[] Quotas(ConcurrentDictionary<string, CallQuota[]> conversations, (int Most, TimeSpan Window)[] limits, string conversation)
    {
        if (conversations.Count >= MostConversations)
            conversations.Clear();
        return conversations.GetOrAdd(conversation, _ => [.. limits.Select(limit => new CallQuota(limit.Most, limit.Window, kept: 0))]);
    }
}
