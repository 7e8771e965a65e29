using System.Net.Http.Headers;
using JitBot.Core.OnCall;
using JitBot.Core.Operations;
using JitBot.Exchange;
using Microsoft.Extensions.Logging;

namespace JitBot.OnCall.Opsgenie;

/// <summary>
/// The one call we make to Opsgenie, a question. Atlassian ends Opsgenie and its REST API on 2027-04-05
/// (https://support.atlassian.com/opsgenie/docs/what-happens-when-opsgenie-is-turned-off).
/// </summary>
internal sealed class OpsgenieApi : IDisposable
{
    /// <summary>A few addresses are some kilobytes.</summary>
    private const int MaxAnswerBytes = 1024 * 1024;

    /// <summary>
    /// The limits depend on plan and number of users and are not told beforehand (https://docs.opsgenie.com/docs/api-rate-limiting); who is on call has a
    /// limit of its own. We ask when somebody votes or opens a form, so this is far above what we need.
    /// </summary>
    private const int PerMinute = 120;

    /// <summary>The period in which too much was asked, a second or a minute, is what to wait (https://docs.opsgenie.com/docs/api-rate-limiting).</summary>
    private const string WaitHeader = "X-RateLimit-Period-In-Sec";

    private readonly OnCallExchange _exchange;

    /// <summary>Opens the way to the account of the settings.</summary>
    public OpsgenieApi(OpsgenieOptions options, TimeProvider clock, DoorWitness doors, ILogger<OpsgenieApi> log) => _exchange = new OnCallExchange(
        new OnCallService(OpsgenieSource.DoorName, options.BaseUrl, "Opsgenie:BaseUrl", MaxAnswerBytes, PerMinute, WaitHeader, OpsgenieJson.Api, Refusal),
        headers =>
        {
            headers.Accept.ParseAdd("application/json");
            headers.Authorization = new AuthenticationHeaderValue("GenieKey", options.ApiKey);
        },
        clock,
        doors,
        log);

    /// <summary>Who is on call on a schedule now.</summary>
    public Task<OnCallRead<OpsgenieOnCalls>> OnCallsAsync(string schedule, CancellationToken ct) => _exchange.ReadAsync<OpsgenieOnCalls>(
        $"v2/schedules/{Uri.EscapeDataString(schedule)}/on-calls?flat=true&scheduleIdentifierType={OpsgenieSchedule.TypeOf(schedule)}", "on-calls", ct);

    /// <inheritdoc />
    public void Dispose() => _exchange.Dispose();

    /// <summary>By https://docs.opsgenie.com/docs/response.</summary>
    private static OnCallAnswer.Refused? Refusal(int status) => status switch
    {
        401 => new OnCallAnswer.Refused("Opsgenie does not take JitBot's API key, or its integration is disabled (401)", IsOfCredential: true),
        403 => new OnCallAnswer.Refused("Opsgenie does not let JitBot's API key see this: it may belong to a team, or lack the right to read configurations (403)"),
        404 => new OnCallAnswer.Refused("Opsgenie knows no such schedule (404)"),
        _ => null,
    };
}
