using System.Security.Cryptography;

namespace JitBot.Sandbox.LookAlikes.Okta;

/// <summary>A service app: its public key, the scopes it was granted, whether its tokens must be bound to a key.</summary>
internal sealed record OktaClient(string Id, AsymmetricAlgorithm PublicKey, string? KeyId, bool MustProve, IReadOnlySet<string> Scopes);

/// <summary>A token that is out.</summary>
internal sealed record OktaGrant(string Token, OktaClient Client, IReadOnlySet<string> Scopes, DateTimeOffset Ends, string? Thumbprint);

/// <summary>The authorization server: <c>POST /oauth2/v1/token</c> for service apps by private_key_jwt, with DPoP where wanted.</summary>
internal sealed class OktaAuthority(TimeProvider clock, Func<Uri> baseUrl)
{
    private const string AssertionType = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    /// <summary>https://developer.okta.com/docs/guides/build-self-signed-jwt/java/main/</summary>
    private static readonly TimeSpan LongestAssertion = TimeSpan.FromHours(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, OktaClient> _clients = [];
    private readonly Dictionary<string, OktaGrant> _grants = [];
    private readonly HashSet<string> _seen = [];

    /// <summary>How long a token is good.</summary>
    public TimeSpan TokenLife { get; set; } = TimeSpan.FromHours(1);

    /// <summary>The judge of proofs, here and at the API.</summary>
    public OktaProofs Proofs { get; } = new(clock);

    /// <summary>Registers a service app.</summary>
    public void Register(OktaClient client)
    {
        lock (_lock)
            _clients[client.Id] = client;
    }

    /// <summary>Revokes every token that is out.</summary>
    public void RevokeAll()
    {
        lock (_lock)
            _grants.Clear();
    }

    /// <summary>The token if it is good now.</summary>
    public OktaGrant? Find(string token)
    {
        lock (_lock)
            return _grants.TryGetValue(token, out var grant) && clock.GetUtcNow() < grant.Ends ? grant : null;
    }

    /// <summary>Answers a question for a token.</summary>
    public async Task TokenAsync(HttpContext context)
    {
        var endpoint = new Uri(baseUrl(), "oauth2/v1/token");
        var form = context.Request.HasFormContentType ? await context.Request.ReadFormAsync() : FormCollection.Empty;
        if (form["grant_type"] != "client_credentials")
            await RefuseAsync(context, 400, "unsupported_grant_type", "The authorization grant type is not supported.");
        else if (form["client_assertion_type"] != AssertionType || Judge(form["client_assertion"], endpoint) is not { } client)
            await RefuseAsync(context, 401, "invalid_client", "The client_assertion is invalid.");
        else if (form["scope"].ToString().Split(' ').ToHashSet() is var scopes && !scopes.IsSubsetOf(client.Scopes))
            await RefuseAsync(context, 400, "invalid_scope", "The client is not granted one or more of the scopes requested.");
        else if (!client.MustProve && !context.Request.Headers.ContainsKey("DPoP"))
            await IssueAsync(context, client, scopes, null);
        else if (Proofs.Check(context.Request, endpoint, accessToken: null) is not (var thumbprint, null) || thumbprint is null)
            await RefuseAsync(context, 400, "invalid_dpop_proof", "The DPoP proof JWT header is missing or invalid.");
        else if (!OktaProofs.Holds(context.Request, Proofs.TokenNonce))
        {
            context.Response.Headers["dpop-nonce"] = Proofs.TokenNonce;
            await RefuseAsync(context, 400, "use_dpop_nonce", "Authorization server requires nonce in DPoP proof.");
        }
        else
            await IssueAsync(context, client, scopes, thumbprint);
    }

    /// <summary>The service app that made this assertion for us, just now, and had not used it before.</summary>
    private OktaClient? Judge(string? assertion, Uri endpoint)
    {
        lock (_lock)
        {
            if (OktaJws.Read(assertion) is not { } jwt || OktaJws.Text(jwt.Claims, "iss") is not { } name
                || !_clients.TryGetValue(name, out var client))
                return null;
            var now = clock.GetUtcNow();
            var good = OktaJws.Text(jwt.Claims, "sub") == name
                && OktaJws.Text(jwt.Claims, "aud") == endpoint.AbsoluteUri
                && jwt.Time("exp") is { } end && end > now && end <= now + LongestAssertion
                && (client.KeyId is null || OktaJws.Text(jwt.Header, "kid") == client.KeyId)
                && jwt.IsSignedBy(client.PublicKey)
                && OktaJws.Text(jwt.Claims, "jti") is { Length: > 0 } id && _seen.Add(id);
            return good ? client : null;
        }
    }

    private Task IssueAsync(HttpContext context, OktaClient client, IReadOnlySet<string> scopes, string? thumbprint)
    {
        var token = $"eyJ.{RandomNumberGenerator.GetHexString(32)}";
        var grant = new OktaGrant(token, client, scopes, clock.GetUtcNow() + TokenLife, thumbprint);
        lock (_lock)
            _grants[grant.Token] = grant;
        return context.Response.WriteAsJsonAsync(new
        {
            token_type = thumbprint is null ? "Bearer" : "DPoP",
            expires_in = (int)TokenLife.TotalSeconds,
            access_token = grant.Token,
            scope = string.Join(' ', scopes),
        });
    }

    private static Task RefuseAsync(HttpContext context, int status, string error, string description)
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsJsonAsync(new { error, error_description = description });
    }
}
