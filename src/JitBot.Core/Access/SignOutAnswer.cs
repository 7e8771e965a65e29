namespace JitBot.Core.Access;

/// <summary>What a provider answered when somebody was to be signed out everywhere.</summary>
public abstract record SignOutAnswer
{
    private SignOutAnswer()
    {
    }

    /// <summary>The provider has ended the sessions it keeps.</summary>
    public sealed record Done : SignOutAnswer;

    /// <summary>It will not, until a human changes something; <paramref name="Why"/> is a sentence.</summary>
    public sealed record Closed(string Why) : SignOutAnswer;

    /// <summary>Not now, or it is not known whether it did; <paramref name="RetryAfter"/> says when to ask again, if that was said.</summary>
    public sealed record NotNow(string What, TimeSpan? RetryAfter = null) : SignOutAnswer;
}
