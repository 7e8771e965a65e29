using System.Buffers.Text;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using JitBot.Core;

namespace JitBot.Providers.Okta;

/// <summary>
/// The access token of a service app, by a signed assertion (private_key_jwt, RFC 7523;
/// https://developer.okta.com/docs/guides/implement-oauth-for-okta-serviceapp/main/) and, once Okta asks for it, bound to a key of ours
/// by proofs of possession (DPoP, RFC 9449; https://developer.okta.com/docs/guides/dpop/oktaresourceserver/main/).
/// </summary>
internal sealed class OktaToken(OktaOptions options, string scopes, HttpClient http, TimeProvider clock, Entropy entropy) : IDisposable
{
    /// <summary>For people and groups. Reading wants a scope of its own beside the one for changing.</summary>
    internal const string Scopes = "okta.users.read okta.groups.read okta.groups.manage";

    /// <summary>For the log, in a token of its own: Okta refuses a token whole where one scope is missing, and access must not depend on the log.</summary>
    internal const string LogScope = "okta.logs.read";

    /// <summary>For signing people out, in a token of its own for the same reason.</summary>
    internal const string SessionScope = "okta.users.manage";

    /// <summary>At most: the plain try, the try with a proof, the try with the nonce that one was answered with.</summary>
    private const int MostTries = 3;

    /// <summary>Long enough for a slow call, far below the hour Okta allows.</summary>
    private static readonly TimeSpan AssertionLife = TimeSpan.FromMinutes(5);

    /// <summary>A token is renewed this long before its end, so that none ends on its way.</summary>
    private static readonly TimeSpan RenewBefore = TimeSpan.FromMinutes(1);

    private readonly Uri _endpoint = new(options.BaseUrl, "oauth2/v1/token");
    private readonly SemaphoreSlim _one = new(1);
    private readonly OktaKey _key = OktaKey.Read(options.PrivateKey!, options.KeyId).Key!;
    private readonly OktaKey _proofKey = OktaKey.Fresh();
    private Issued? _issued;
    private string? _tokenNonce;
    private string? _callNonce;
    private bool _proofs;

    /// <summary>Puts the token, and its proof where Okta wants one, on a request; a fault if there is no token to be had.</summary>
    internal async Task<OktaFault?> AuthorizeAsync(HttpRequestMessage request, CancellationToken ct)
    {
        var (issued, fault) = await CurrentAsync(ct);
        if (issued is null)
            return fault;
        request.Headers.Authorization = new AuthenticationHeaderValue(issued.Bound ? "DPoP" : "Bearer", issued.Text);
        if (issued.Bound)
            request.Headers.Add("DPoP", Proof(request.Method, request.RequestUri!, _callNonce, issued.Text));
        return null;
    }

    /// <summary>Learns from a 401: a nonce wanted in the proofs, or a token that is no longer good.</summary>
    internal void Rejected(HttpResponseMessage answer)
    {
        if (Nonce(answer) is { } nonce)
            _callNonce = nonce;
        var wantsNonce = answer.Headers.WwwAuthenticate.Any(
            challenge => challenge.Parameter?.Contains("use_dpop_nonce", StringComparison.Ordinal) == true);
        if (!wantsNonce)
            _issued = null;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _one.Dispose();
        _key.Dispose();
        _proofKey.Dispose();
    }

    /// <summary>Whether a token with this scope would be given; null if it was. It is not used.</summary>
    internal async Task<OktaFault?> TryScopeAsync(string scope, CancellationToken ct) => (await FetchAsync(scope, ct)).Item2;

    private async Task<(Issued?, OktaFault?)> CurrentAsync(CancellationToken ct)
    {
        if (_issued is { } good && clock.GetElapsedTime(good.Since) < good.Life)
            return (good, null);
        await _one.WaitAsync(ct);
        try
        {
            if (_issued is { } fresh && clock.GetElapsedTime(fresh.Since) < fresh.Life)
                return (fresh, null);
            var (issued, fault) = await FetchAsync(scopes, ct);
            _issued = issued;
            return (issued, fault);
        }
        finally
        {
            _one.Release();
        }
    }

    private async Task<(Issued?, OktaFault?)> FetchAsync(string wanted, CancellationToken ct)
    {
        for (var tries = 1; ; tries++)
        {
            using var request = Request(wanted);
            using var answer = await http.SendAsync(request, ct);
            var body = Read(await answer.Content.ReadAsStringAsync(ct));
            if (answer.IsSuccessStatusCode && body is { AccessToken: { } text, ExpiresIn: { } seconds })
                return (Accepted(text, body.TokenType, TimeSpan.FromSeconds(seconds)), null);
            if (tries == MostTries || !WantsProof(answer, body))
                return (null, Failed(answer, body));
        }
    }

    private Issued Accepted(string text, string? type, TimeSpan life) =>
        new(text, "DPoP".Equals(type, StringComparison.OrdinalIgnoreCase), clock.GetTimestamp(), life - RenewBefore);

    /// <summary>Whether the same question with a (better) proof may be answered; what the answer taught is kept for it.</summary>
    private bool WantsProof(HttpResponseMessage answer, OktaTokenAnswer? body)
    {
        if (body?.Error is not ("use_dpop_nonce" or "invalid_dpop_proof"))
            return false;
        var nonce = Nonce(answer);
        var learned = !_proofs || (nonce is not null && nonce != _tokenNonce);
        _proofs = true;
        _tokenNonce = nonce ?? _tokenNonce;
        return learned;
    }

    private HttpRequestMessage Request(string wanted)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, _endpoint)
        {
            Content = new FormUrlEncodedContent(new Dictionary<string, string>
            {
                ["grant_type"] = "client_credentials",
                ["scope"] = wanted,
                ["client_assertion_type"] = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
                ["client_assertion"] = Assertion(),
            }),
        };
        if (_proofs)
            request.Headers.Add("DPoP", Proof(HttpMethod.Post, _endpoint, _tokenNonce, accessToken: null));
        return request;
    }

    private string Assertion() => _key.Sign(new JsonObject { ["typ"] = "JWT" }, new JsonObject
    {
        ["iss"] = options.ClientId,
        ["sub"] = options.ClientId,
        ["aud"] = _endpoint.AbsoluteUri,
        ["exp"] = (clock.GetUtcNow() + AssertionLife).ToUnixTimeSeconds(),
        ["jti"] = entropy.Secret(),
    });

    private string Proof(HttpMethod method, Uri url, string? nonce, string? accessToken)
    {
        var claims = new JsonObject
        {
            ["htm"] = method.Method,
            ["htu"] = url.GetLeftPart(UriPartial.Path),
            ["iat"] = clock.GetUtcNow().ToUnixTimeSeconds(),
            ["jti"] = entropy.Secret(),
        };
        if (nonce is not null)
            claims["nonce"] = nonce;
        if (accessToken is not null)
            claims["ath"] = Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(accessToken)));
        return _proofKey.Sign(new JsonObject { ["typ"] = "dpop+jwt", ["jwk"] = _proofKey.PublicJwk() }, claims);
    }

    private static string? Nonce(HttpResponseMessage answer) =>
        answer.Headers.TryGetValues("DPoP-Nonce", out var values) ? values.First() : null;

    private static OktaTokenAnswer? Read(string body)
    {
        try
        {
            return JsonSerializer.Deserialize<OktaTokenAnswer>(body, OktaJson.Token);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static OktaFault Failed(HttpResponseMessage answer, OktaTokenAnswer? body) => answer.StatusCode switch
    {
        HttpStatusCode.TooManyRequests =>
            new OktaFault.NotSent("Okta gives out no more tokens for now.", OktaRateLimit.Wait(answer.Headers)),
        >= HttpStatusCode.InternalServerError => new OktaFault.NotSent($"Okta's token service failed ({(int)answer.StatusCode})."),
        var status => new OktaFault.Refused(
            status, $"Okta refused JitBot's service app: {body?.ErrorDescription ?? body?.Error ?? $"status {(int)status}"}", OfToken: true),
    };

    private sealed record Issued(string Text, bool Bound, long Since, TimeSpan Life);
}
