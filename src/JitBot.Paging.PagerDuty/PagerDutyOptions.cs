using JitBot.Core.Settings;
using Microsoft.Extensions.Configuration;

namespace JitBot.Paging.PagerDuty;

/// <summary>The section's settings, checked. A class and not a record: its text must not hold the secret.</summary>
internal sealed class PagerDutyOptions
{
    /// <summary>For the European service region the address is https://events.eu.pagerduty.com/ (https://support.pagerduty.com/main/docs/service-regions).</summary>
    private const string Usual = "https://events.pagerduty.com/";

    /// <summary>The integration key of the service that pages. Secret.</summary>
    public required string RoutingKey { get; init; }

    /// <summary>Where the Events API of the account's service region is.</summary>
    public required Uri EventsBaseUrl { get; init; }

    /// <summary>The options, or null with everything that is wrong.</summary>
    public static PagerDutyOptions? Read(IConfigurationSection section, out IReadOnlyList<SettingsFault> faults)
    {
        var reader = new SettingsReader(section.Path, section.AsEnumerable(makePathsRelative: true));
        var key = reader.Required("RoutingKey", "give the integration key of an Events API v2 integration of the service that is to page");
        if (key?.All(char.IsAsciiLetterOrDigit) == false)
            reader.Fault("RoutingKey", "must be the key alone, letters and digits");
        var baseUrl = reader.BaseUrl("EventsBaseUrl", Usual);
        faults = reader.Faults();
        return faults.Count == 0 ? new PagerDutyOptions { RoutingKey = key!, EventsBaseUrl = baseUrl! } : null;
    }
}
