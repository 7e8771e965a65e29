using System.Net.Http.Headers;
using System.Text.Json;
using JitBot.Core;
using JitBot.Core.Paging;
using Microsoft.Extensions.Logging;

namespace JitBot.Paging.Webhook;

/// <summary>Pages by a signed POST to an address of the settings; see <see cref="WebhookSignature"/>.</summary>
internal sealed partial class WebhookPager : IPager, IDisposable
{
    /// <summary>The pager's name.</summary>
    public const string PagerName = "Webhook";

    /// <summary>Nobody who is waited for in earnest asks for longer.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan ConnectionLife = TimeSpan.FromMinutes(5);

    private readonly WebhookOptions _options;
    private readonly TimeProvider _clock;
    private readonly ILogger _log;
    private readonly HttpClient _http;

    /// <summary>Opens the way out; redirects are not followed.</summary>
    public WebhookPager(WebhookOptions options, TimeProvider clock, ILogger<WebhookPager> log)
    {
        _http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = ConnectionLife })
        {
            Timeout = Timeout.InfiniteTimeSpan, // each call brings its own time
        };
        _http.DefaultRequestHeaders.UserAgent.ParseAdd("JitBot");
        (_options, _clock, _log) = (options, clock, log);
    }

    /// <inheritdoc />
    public string Name => PagerName;

    /// <inheritdoc />
    public Task<PageAnswer> PageAsync(Page page, CancellationToken ct) => PostAsync(new WebhookBody(page.Id, "page", page.At, "critical", page.ShortSummary, page.ShortDetails), ct);

    /// <summary>Whether the receiver takes a signed call; nobody is to be woken.</summary>
    public Task<PageAnswer> PingAsync(CancellationToken ct) =>
        PostAsync(new WebhookBody("ping", "ping", _clock.GetUtcNow(), "info", "JitBot looks whether somebody is there.", new Dictionary<string, string>()), ct);

    /// <inheritdoc />
    public void Dispose() => _http.Dispose();

    private async Task<PageAnswer> PostAsync(WebhookBody body, CancellationToken ct)
    {
        using var budget = new CancellationTokenSource(IPager.CallBudget, _clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(budget.Token, ct);
        using var request = Signed(body);
        try
        {
            using var answer = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            Log.Answered(_log, (int)answer.StatusCode);
            return Understand((int)answer.StatusCode, answer.Headers.RetryAfter?.Delta);
        }
        catch (HttpRequestException broken)
        {
            return new PageAnswer.NotNow($"The webhook could not be reached ({broken.HttpRequestError}).");
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return new PageAnswer.NotNow("The webhook gave no answer in time.");
        }
    }

    private HttpRequestMessage Signed(WebhookBody body)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(body, WebhookSignature.Json);
        var stamp = WebhookSignature.Stamp(_clock.GetUtcNow());
        var request = new HttpRequestMessage(HttpMethod.Post, _options.Url) { Content = new ByteArrayContent(bytes) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Add(WebhookSignature.Timestamp, stamp);
        request.Headers.Add(WebhookSignature.Signature, WebhookSignature.Of(_options.Secret, stamp, bytes));
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

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Debug, Message = "Webhook for pages: {Status}")]
        public static partial void Answered(ILogger log, int status);
    }
}
