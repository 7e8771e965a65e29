namespace JitBot.Core.People;

/// <summary>What was answered when somebody asked whether an account is in use.</summary>
public abstract record PresenceAnswer
{
    private PresenceAnswer()
    {
    }

    /// <summary>It is.</summary>
    public sealed record Active : PresenceAnswer;

    /// <summary>It certainly is not.</summary>
    public sealed record Gone(AccountEnd How) : PresenceAnswer;

    /// <summary>The source does not say, and will not say it sooner if it is asked again: it has no such account, or we have no right to see. That proves nothing.</summary>
    public sealed record Unknown(string What) : PresenceAnswer;

    /// <summary>That cannot be told now; <paramref name="What"/> says why, <paramref name="RetryAfter"/> when to ask again, if that was said.</summary>
    public sealed record NotNow(string What, TimeSpan? RetryAfter = null) : PresenceAnswer;
}

/// <summary>How an account went out of use. The names stand in the log.</summary>
public enum AccountEnd
{
    /// <summary>Its owner cannot use it any more.</summary>
    Deactivated,

    /// <summary>Its owner cannot use it for now: somebody stopped it.</summary>
    Suspended,

    /// <summary>It is not there any more.</summary>
    Deleted,
}

/// <summary>An account that was seen to be out of use: the requester's in the chat, or the subject at the provider.</summary>
public sealed record Departure(AccountId Account, AccountEnd How);
