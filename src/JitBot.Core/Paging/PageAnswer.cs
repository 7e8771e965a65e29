namespace JitBot.Core.Paging;

/// <summary>What a pager answered. The words name no key and no address that may be a secret.</summary>
public abstract record PageAnswer
{
    private PageAnswer()
    {
    }

    /// <summary>It was taken.</summary>
    public sealed record Sent : PageAnswer;

    /// <summary>It was refused, and will be again until a human changes something.</summary>
    public sealed record Refused(string Why) : PageAnswer;

    /// <summary>Not taken, or nobody can tell: send it again, after the time given if any.</summary>
    public sealed record NotNow(string What, TimeSpan? RetryAfter = null) : PageAnswer;
}
