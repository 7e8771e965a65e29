namespace JitBot.Core.OnCall;

/// <summary>What an on-call source answered. The words name no token and no address that may be a secret.</summary>
public abstract record OnCallAnswer
{
    private OnCallAnswer()
    {
    }

    /// <summary>Who is on call; nobody is an answer too.</summary>
    public sealed record Told(OnCallRoster Roster) : OnCallAnswer;

    /// <summary>
    /// The source answered that it will not say, and will answer so again until a human changes something: no such schedule, or, if
    /// <paramref name="IsOfCredential"/>, a credential or an address that is wrong altogether.
    /// </summary>
    public sealed record Refused(string Why, bool IsOfCredential = false) : OnCallAnswer;

    /// <summary>The source is down, slow or asks for fewer calls: ask again later.</summary>
    public sealed record NotNow(string What, TimeSpan? RetryAfter = null) : OnCallAnswer;
}
