using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.RegularExpressions;
using JitBot.Core;
using JitBot.Core.Operations;
using JitBot.Core.Time;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace JitBot.Providers.Okta;

/// <summary>Sends one request and names what came of it: an answer, a refusal, not sent, or lost.</summary>
internal sealed partial class OktaExchange : IDisposable
{
    /// <summary>Far above a page of 200 users with long profiles, far below what would trouble the process.</summary>
    private const int MaxAnswerBytes = 16 * 1024 * 1024;

    /// <summary>An error's text goes into messages and the log: enough to understand it, not a page.</summary>
    private const int MaxErrorText = 200;

    /// <summary>A connection is renewed at times, so that a moved address of Okta's is noticed.</summary>
    private static readonly TimeSpan ConnectionLife = TimeSpan.FromMinutes(5);

    private readonly OktaOptions _options;
    private readonly HttpClient _http;
    private readonly OktaToken? _token;
    private readonly OktaToken? _logToken;
    private readonly OktaToken? _sessionToken;
    private readonly OktaRateLimit _limits;
    private readonly DateWitness _witness;
    private readonly DoorWitness _doors;
    private readonly ILogger _log;

    /// <summary>Opens the way to the organisation of the settings.</summary>
    public OktaExchange(
        OktaOptions options, TimeProvider clock, Entropy entropy, DateWitness witness, DoorWitness doors, ILogger<OktaExchange> log,
        [FromKeyedServices(OktaSetup.Wire)] HttpMessageHandler? wire = null)
    {
        wire ??= new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = ConnectionLife };
        _http = new HttpClient(new OktaFence(options.BaseUrl) { InnerHandler = wire })
        {
            MaxResponseContentBufferSize = MaxAnswerBytes,
            Timeout = Timeout.InfiniteTimeSpan, // each call brings its own time
        };
        _http.DefaultRequestHeaders.UserAgent.ParseAdd("JitBot");
        _http.DefaultRequestHeaders.Accept.ParseAdd("application/json");
        (_options, _witness, _doors, _log, _limits) = (options, witness, doors, log, new OktaRateLimit(clock));
        _token = options.IsServiceApp ? new OktaToken(options, OktaToken.Scopes, _http, clock, entropy) : null;
        _logToken = options is { IsServiceApp: true, ReadLog: true } ? new OktaToken(options, OktaToken.LogScope, _http, clock, entropy) : null;
        _sessionToken = options.IsServiceApp ? new OktaToken(options, OktaToken.SessionScope, _http, clock, entropy) : null;
    }

    /// <summary>
    /// Sends it, within the call's time. It is sent a second time only after a 401 to a service app, which means that it had no effect:
    /// with the nonce Okta wants in the proof, or with a new token if the old one was revoked. <paramref name="kind"/> names the budget of
    /// calls it counts against.
    /// </summary>
    public async Task<OktaReply> SendAsync(HttpMethod method, Uri url, string kind, OktaCall call)
    {
        var reply = await SendGuardedAsync(method, url, kind, call);
        OktaAnswers.Report(_doors, method == HttpMethod.Get || kind == OktaApi.SessionsKind ? kind : $"{method} {url.AbsolutePath[..url.AbsolutePath.LastIndexOf('/')]}", reply.Fault);
        return reply;
    }

    private async Task<OktaReply> SendGuardedAsync(HttpMethod method, Uri url, string kind, OktaCall call)
    {
        if (_limits.Ask(kind, call.Urgency) is { } left)
            return new OktaFault.NotSent("Okta's rate limit is used up for now.", left, IsBooked: true);
        var token = kind switch
        {
            OktaApi.LogKind => _logToken,
            OktaApi.SessionsKind => _sessionToken,
            _ => _token,
        };
        for (var isAgain = false; ; isAgain = true)
        {
            using var request = Message(method, url);
            if (await AuthorizeAsync(request, token, call) is { } fault)
                return fault;
            try
            {
                using var answer = await _http.SendAsync(request, call.Token);
                var wait = Learn(answer, request, kind, call);
                if (answer.StatusCode != HttpStatusCode.Unauthorized || token is null || isAgain)
                    return await UnderstandAsync(answer, wait, call);
                token.Rejected(answer);
            }
            catch (HttpRequestException broken)
            {
                Log.NoAnswer(_log, method, url.AbsolutePath, broken.HttpRequestError, call.Attempt);
                return Broken(broken);
            }
            catch (OperationCanceledException) when (!call.IsCallerGone)
            {
                Log.NoAnswer(_log, method, url.AbsolutePath, null, call.Attempt);
                return new OktaFault.Lost("Okta gave no answer in time.");
            }
        }
    }

    /// <summary>Whether our service app was granted a scope: null if it was, and the fault of the question otherwise.</summary>
    public async Task<OktaFault?> TryScopeAsync(string scope, OktaCall call)
    {
        try
        {
            return await _token!.TryScopeAsync(scope, call.Token);
        }
        catch (HttpRequestException broken)
        {
            return Broken(broken);
        }
        catch (OperationCanceledException) when (!call.IsCallerGone)
        {
            return new OktaFault.NotSent("Okta gave us no token in time.");
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _token?.Dispose();
        _logToken?.Dispose();
        _sessionToken?.Dispose();
        _http.Dispose();
    }

    private static HttpRequestMessage Message(HttpMethod method, Uri url)
    {
        var request = new HttpRequestMessage(method, url);
        // Without a body, .NET itself sends a request up to four times if a used connection ends without an answer. A change is sent once,
        // so it has a body, if an empty one; the provider contract counts.
        if (method != HttpMethod.Get)
            request.Content = new ByteArrayContent([]);
        return request;
    }

    /// <summary>Whatever happens here, the request itself was not sent yet.</summary>
    private async Task<OktaFault?> AuthorizeAsync(HttpRequestMessage request, OktaToken? token, OktaCall call)
    {
        if (token is null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("SSWS", _options.ApiToken);
            return null;
        }
        try
        {
            return await token.AuthorizeAsync(request, call.Token);
        }
        catch (HttpRequestException broken)
        {
            return new OktaFault.NotSent($"Okta gave us no token ({broken.HttpRequestError}).");
        }
        catch (OperationCanceledException) when (!call.IsCallerGone)
        {
            return new OktaFault.NotSent("Okta gave us no token in time.");
        }
    }

    /// <summary>The time and the budget an answer carries. The path alone is logged: a query can hold an e-mail.</summary>
    private TimeSpan? Learn(HttpResponseMessage answer, HttpRequestMessage request, string kind, OktaCall call)
    {
        if (answer.Headers.Date is { } date)
            _witness.Report("Okta", date);
        var id = answer.Headers.TryGetValues("X-Okta-Request-Id", out var ids) ? ids.First() : null;
        Log.Answered(_log, request.Method, request.RequestUri!.AbsolutePath, (int)answer.StatusCode, call.Attempt, id);
        return _limits.Learn(kind, answer);
    }

    private async Task<OktaReply> UnderstandAsync(HttpResponseMessage answer, TimeSpan? wait, OktaCall call)
    {
        var status = (int)answer.StatusCode;
        if (status == (int)HttpStatusCode.NoContent)
            return new OktaReply("", null, null);
        var body = await answer.Content.ReadAsStringAsync(call.Token);
        return status switch
        {
            >= 200 and < 300 => Paged(answer, body),
            429 => new OktaFault.NotSent("Okta asks for fewer calls (429).", wait),
            408 or >= 500 => new OktaFault.Lost($"Okta failed ({Name(status, body)}).", answer.Headers.RetryAfter?.Delta),

            // Redirects are not followed: they would carry the token elsewhere.
            < 400 => new OktaFault.Refused(answer.StatusCode, $"Okta answered with a redirect ({status}): check Okta:BaseUrl"),
            401 => new OktaFault.Refused(answer.StatusCode, $"Okta does not take JitBot's credential ({Name(status, body)})"),
            403 => new OktaFault.Refused(answer.StatusCode, $"Okta does not allow JitBot to do this ({Name(status, body)})"),
            _ => new OktaFault.Refused(answer.StatusCode, $"Okta refuses ({Name(status, body)})") { Code = Read(body)?.ErrorCode },
        };
    }

    /// <summary>
    /// The next page by the opaque link (https://developer.okta.com/docs/api/#pagination), and never an address that is not the API's: it
    /// would get our token.
    /// </summary>
    private OktaReply Paged(HttpResponseMessage answer, string body)
    {
        var link = answer.Headers.TryGetValues("Link", out var values) ? NextLink().Match(string.Join(", ", values)) : Match.Empty;
        if (!link.Success)
            return new OktaReply(body, null, null);
        return Uri.TryCreate(link.Groups[1].Value, UriKind.Absolute, out var next) && new Uri(_options.BaseUrl, OktaApi.Root).IsBaseOf(next)
            ? new OktaReply(body, next, null)
            : new OktaFault.Lost("Okta named a further page on another host.");
    }

    private static OktaFault Broken(HttpRequestException broken) => broken.HttpRequestError switch
    {
        HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError
            or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError =>
            new OktaFault.NotSent($"Okta could not be reached ({broken.HttpRequestError})."),
        _ => new OktaFault.Lost($"The connection to Okta broke ({broken.HttpRequestError})."),
    };

    private static string Name(int status, string body) => Read(body) is { ErrorCode: { } code, ErrorSummary: { } summary }
        ? $"{status} {code}: {Short(summary)}"
        : $"{status}";

    private static OktaError? Read(string body)
    {
        try
        {
            return JsonSerializer.Deserialize<OktaError>(body, OktaJson.Api);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string Short(string text) => text.Length <= MaxErrorText ? text : text[..MaxErrorText];

    [GeneratedRegex("""<([^>]*)>[^<]*?\brel="?next\b""")]
    private static partial Regex NextLink();

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Debug, Message = "Okta {Method} {Path}: {Status} (attempt {Attempt}, request {RequestId})")]
        public static partial void Answered(ILogger log, HttpMethod method, string path, int status, string? attempt, string? requestId);

        [LoggerMessage(Level = LogLevel.Debug, Message = "Okta {Method} {Path}: no answer in time or at all, {Why} (attempt {Attempt})")]
        public static partial void NoAnswer(ILogger log, HttpMethod method, string path, HttpRequestError? why, string? attempt);
    }
}
