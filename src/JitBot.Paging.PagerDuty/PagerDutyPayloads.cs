using System.Text.Json;
using System.Text.Json.Serialization;

namespace JitBot.Paging.PagerDuty;

/// <summary>
/// An event that opens an alert, and with it an incident of whoever is on call (https://github.com/PagerDuty/developer-docs, events-API-v2). Events with the same
/// <paramref name="DedupKey"/> are one alert.
/// </summary>
internal sealed record PagerDutyEvent(string RoutingKey, string EventAction, string DedupKey, string Client, PagerDutyAlert Payload);

/// <summary>What stands in the alert.</summary>
internal sealed record PagerDutyAlert(string Summary, string Source, string Severity, DateTimeOffset Timestamp, IReadOnlyDictionary<string, string> CustomDetails);

/// <summary>How events are spelled on the wire: snake_case.</summary>
internal static class PagerDutyJson
{
    internal static readonly JsonSerializerOptions Events =
        new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };
}
