using JitBot.Core.Settings;

namespace JitBot.Chat.Slack;

/// <summary>With what the bot's token is renewed, where rotation is on for the app. A class, so that no secret is ever printed with it.</summary>
internal sealed class SlackTokensOptions
{
    private const string Together = "is missing; token rotation takes RefreshToken, ClientId and ClientSecret: give all three, or none if rotation is off for the app";

    /// <summary>The refresh token with which everything begins; it is spent by the first start.</summary>
    public required string RefreshToken { get; init; }

    public required string ClientId { get; init; }

    public required string ClientSecret { get; init; }

    /// <summary>The options; null if rotation is off, or with faults noted if it is half on.</summary>
    public static SlackTokensOptions? Read(SettingsReader settings)
    {
        var values = new[] { nameof(RefreshToken), nameof(ClientId), nameof(ClientSecret) }.Select(key => (Key: key, Value: settings.Optional(key))).ToList();
        if (values.TrueForAll(each => each.Value is null))
            return null;
        foreach (var (key, _) in values.Where(each => each.Value is null))
            settings.Fault(key, Together);
        if (values[0].Value?.StartsWith("xoxe-", StringComparison.Ordinal) == false)
            settings.Fault(nameof(RefreshToken), "is not a refresh token, which begins with xoxe-");
        return values.TrueForAll(each => each.Value is not null)
            ? new SlackTokensOptions { RefreshToken = values[0].Value!, ClientId = values[1].Value!, ClientSecret = values[2].Value! }
            : null;
    }
}
