namespace JitBot.Sandbox.LookAlikes.Teams;

/// <summary>The bot as the look-alike knows it: who it is, and whether the tenant lets it work.</summary>
internal sealed record TeamsApp(string TenantId)
{
    public string AppId { get; init; } = "3b1f0f8e-0000-4b07-8d17-6a6974626f74";
    public string Name { get; init; } = "JitBot";

    /// <summary>What the bot is called in conversations.</summary>
    public string BotId => "28:" + AppId;

    /// <summary>Whether the bot is registered with the Teams channel; if not, every call is refused.</summary>
    public bool IsRegistered { get; init; } = true;

    /// <summary>Whether an administrator forbade the app.</summary>
    public bool IsDisabledByAdmin { get; init; }
}
