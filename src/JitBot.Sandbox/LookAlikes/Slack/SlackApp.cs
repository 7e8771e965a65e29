namespace JitBot.Sandbox.LookAlikes.Slack;

/// <summary>The installed app as the look-alike knows it: who it is, what opens its doors and what it may do.</summary>
internal sealed record SlackApp
{
    public string AppId { get; init; } = "A0JITBOT0";
    public string BotUserId { get; init; } = "U0JITBOT0";
    public string BotId { get; init; } = "B0JITBOT0";
    public string BotName { get; init; } = "jitbot";
    public string TeamId { get; init; } = "T0EXAMPLE";
    public string TeamName { get; init; } = "Example";
    public string TeamDomain { get; init; } = "example";
    public string BotToken { get; init; } = "xoxb-of-the-look-alike";
    public string SigningSecret { get; init; } = "signing-secret-of-the-look-alike";

    /// <summary>Whether tokens of the bot end after twelve hours and are renewed.</summary>
    public bool HasTokenRotation { get; init; }

    /// <summary>The refresh token that came with the bot's token, where tokens are rotated.</summary>
    public string RefreshToken { get; init; } = "xoxe-1-of-the-look-alike";

    public string ClientId { get; init; } = "2141029472.691202649728";
    public string ClientSecret { get; init; } = "client-secret-of-the-look-alike";

    /// <summary>An app with token rotation on, as it stands when it was just installed.</summary>
    public static SlackApp Rotating => new() { HasTokenRotation = true, BotToken = "xoxe.xoxb-1-of-the-look-alike" };

    /// <summary>The app-level token, which opens sockets and nothing else.</summary>
    public string AppToken { get; init; } = "xapp-1-A0JITBOT0-of-the-look-alike";

    /// <summary>Scopes of the app-level token.</summary>
    public IReadOnlySet<string> AppTokenScopes { get; init; } = new HashSet<string> { "connections:write" };

    /// <summary>Whether everything is delivered over sockets, and nothing over HTTP.</summary>
    public bool IsSocketMode { get; init; }

    /// <summary>Whether the Home tab is turned on in the app's settings; where it is off nothing can be published or opened there.</summary>
    public bool HasHomeTab { get; init; } = true;

    /// <summary>Scopes given at installation; take one out to see <c>missing_scope</c>.</summary>
    public IReadOnlySet<string> Scopes { get; init; } = AllScopes;

    /// <summary>Installed as it should be, by either manifest.</summary>
    public static IReadOnlySet<string> ScopesOfTheManifest { get; } = new SortedSet<string>(StringComparer.Ordinal)
    {
        "commands", "chat:write", "im:write", "users:read", "users:read.email", "usergroups:read", "reactions:read",
        "channels:history", "groups:history", "im:history",
    };

    /// <summary>Every scope the look-alike's methods ask for, but <c>chat:write.public</c>: the bot must be invited.</summary>
    public static IReadOnlySet<string> AllScopes { get; } =
        new SortedSet<string>([.. ScopesOfTheManifest, "channels:read", "groups:read", "im:read"], StringComparer.Ordinal);
}
