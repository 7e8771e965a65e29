using System.Net.Http.Headers;
using System.Text.Json;
using JitBot.Core;
using JitBot.Core.Paging;
using JitBot.Exchange;
using Microsoft.Extensions.Logging;

namespace JitBot.Paging.Webhook;

/// <summary>Pages by a signed POST to an address of the settings; see <see cref="WebhookSignature"/>.</summary>
internal sealed class WebhookPager(WebhookOptions options, TimeProvider clock, ILogger<WebhookPager> log) : IPager, IDisposable
{
    /// <summary>The pager's name.</summary>
    public const string PagerName = "Webhook";

    /// <summary>Nobody who is waited for in earnest asks for longer.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(5);

    private readonly PagingExchange _exchange = new("The webhook", clock, log);

    /// <inheritdoc />
    public string Name => PagerName;

    /// <inheritdoc />
    public Task<PageAnswer> PageAsync(Page page, CancellationToken ct) => PostAsync(new WebhookBody(page.Id, "page", page.At, "critical", page.ShortSummary, page.ShortDetails), ct);

    /// <summary>Whether the receiver takes a signed call; nobody is to be woken.</summary>
    public Task<PageAnswer> PingAsync(CancellationToken ct) =>
        PostAsync(new WebhookBody("ping", "ping", clock.GetUtcNow(), "info", "JitBot looks whether somebody is there.", new Dictionary<string, string>()), ct);

    /// <inheritdoc />
    public void Dispose() => _exchange.Dispose();

    private Task<PageAnswer> PostAsync(WebhookBody body, CancellationToken ct) =>
        _exchange.SendAsync(Signed(body), answer => Understand(answer.Status, answer.Headers.RetryAfter?.Delta), ct);

    private HttpRequestMessage Signed(WebhookBody body)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(body, WebhookSignature.Json);
        var stamp = WebhookSignature.Stamp(clock.GetUtcNow());
        var request = new HttpRequestMessage(HttpMethod.Post, options.Url) { Content = new ByteArrayContent(bytes) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Add(WebhookSignature.Timestamp, stamp);
        request.Headers.Add(WebhookSignature.Signature, WebhookSignature.Of(options.Secret, stamp, bytes));
        request.Headers.TryAddWithoutValidation(WebhookSignature.Id, body.Id);
        return request;
    }

    private static PageAnswer Understand(int status, TimeSpan? wait) => status switch
    {
        >= 200 and < 300 => new PageAnswer.Sent(),
        408 or 429 or >= 500 => new PageAnswer.NotNow($"The webhook answered {status}.", wait > LongestWait ? LongestWait : wait),
        < 400 => new PageAnswer.Refused($"the webhook answered with a redirect ({status}), which is not followed: correct Paging:Webhook:Url"),
        401 or 403 => new PageAnswer.Refused($"the webhook does not take JitBot's signature ({status}): compare Paging:Webhook:Secret, and the clocks"),
        _ => new PageAnswer.Refused($"the webhook refuses ({status})"),
    };
}
