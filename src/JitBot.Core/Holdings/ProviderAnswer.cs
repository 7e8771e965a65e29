namespace JitBot.Core.Holdings;

/// <summary>What a provider answered to one call about one membership.</summary>
public abstract record ProviderAnswer
{
    private ProviderAnswer()
    {
    }

    /// <summary>Observed: the subject is a direct member.</summary>
    public sealed record Present : ProviderAnswer;

    /// <summary>Observed: not a member. <paramref name="Because"/> is set when the subject or the resource itself is gone.</summary>
    public sealed record Absent(string? Because = null) : ProviderAnswer;

    /// <summary>The add was taken.</summary>
    public sealed record Added : ProviderAnswer;

    /// <summary>The add found the membership there; only from providers whose add tells.</summary>
    public sealed record AlreadyThere : ProviderAnswer;

    /// <summary>The removal was taken.</summary>
    public sealed record Removed : ProviderAnswer;

    /// <summary>The removal found no membership. <paramref name="Because"/> is set when the subject or the resource itself is gone.</summary>
    public sealed record WasAbsent(string? Because = null) : ProviderAnswer;

    /// <summary>
    /// Certainly without effect: throttled, or never reached the provider. Try again, after the time given if any.
    /// <paramref name="IsBooked"/>: the room has kept a turn for it then, however far ahead; whoever comes sooner takes another's.
    /// </summary>
    public sealed record NotDone(string What, TimeSpan? RetryAfter = null, bool IsBooked = false) : ProviderAnswer;

    /// <summary>It may have had its effect or not: lost answer, timeout, server error. Must be observed again.</summary>
    public sealed record Unclear(string What, TimeSpan? RetryAfter = null) : ProviderAnswer;

    /// <summary>Refused, and the same call will be refused again until a human changes something.</summary>
    public sealed record Impossible(string Why) : ProviderAnswer;
}

/// <summary>What a provider answered when asked for a person's account.</summary>
public abstract record SubjectAnswer
{
    private SubjectAnswer()
    {
    }

    /// <summary>Exactly one, active and internal.</summary>
    public sealed record Found(string Subject) : SubjectAnswer;

    /// <summary>None, several, deactivated or a guest: <paramref name="Why"/> says which, in words a person understands.</summary>
    public sealed record NotFound(string Why) : SubjectAnswer;

    /// <summary>Ask again later.</summary>
    public sealed record NotNow(string What, TimeSpan? RetryAfter = null) : SubjectAnswer;
}

/// <summary>What a provider answered when asked whether a resource can be granted by us.</summary>
public abstract record ResourceAnswer
{
    private ResourceAnswer()
    {
    }

    /// <summary>It exists and its members can be changed by us.</summary>
    public sealed record Fit(string Name) : ResourceAnswer;

    /// <summary>Missing, fed by a rule, synchronised, too powerful: <paramref name="Why"/> says which.</summary>
    public sealed record Unfit(string Why) : ResourceAnswer;

    /// <summary>Ask again later.</summary>
    public sealed record NotNow(string What, TimeSpan? RetryAfter = null) : ResourceAnswer;
}

/// <summary>What a provider answered when asked what a resource is nested in.</summary>
public abstract record NestingAnswer
{
    private NestingAnswer()
    {
    }

    /// <summary>The ids of the groups around it, at whatever depth: whoever is in the resource is to the provider in each of these as well.</summary>
    public sealed record Told(IReadOnlySet<string> Around) : NestingAnswer;

    /// <summary>It is not told before a human changes something: <paramref name="Why"/> says what.</summary>
    public sealed record Untold(string Why) : NestingAnswer;

    /// <summary>Ask again later.</summary>
    public sealed record NotNow(string What, TimeSpan? RetryAfter = null) : NestingAnswer;
}
