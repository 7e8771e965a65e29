using JitBot.Core.Settings;
using Microsoft.Extensions.Configuration;

namespace JitBot.Chat.Slack;

/// <summary>What the section says. A class, so that no secret is ever printed with it.</summary>
internal sealed class SlackOptions
{
    private const string Ending = "xoxe.xoxb-";

    public required string BotToken { get; init; }

    /// <summary>Null where Slack is heard over sockets: nothing is signed there.</summary>
    public string? SigningSecret { get; init; }

    /// <summary>The signing secret before this one, for as long as Slack is being told of the new one.</summary>
    public string? SigningSecretOld { get; init; }

    /// <summary>The app-level token that opens sockets; null where Slack calls us over HTTP.</summary>
    public string? AppToken { get; init; }

    /// <summary>Whether Slack is heard over sockets, and not at doors of ours.</summary>
    public bool IsSocketMode => AppToken is not null;

    /// <summary>With what the bot's token is renewed; null where it stays as it is.</summary>
    public SlackTokensOptions? Rotation { get; init; }

    public required Uri ApiBaseUrl { get; init; }

    /// <summary>The options, or null with everything that is wrong.</summary>
    public static (SlackOptions? Options, IReadOnlyList<SettingsFault> Faults) Read(IConfigurationSection section)
    {
        var settings = new SettingsReader(section.Path, section.AsEnumerable(makePathsRelative: true));
        var rotation = SlackTokensOptions.Read(settings);
        var token = settings.Required(nameof(BotToken), "give the bot user's token, which begins with xoxb-");
        if (token is not null && TokenFault(token, rotation is not null) is { } wrong)
            settings.Fault(nameof(BotToken), wrong);
        var app = settings.Optional(nameof(AppToken));
        if (app is not null && !app.StartsWith("xapp-", StringComparison.Ordinal))
            settings.Fault(nameof(AppToken), "is not an app-level token, which begins with xapp-; leave it null unless the app is in Socket Mode");
        var secret = app is not null
            ? settings.Optional(nameof(SigningSecret))
            : settings.Required(nameof(SigningSecret), "give the app's signing secret, from Basic Information in its settings, or AppToken for Socket Mode");
        var old = settings.Optional(nameof(SigningSecretOld));
        var url = settings.BaseUrl(nameof(ApiBaseUrl), SlackSetup.DefaultApi);
        var faults = settings.Faults();
        return faults.Count > 0
            ? (null, faults)
            : (new SlackOptions { BotToken = token!, AppToken = app, SigningSecret = secret, SigningSecretOld = old, Rotation = rotation, ApiBaseUrl = url! }, faults);
    }

    private static string? TokenFault(string token, bool isRenewed) => isRenewed
        ? token.StartsWith(Ending, StringComparison.Ordinal) ? null
            : $"is not a bot user's token that ends, which begins with {Ending} and stands under OAuth & Permissions once token rotation is on for the app"
        : token.StartsWith("xoxb-", StringComparison.Ordinal) ? null
            : token.StartsWith(Ending, StringComparison.Ordinal) ? "ends after twelve hours, since token rotation is on for the app; give RefreshToken, ClientId and ClientSecret as well"
            : "is not a bot user's token, which begins with xoxb-";
}
