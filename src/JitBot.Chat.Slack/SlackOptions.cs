using JitBot.Core.Settings;
using Microsoft.Extensions.Configuration;

namespace JitBot.Chat.Slack;

/// <summary>What the section says. A class, so that no secret is ever printed with it.</summary>
internal sealed class SlackOptions
{
    public required string BotToken { get; init; }

    public required string SigningSecret { get; init; }

    /// <summary>The signing secret before this one, for as long as Slack is being told of the new one.</summary>
    public string? SigningSecretOld { get; init; }

    public required Uri ApiBaseUrl { get; init; }

    /// <summary>The options, or null with everything that is wrong.</summary>
    public static (SlackOptions? Options, IReadOnlyList<SettingsFault> Faults) Read(IConfigurationSection section)
    {
        var settings = new SettingsReader(section.Path, section.AsEnumerable(makePathsRelative: true));
        var token = settings.Required(nameof(BotToken), "give the bot user's token, which begins with xoxb-");
        if (token is not null && !token.StartsWith("xoxb-", StringComparison.Ordinal))
            settings.Fault(nameof(BotToken), "is not a bot user's token, which begins with xoxb-");
        var secret = settings.Required(nameof(SigningSecret), "give the app's signing secret, from Basic Information in its settings");
        var old = settings.Optional(nameof(SigningSecretOld));
        var url = settings.BaseUrl(nameof(ApiBaseUrl), SlackSetup.DefaultApi);
        if (settings.Optional("AppToken") is not null)
            settings.Fault("AppToken", "Socket Mode is not part of this version; leave it null");
        var faults = settings.Faults();
        return faults.Count > 0
            ? (null, faults)
            : (new SlackOptions { BotToken = token!, SigningSecret = secret!, SigningSecretOld = old, ApiBaseUrl = url! }, faults);
    }
}
