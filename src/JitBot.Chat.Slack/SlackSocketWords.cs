namespace JitBot.Chat.Slack;

/// <summary>What the operator is told when no connection stands: what Slack said, and what to do about it.</summary>
internal static class SlackSocketWords
{
    public const string Connecting = "It is connecting.";

    public const string SwitchedOff =
        "Socket Mode is switched off for this app. Switch it on under Settings, Socket Mode, at https://api.slack.com/apps and restart "
        + "JitBot, or take Slack:AppToken out of the settings and give Slack its request URLs.";

    public const string NotSlacksAddress = "apps.connections.open named an address that is not Slack's.";

    public const string NoGreeting = "Slack took the connection and said nothing.";

    public const string Broken = "The connection broke.";

    public const string Closed = "Slack closed the connection.";

    public const string TooLarge = "Slack sent more than a megabyte at once.";

    public const string TooMany =
        "Slack says that this app has too many connections. It lets ten stand: two for each process of JitBot, and every other program "
        + "that uses the same app.";

    public const string Stopping = "It is stopping.";

    /// <summary>Why no address was handed out.</summary>
    public static string NotOpened(SlackAnswer answer) => answer.Error switch
    {
        "invalid_auth" or "not_authed" or "token_revoked" or "token_expired" or "account_inactive" =>
            $"{answer.What}. Slack:AppToken is not, or no longer, a token of this app: make one under Basic Information, App-Level Tokens.",
        "not_allowed_token_type" => $"{answer.What}. Slack:AppToken must be an app-level token, which begins with xapp-.",
        "missing_scope" => $"{answer.What}. The app-level token needs the scope connections:write.",
        _ => $"{answer.What}.",
    };

    /// <summary>Why it could not be connected to where Slack said. The address itself is a secret.</summary>
    public static string NotConnected(int status) => status == 0
        ? "Slack's address for the connection cannot be reached."
        : FormattableString.Invariant($"Slack refused the connection with HTTP {status}.");

    /// <summary>Why a connection ended by itself.</summary>
    public static string Ended(string reason) => reason switch
    {
        "link_disabled" => SwitchedOff,
        "too_many_websockets" => TooMany,
        _ => Closed,
    };
}
