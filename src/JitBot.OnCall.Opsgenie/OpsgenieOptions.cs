using JitBot.Core.Settings;
using Microsoft.Extensions.Configuration;

namespace JitBot.OnCall.Opsgenie;

/// <summary>The section's settings, checked. A class and not a record: its text must not hold the secret.</summary>
internal sealed class OpsgenieOptions
{
    /// <summary>The usual instance; the European one is https://api.eu.opsgenie.com/ (https://docs.opsgenie.com/docs/who-is-on-call-api).</summary>
    private const string Usual = "https://api.opsgenie.com/";

    /// <summary>The key of an API integration. Secret.</summary>
    public required string ApiKey { get; init; }

    /// <summary>Where the API of the account's region is.</summary>
    public required Uri BaseUrl { get; init; }

    /// <summary>The options, or null with everything that is wrong.</summary>
    public static OpsgenieOptions? Read(IConfigurationSection section, out IReadOnlyList<SettingsFault> faults)
    {
        var reader = new SettingsReader(section.Path, section.AsEnumerable(makePathsRelative: true));
        var key = reader.Required("ApiKey", "give the key of an API integration that may read configurations");
        if (key?.All(c => char.IsAsciiLetterOrDigit(c) || c == '-') == false)
            reader.Fault("ApiKey", "must be the key alone, without \"GenieKey\" or spaces");
        var baseUrl = reader.BaseUrl("BaseUrl", Usual);
        faults = reader.Faults();
        return faults.Count == 0 ? new OpsgenieOptions { ApiKey = key!, BaseUrl = baseUrl! } : null;
    }
}
