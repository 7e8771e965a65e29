namespace JitBot.Chat.Slack;

/// <summary>What became of an attempt to open a connection.</summary>
internal abstract record SlackSocketCall
{
    private SlackSocketCall()
    {
    }

    /// <summary>It stands and was greeted; the app has so many now.</summary>
    public sealed record Stands(SlackSocketPost Post, int Connections) : SlackSocketCall;

    /// <summary>There is none, and this is why. <paramref name="IsForGood"/>: asking again would not help.</summary>
    public sealed record Failed(string Why, TimeSpan? RetryAfter = null, bool IsForGood = false) : SlackSocketCall;
}
