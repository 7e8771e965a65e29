namespace JitBot.Chat.Slack;

/// <summary>How long to wait before a connection is tried again. Pure.</summary>
internal static class SlackSocketPatience
{
    private const int MostDoublings = 10;

    /// <summary>
    /// Doubling with each failure in a row, between half and all of it by <paramref name="fraction"/> in [0, 1), so that processes that fell
    /// together do not come back together; never before Slack asked for.
    /// </summary>
    public static TimeSpan After(int failures, double fraction, TimeSpan? retryAfter)
    {
        var doubled = SlackSocketLimits.FirstWait * Math.Pow(2, Math.Min(failures - 1, MostDoublings));
        var capped = doubled < SlackSocketLimits.LongestWait ? doubled : SlackSocketLimits.LongestWait;
        var wait = capped * ((1 + fraction) / 2);
        var asked = retryAfter is not { } after ? TimeSpan.Zero
            : after < SlackSocketLimits.LongestRetryAfter ? after : SlackSocketLimits.LongestRetryAfter;
        return wait > asked ? wait : asked + SlackSocketLimits.FirstWait * fraction;
    }
}
