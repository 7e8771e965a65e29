using System.Net.Http.Headers;

namespace JitBot.Exchange;

/// <summary>
/// The way out to one service over HTTP. Redirects are not followed, because they would carry a key or the secret of an address elsewhere; no cookie is kept; and
/// the time of each call is the caller's.
/// </summary>
public sealed class HttpExchange : IDisposable
{
    /// <summary>A connection is renewed at times, so that a service that has moved is noticed.</summary>
    private static readonly TimeSpan ConnectionLife = TimeSpan.FromMinutes(5);

    private readonly string _who;
    private readonly HttpClient _http;
    private readonly bool _reads;

    /// <summary>
    /// Opens it. <paramref name="who"/> begins the sentences that say what went wrong; an answer longer than <paramref name="mostBytes"/> is none, and at 0 no answer's
    /// text is read at all; <paramref name="headers"/> sets what every call carries.
    /// </summary>
    public HttpExchange(string who, int mostBytes, Action<HttpRequestHeaders>? headers = null)
    {
        (_who, _reads) = (who, mostBytes > 0);
        _http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = ConnectionLife })
        {
            Timeout = Timeout.InfiniteTimeSpan, // each call brings its own time
        };
        if (_reads)
            _http.MaxResponseContentBufferSize = mostBytes;
        _http.DefaultRequestHeaders.UserAgent.ParseAdd("JitBot");
        headers?.Invoke(_http.DefaultRequestHeaders);
    }

    /// <summary>Sends it once, until <paramref name="ct"/> says that its time is over, which is an answer too: whoever was told to stop looks at their own token.</summary>
    public async Task<HttpOutcome> SendAsync(HttpRequestMessage message, CancellationToken ct)
    {
        using var request = message;
        try
        {
            using var answer = await _http.SendAsync(request, _reads ? HttpCompletionOption.ResponseContentRead : HttpCompletionOption.ResponseHeadersRead, ct);
            var body = _reads && answer.IsSuccessStatusCode ? await ReadAsync(answer.Content, ct) : "";
            return body is null
                ? new HttpOutcome.Nothing(NoAnswer.Unreadable, $"{_who} answered in letters that nobody knows (charset).")
                : new HttpOutcome.Answered((int)answer.StatusCode, body, answer.Headers);
        }
        catch (HttpRequestException broken)
        {
            return broken.HttpRequestError == HttpRequestError.ConfigurationLimitExceeded
                ? new HttpOutcome.Nothing(NoAnswer.TooLong, $"{_who} answered with more than can be right.")
                : new HttpOutcome.Nothing(NoAnswer.Unreached, $"{_who} could not be reached ({broken.HttpRequestError}).");
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            return new HttpOutcome.Nothing(NoAnswer.TooLate, $"{_who} gave no answer in time.");
        }
    }

    /// <summary>Asks for the text at an address.</summary>
    public Task<HttpOutcome> GetAsync(Uri address, CancellationToken ct) => SendAsync(new HttpRequestMessage(HttpMethod.Get, address), ct);

    /// <inheritdoc />
    public void Dispose() => _http.Dispose();

    /// <summary>The text; null if it is written in letters that nobody knows.</summary>
    private static async Task<string?> ReadAsync(HttpContent content, CancellationToken ct)
    {
        try
        {
            return await content.ReadAsStringAsync(ct);
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
