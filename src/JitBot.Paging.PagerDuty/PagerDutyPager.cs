using System.Net.Http.Json;
using JitBot.Core;
using JitBot.Core.Paging;
using JitBot.Exchange;
using Microsoft.Extensions.Logging;

namespace JitBot.Paging.PagerDuty;

/// <summary>Pages whoever is on call for a service of PagerDuty, by its Events API v2 (https://github.com/PagerDuty/developer-docs, events-API-v2, Overview).</summary>
internal sealed class PagerDutyPager(PagerDutyOptions options, TimeProvider clock, ILogger<PagerDutyPager> log) : IPager, IDisposable
{
    /// <summary>The pager's name.</summary>
    public const string PagerName = "PagerDuty";

    private const string Path = "v2/enqueue";

    /// <summary>Too many events at a time: "retry, preferably with a backoff of a few minutes", says the page; somebody is being waited for, so it is the least of them.</summary>
    private static readonly TimeSpan WhenThrottled = TimeSpan.FromMinutes(2);

    private readonly PagingExchange _exchange = new(PagerName, clock, log);

    /// <inheritdoc />
    public string Name => PagerName;

    /// <inheritdoc />
    public Task<PageAnswer> PageAsync(Page page, CancellationToken ct)
    {
        var alert = new PagerDutyAlert(page.ShortSummary, "JitBot", "critical", page.At, page.ShortDetails);
        var sent = new PagerDutyEvent(options.RoutingKey, "trigger", page.Id.Length <= Page.LongestId ? page.Id : page.Id[..Page.LongestId], "JitBot", alert);
        return SendAsync(new HttpRequestMessage(HttpMethod.Post, new Uri(options.EventsBaseUrl, Path)) { Content = JsonContent.Create(sent, options: PagerDutyJson.Events) }, ct);
    }

    /// <summary>Whether the address answers at all; nothing is sent that could page anybody.</summary>
    public Task<PageAnswer> LookAsync(CancellationToken ct) => SendAsync(new HttpRequestMessage(HttpMethod.Get, new Uri(options.EventsBaseUrl, Path)), ct);

    /// <inheritdoc />
    public void Dispose() => _exchange.Dispose();

    private Task<PageAnswer> SendAsync(HttpRequestMessage message, CancellationToken ct) => _exchange.SendAsync(message, answer => Understand(answer.Status), ct);

    private static PageAnswer Understand(int status) => status switch
    {
        >= 200 and < 300 => new PageAnswer.Sent(),
        429 => new PageAnswer.NotNow("PagerDuty asks for fewer events (429).", WhenThrottled),
        408 or >= 500 => new PageAnswer.NotNow($"PagerDuty failed ({status})."),
        < 400 => new PageAnswer.Refused($"PagerDuty answered with a redirect ({status}): check Paging:PagerDuty:EventsBaseUrl"),
        400 => new PageAnswer.Refused("PagerDuty does not take the event (400): check Paging:PagerDuty:RoutingKey"),
        _ => new PageAnswer.Refused($"PagerDuty refuses ({status})"),
    };
}
