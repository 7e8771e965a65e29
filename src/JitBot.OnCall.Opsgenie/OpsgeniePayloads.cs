using System.Text.Json;
using System.Text.Json.Serialization;

namespace JitBot.OnCall.Opsgenie;

/// <summary>The answer of <c>GET /v2/schedules/{schedule}/on-calls?flat=true</c> (https://docs.opsgenie.com/docs/who-is-on-call-api).</summary>
internal sealed record OpsgenieOnCalls(OpsgenieOnCallData? Data);

/// <summary>The schedule, and the user names of those on call, which are their e-mail addresses. Whoever is on call by a team or an escalation is among them.</summary>
internal sealed record OpsgenieOnCallData([property: JsonPropertyName("_parent")] OpsgenieParent? Parent, IReadOnlyList<string>? OnCallRecipients);

/// <summary>The schedule that was asked about.</summary>
internal sealed record OpsgenieParent(string? Id, string? Name, bool? Enabled);

/// <summary>How answers are spelled on the wire: camelCase.</summary>
internal static class OpsgenieJson
{
    internal static readonly JsonSerializerOptions Api = new(JsonSerializerDefaults.Web);
}
