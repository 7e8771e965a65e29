namespace JitBot.Chat.Slack;

/// <summary>What to do with the pair of tokens that is kept (https://docs.slack.dev/authentication/using-token-rotation). Pure.</summary>
internal static class SlackTokensPlan
{
    /// <summary>The method that gives a new pair for a refresh token.</summary>
    public const string Method = "oauth.v2.access";

    /// <summary>Ahead of the end by so much that Slack may be away for two hours of the twelve; Slack's own kit for Python does the same.</summary>
    public static readonly TimeSpan Ahead = TimeSpan.FromHours(2);

    /// <summary>How often is looked whether it is time, and how soon is tried again: often enough that a hitch costs nothing.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    /// <summary>How soon is tried again what only a human mends: seldom, but it may have been mended at Slack.</summary>
    public static readonly TimeSpan AfterRefusal = TimeSpan.FromMinutes(15);

    /// <summary>No service asks for longer in earnest; a header that does must not cost us the token.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(15);

    private const string BadRefreshToken = "invalid_refresh_token";

    /// <summary>
    /// The pair to go on with: the one kept, unless the settings hold a refresh token that is not the one it began with, which somebody has
    /// given since.
    /// </summary>
    public static SlackTokensPair Begin(SlackTokensPair? kept, SlackTokensPair given) => kept?.Origin == given.Origin ? kept : given;

    /// <summary>Whether to use the pair or to renew it. One whose end nobody knows is renewed at once.</summary>
    public static SlackTokensStep At(SlackTokensPair pair, DateTimeOffset now) =>
        pair.EndsAt - now > Ahead ? SlackTokensStep.Use : SlackTokensStep.Refresh;

    /// <summary>What to do when Slack gave this error for a refresh token of the pair.</summary>
    public static SlackTokensStep After(SlackTokensPair pair, string spent, string error) =>
        error == BadRefreshToken && pair.Previous is { } previous && previous != spent ? SlackTokensStep.FallBack
        : Todo(error) is null ? SlackTokensStep.Wait
        : SlackTokensStep.Tell;

    /// <summary>How long to leave Slack alone after it.</summary>
    public static TimeSpan Pause(SlackTokensStep step, TimeSpan? retryAfter) =>
        step == SlackTokensStep.Tell ? AfterRefusal
        : retryAfter is not { } asked || asked < Every ? Every
        : asked < LongestWait ? asked : LongestWait;

    /// <summary>What a human has to do; null for what passes by itself. The names are of https://docs.slack.dev/reference/methods/oauth.v2.access.</summary>
    public static string? Todo(string error) => error switch
    {
        BadRefreshToken or "token_revoked" or "account_inactive" =>
            "Install the app again and give the new Slack:BotToken and Slack:RefreshToken, both under OAuth & Permissions.",
        "invalid_client_id" => "Correct Slack:ClientId, which stands under Basic Information.",
        "bad_client_secret" => "Correct Slack:ClientSecret, which stands under Basic Information.",
        _ => null,
    };
}
