using System.Security.Cryptography;

namespace JitBot.Sandbox.LookAlikes.Okta;

/// <summary>Looks at proofs of possession as RFC 9449 §4.3 says: each is for one request, once, by the key a token is bound to.</summary>
internal sealed class OktaProofs(TimeProvider clock)
{
    /// <summary>How far the time in a proof may be from ours.</summary>
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);

    private readonly HashSet<string> _seen = [];
    private readonly Lock _lock = new();

    /// <summary>The nonce that proofs for tokens must hold.</summary>
    public string TokenNonce { get; set; } = "token-nonce-1";

    /// <summary>The nonce that proofs for calls must hold; Okta wants none there, other servers do.</summary>
    public string? CallNonce { get; set; }

    /// <summary>The thumbprint of the key behind a good proof, or what is wrong with it.</summary>
    public (string? Thumbprint, string? Fault) Check(HttpRequest request, Uri url, string? accessToken)
    {
        if (request.Headers["DPoP"] is not [{ } text])
            return (null, "The DPoP proof JWT header is missing.");
        if (OktaJws.Read(text) is not { } proof || OktaJws.Text(proof.Header, "typ") != "dpop+jwt"
            || proof.EmbeddedKey() is not { } embedded)
            return (null, "The DPoP proof JWT is malformed.");
        using var key = embedded.Key;
        return (embedded.Thumbprint, Fault(proof, key, request.Method, url, accessToken));
    }

    /// <summary>Whether the proof holds the nonce; read after <see cref="Check"/>.</summary>
    public static bool Holds(HttpRequest request, string nonce) =>
        OktaJws.Read(request.Headers["DPoP"]) is { } proof && OktaJws.Text(proof.Claims, "nonce") == nonce;

    private string? Fault(OktaJws proof, ECDsa key, string method, Uri url, string? accessToken)
    {
        if (!proof.IsSignedBy(key))
            return "The DPoP proof JWT signature is invalid.";
        if (OktaJws.Text(proof.Claims, "htm") != method)
            return "The htm claim in the DPoP proof JWT is invalid.";
        if (OktaJws.Text(proof.Claims, "htu") != url.GetLeftPart(UriPartial.Path))
            return "The htu claim in the DPoP proof JWT is invalid.";
        if (proof.Time("iat") is not { } issued || (issued - clock.GetUtcNow()).Duration() > Skew)
            return "The iat claim in the DPoP proof JWT is invalid.";
        if (accessToken is not null && OktaJws.Text(proof.Claims, "ath") != OktaJws.Hash(accessToken))
            return "The ath claim in the DPoP proof JWT is invalid.";
        lock (_lock)
            return OktaJws.Text(proof.Claims, "jti") is { } id && _seen.Add(id) ? null : "The DPoP proof JWT has already been used.";
    }
}
