using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.RegularExpressions;
using JitBot.Core.Time;
using Polly;
using Polly.Retry;

namespace JitBot.Providers.Okta;

/// <summary>
/// The calls we make to Okta's management API, and nothing but HTTP: what an answer means for access is decided elsewhere.
/// A membership is changed by one request, sent once.
/// </summary>
internal sealed partial class OktaApi(HttpClient http, OktaOptions options, OktaToken? token, OktaRateLimit limits, DateWitness witness)
{
    /// <summary>The largest page Okta gives of users and rules.</summary>
    private const int PageSize = 200;

    /// <summary>Ten thousand groups or rules: more is a loop in the links, or cannot be read within a call's time anyway.</summary>
    private const int MostPages = 50;

    private static readonly ResiliencePipeline<Reply> ReadAgain = new ResiliencePipelineBuilder<Reply>()
        .AddRetry(new RetryStrategyOptions<Reply>
        {
            MaxRetryAttempts = 1,
            Delay = TimeSpan.Zero,
            ShouldHandle = attempt => ValueTask.FromResult(!attempt.Context.CancellationToken.IsCancellationRequested
                && attempt.Outcome.Result.Fault is OktaFault.Lost { Wait: null } or OktaFault.NotSent { Wait: null }),
        })
        .Build();

    /// <summary>
    /// Everybody whose address or login this may be. <c>search</c> ignores case but lags behind; <c>filter</c> is current but compares
    /// letter by letter (https://developer.okta.com/docs/api/openapi/okta-management/management/tag/User/#tag/User/operation/listUsers).
    /// Both are asked, and neither is believed: each find is to be read again by its id.
    /// </summary>
    internal async Task<OktaRead<IReadOnlyList<OktaUser>>> FindUsersAsync(string email, OktaCall call)
    {
        var quoted = Quoted(email);
        var expression = Uri.EscapeDataString($"profile.email eq {quoted} or profile.login eq {quoted}");
        var current = await ListAsync<OktaUser>($"users?limit={PageSize}&filter={expression}", "users", call);
        if (current.Value is not { } exact)
            return current;
        var lagging = await ListAsync<OktaUser>($"users?limit={PageSize}&search={expression}", "users", call);
        return lagging.Value is { } more ? OktaRead<IReadOnlyList<OktaUser>>.Of([.. exact, .. more]) : lagging;
    }

    internal Task<OktaRead<OktaUser>> UserAsync(string user, OktaCall call) =>
        ReadAsync<OktaUser>($"users/{Segment(user)}", "users/id", call);

    internal Task<OktaRead<OktaGroup>> GroupAsync(string group, OktaCall call) =>
        ReadAsync<OktaGroup>($"groups/{Segment(group)}", "groups/id", call);

    internal Task<OktaRead<IReadOnlyList<OktaGroup>>> GroupsOfAsync(string user, OktaCall call) =>
        ListAsync<OktaGroup>($"users/{Segment(user)}/groups", "users/id/groups", call);

    internal Task<OktaRead<IReadOnlyList<OktaRule>>> RulesAsync(OktaCall call) =>
        ListAsync<OktaRule>($"groups/rules?limit={PageSize}", "groups/rules", call);

    /// <summary>Null if it was taken; Okta answers the same whether or not the person was in the group.</summary>
    internal Task<OktaFault?> AddAsync(string group, string user, OktaCall call) => ChangeAsync(HttpMethod.Put, group, user, call);

    /// <summary>Null if it was taken; Okta answers the same whether or not the person was in the group.</summary>
    internal Task<OktaFault?> RemoveAsync(string group, string user, OktaCall call) => ChangeAsync(HttpMethod.Delete, group, user, call);

    private async Task<OktaFault?> ChangeAsync(HttpMethod method, string group, string user, OktaCall call) =>
        (await SendAsync(method, Url($"groups/{Segment(group)}/users/{Segment(user)}"), "groups/id/users/id", call)).Fault;

    private async Task<OktaRead<T>> ReadAsync<T>(string path, string kind, OktaCall call)
        where T : class
    {
        var reply = await GetAsync(Url(path), kind, call);
        return reply.Fault is { } fault ? OktaRead<T>.Failed(fault) : Parse<T>(reply.Body);
    }

    private async Task<OktaRead<IReadOnlyList<T>>> ListAsync<T>(string path, string kind, OktaCall call)
    {
        var all = new List<T>();
        var next = Url(path);
        for (var page = 0; page < MostPages; page++)
        {
            var reply = await GetAsync(next, kind, call);
            if (reply.Fault is { } fault)
                return OktaRead<IReadOnlyList<T>>.Failed(fault);
            var parsed = Parse<List<T>>(reply.Body);
            if (parsed.Value is not { } items)
                return OktaRead<IReadOnlyList<T>>.Failed(parsed.Fault!);
            all.AddRange(items);
            if (reply.Next is null)
                return OktaRead<IReadOnlyList<T>>.Of(all);
            next = reply.Next;
        }
        return OktaRead<IReadOnlyList<T>>.Failed(new OktaFault.Lost($"Okta's list did not end within {MostPages} pages."));
    }

    /// <summary>
    /// A read whose answer got lost is asked again at once, one time: mostly an idle connection was closed under it. A change never is;
    /// every attempt of one is written down before it is sent.
    /// </summary>
    private async Task<Reply> GetAsync(Uri url, string kind, OktaCall call) =>
        await ReadAgain.ExecuteAsync(async _ => await SendAsync(HttpMethod.Get, url, kind, call), call.Token);

    /// <summary>
    /// One call. It is sent a second time only after a 401 to a service app, which means that it had no effect: with the nonce Okta wants
    /// in the proof, or with a new token if the old one was revoked.
    /// </summary>
    private async Task<Reply> SendAsync(HttpMethod method, Uri url, string kind, OktaCall call)
    {
        if (limits.Left(kind) is { } left)
            return new OktaFault.NotSent("Okta's rate limit is used up for now.", left);
        for (var again = false; ; again = true)
        {
            using var request = new HttpRequestMessage(method, url);
            // Without a body, .NET itself sends a request up to four times if a used connection ends without an answer. A change is sent
            // once, so it has a body, if an empty one; the provider contract counts.
            if (method != HttpMethod.Get)
                request.Content = new ByteArrayContent([]);
            if (await AuthorizeAsync(request, call) is { } fault)
                return fault;
            try
            {
                using var answer = await http.SendAsync(request, call.Token);
                if (answer.Headers.Date is { } date)
                    witness.Report("Okta", date);
                var wait = limits.Learn(kind, answer);
                if (answer.StatusCode != HttpStatusCode.Unauthorized || token is null || again)
                    return await ReplyAsync(answer, wait, call);
                token.Rejected(answer);
            }
            catch (HttpRequestException e)
            {
                return Broken(e);
            }
            catch (OperationCanceledException) when (!call.IsGivenUp)
            {
                return new OktaFault.Lost("Okta did not answer in time.");
            }
        }
    }

    /// <summary>Whatever happens here, the call itself was not sent yet.</summary>
    private async Task<OktaFault?> AuthorizeAsync(HttpRequestMessage request, OktaCall call)
    {
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        if (token is null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("SSWS", options.ApiToken);
            return null;
        }
        try
        {
            return await token.AuthorizeAsync(request, call.Token);
        }
        catch (HttpRequestException e)
        {
            return new OktaFault.NotSent($"Okta's token service cannot be reached ({e.HttpRequestError}).");
        }
        catch (OperationCanceledException) when (!call.IsGivenUp)
        {
            return new OktaFault.NotSent("Okta's token service did not answer in time.");
        }
    }

    private async Task<Reply> ReplyAsync(HttpResponseMessage answer, TimeSpan? wait, OktaCall call)
    {
        var body = await answer.Content.ReadAsStringAsync(call.Token);
        return (int)answer.StatusCode switch
        {
            >= 200 and < 300 => Paged(answer, body),
            429 => new OktaFault.NotSent("Okta throttles JitBot's calls.", wait),
            408 or >= 500 => new OktaFault.Lost($"Okta failed ({Described(answer, body)}).", answer.Headers.RetryAfter?.Delta),
            _ => new OktaFault.Refused(answer.StatusCode, $"Okta refused ({Described(answer, body)})."),
        };
    }

    /// <summary>
    /// The next page by the opaque link (https://developer.okta.com/docs/api/#pagination), and never an address that is not the API's: it
    /// would get our token.
    /// </summary>
    private Reply Paged(HttpResponseMessage answer, string body)
    {
        var links = answer.Headers.TryGetValues("Link", out var values) ? NextLink().Match(string.Join(", ", values)) : Match.Empty;
        if (!links.Success)
            return new Reply(body, null, null);
        return Uri.TryCreate(links.Groups[1].Value, UriKind.Absolute, out var next) && Url("").IsBaseOf(next)
            ? new Reply(body, next, null)
            : new OktaFault.Lost("Okta's list goes on at an address that is not Okta's.");
    }

    private static Reply Broken(HttpRequestException e) => e.HttpRequestError switch
    {
        HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError
            or HttpRequestError.ProxyTunnelError => new OktaFault.NotSent($"Okta cannot be reached ({e.HttpRequestError})."),
        _ => new OktaFault.Lost($"The connection to Okta broke ({e.HttpRequestError})."),
    };

    private static OktaRead<T> Parse<T>(string body)
        where T : class
    {
        try
        {
            if (JsonSerializer.Deserialize<T>(body, OktaJson.Api) is { } value)
                return OktaRead<T>.Of(value);
        }
        catch (JsonException)
        {
            // Told below, without quoting what came: it may hold anything.
        }
        return OktaRead<T>.Failed(new OktaFault.Lost("Okta's answer cannot be read."));
    }

    private static string Described(HttpResponseMessage answer, string body) =>
        Parse<OktaError>(body).Value is { ErrorCode: { } code, ErrorSummary: { } summary }
            ? $"{(int)answer.StatusCode} {code}: {summary.TrimEnd('.')}"
            : $"{(int)answer.StatusCode}";

    private Uri Url(string path) => new(options.BaseUrl, $"api/v1/{path}");

    private static string Segment(string id) => Uri.EscapeDataString(id);

    /// <summary>A string of Okta's filter language: nothing in it can end it.</summary>
    private static string Quoted(string text) =>
        $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    [GeneratedRegex("""<([^>]*)>[^<]*?\brel="?next\b""")]
    private static partial Regex NextLink();

    private readonly record struct Reply(string Body, Uri? Next, OktaFault? Fault)
    {
        public static implicit operator Reply(OktaFault fault) => new("", null, fault);
    }
}
