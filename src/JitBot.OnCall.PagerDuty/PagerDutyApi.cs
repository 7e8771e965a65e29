using System.Globalization;
using JitBot.Core.OnCall;
using JitBot.Core.Operations;
using JitBot.Exchange;
using Microsoft.Extensions.Logging;

namespace JitBot.OnCall.PagerDuty;

/// <summary>The calls we make to PagerDuty's REST API, all of them questions (https://developer.pagerduty.com/docs/rest-api-overview).</summary>
internal sealed class PagerDutyApi : IDisposable
{
    /// <summary>The largest page of classic pagination (https://github.com/PagerDuty/developer-docs, REST-API, Pagination).</summary>
    public const int PageSize = 100;

    /// <summary>A page of a hundred entries is some tens of kilobytes.</summary>
    private const int MaxAnswerBytes = 2 * 1024 * 1024;

    /// <summary>What an API key may ask in a minute (https://github.com/PagerDuty/developer-docs, REST-API, Rate Limits); a tenth is left to others.</summary>
    private const int PerMinute = 960 * 9 / 10;

    /// <summary>When the limit is reset; there may be no header at all (the page on rate limits says so).</summary>
    private const string WaitHeader = "ratelimit-reset";

    private const string Accept = "application/vnd.pagerduty+json;version=2";

    private readonly OnCallExchange _exchange;

    /// <summary>Opens the way to the account of the settings.</summary>
    public PagerDutyApi(PagerDutyOptions options, TimeProvider clock, DoorWitness doors, ILogger<PagerDutyApi> log) => _exchange = new OnCallExchange(
        new OnCallService(PagerDutySource.DoorName, options.BaseUrl, "PagerDuty:BaseUrl", MaxAnswerBytes, PerMinute, WaitHeader, PagerDutyJson.Api, Refusal),
        headers =>
        {
            headers.TryAddWithoutValidation("Accept", Accept);
            headers.TryAddWithoutValidation("Authorization", $"Token token={options.ApiToken}");
        },
        clock,
        doors,
        log);

    /// <summary>
    /// A page of those on call on a schedule now: without <c>since</c> and <c>until</c> the API means this moment, by its own clock
    /// (https://developer.pagerduty.com/api-reference/3a6b910f11050-list-all-of-the-on-calls).
    /// </summary>
    public Task<OnCallRead<PagerDutyOnCalls>> OnCallsAsync(string schedule, int offset, CancellationToken ct) => ReadAsync<PagerDutyOnCalls>(
        $"oncalls?schedule_ids[]={Uri.EscapeDataString(schedule)}&limit={PageSize}&offset={offset.ToString(CultureInfo.InvariantCulture)}", ct);

    /// <summary>The user by id.</summary>
    public Task<OnCallRead<PagerDutyUserAnswer>> UserAsync(string user, CancellationToken ct) =>
        ReadAsync<PagerDutyUserAnswer>($"users/{Uri.EscapeDataString(user)}", ct);

    /// <summary>
    /// The schedule by id, whether it is made of layers or of shifts: the second kind is answered under v3 alone, which answers 400 to the first
    /// (https://github.com/PagerDuty/developer-docs, REST-API, Schedules v2 to v3 Upgrade).
    /// </summary>
    public async Task<OnCallRead<PagerDutyScheduleAnswer>> ScheduleAsync(string schedule, CancellationToken ct)
    {
        var byShifts = await ReadAsync<PagerDutyScheduleAnswer>($"v3/schedules/{Uri.EscapeDataString(schedule)}", ct);
        return byShifts.Fault is OnCallAnswer.Refused ? await ReadAsync<PagerDutyScheduleAnswer>($"schedules/{Uri.EscapeDataString(schedule)}", ct) : byShifts;
    }

    /// <inheritdoc />
    public void Dispose() => _exchange.Dispose();

    /// <summary>What is asked for is told without whom or what it is asked of.</summary>
    private Task<OnCallRead<T>> ReadAsync<T>(string path, CancellationToken ct)
        where T : class => _exchange.ReadAsync<T>(path, path.Split('/', '?')[0], ct);

    /// <summary>By https://github.com/PagerDuty/developer-docs, REST-API, Errors.</summary>
    private static OnCallAnswer.Refused? Refusal(int status) => status switch
    {
        401 => new OnCallAnswer.Refused("PagerDuty does not take JitBot's API key (401)", IsOfCredential: true),
        403 => new OnCallAnswer.Refused("PagerDuty does not let JitBot's API key see this (403)", IsOfCredential: true),
        404 => new OnCallAnswer.Refused("PagerDuty knows nothing with this id (404)"),
        _ => null,
    };
}
