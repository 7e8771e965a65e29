using JitBot.Core.Settings;
using Microsoft.Extensions.Configuration;

namespace JitBot.OnCall.PagerDuty;

/// <summary>The section's settings, checked. A class and not a record: its text must not hold the secret.</summary>
internal sealed class PagerDutyOptions
{
    /// <summary>The service region of the United States; for the European one the address is https://api.eu.pagerduty.com/ (https://support.pagerduty.com/main/docs/service-regions).</summary>
    private const string Usual = "https://api.pagerduty.com/";

    /// <summary>A read-only key of the REST API. Secret.</summary>
    public required string ApiToken { get; init; }

    /// <summary>Where the REST API of the account's service region is.</summary>
    public required Uri BaseUrl { get; init; }

    /// <summary>The options, or null with everything that is wrong.</summary>
    public static PagerDutyOptions? Read(IConfigurationSection section, out IReadOnlyList<SettingsFault> faults)
    {
        var reader = new SettingsReader(section.Path, section.AsEnumerable(makePathsRelative: true));
        var token = reader.Required("ApiToken", "give a read-only REST API key, from Integrations > API Access Keys");
        if (token?.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '+') == false)
            reader.Fault("ApiToken", "must be the key alone, without \"Token token=\" or spaces");
        var baseUrl = reader.BaseUrl("BaseUrl", Usual);
        faults = reader.Faults();
        return faults.Count == 0 ? new PagerDutyOptions { ApiToken = token!, BaseUrl = baseUrl! } : null;
    }
}
