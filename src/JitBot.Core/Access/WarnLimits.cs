namespace JitBot.Core.Access;

/// <summary>When a requester is told that their access ends soon.</summary>
public static class WarnLimits
{
    /// <summary>Long enough to save one's work or to ask for more time, short enough to be still about what one is doing.</summary>
    public static readonly TimeSpan Before = TimeSpan.FromMinutes(10);

    /// <summary>Of a shorter grant nobody has forgotten the end, and a warning would come with the first news of it.</summary>
    public static readonly TimeSpan ShortestGrant = TimeSpan.FromMinutes(5);

    /// <summary>Never sooner than when three quarters of the time are over: before that it does not end soon.</summary>
    private const int PartOfLength = 4;

    /// <summary>How long before the end of a grant of this length; null for no warning. <paramref name="wanted"/> is what the terms say.</summary>
    public static TimeSpan? For(TimeSpan? wanted, TimeSpan length)
    {
        if (wanted is not { } before || length < ShortestGrant)
            return null;
        var part = length / PartOfLength;
        return before < part ? before : part;
    }
}
