using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;

namespace JitBot.Sandbox.LookAlikes.Graph;

/// <summary>
/// The proof that an application holds its certificate's key: a short JWT signed with it
/// (https://learn.microsoft.com/entra/identity-platform/certificate-credentials).
/// </summary>
internal static class SignedAssertion
{
    /// <summary>Whether it was signed by this certificate, by this client, for this endpoint, and is in force.</summary>
    public static bool Holds(string assertion, X509Certificate2 certificate, string clientId, Uri endpoint, DateTimeOffset now)
    {
        if (assertion.Split('.') is not [var header, var payload, var signature] || !IsSigned(header, payload, signature, certificate))
            return false;
        using var claims = JsonDocument.Parse(Base64Url.DecodeFromChars(payload));
        var root = claims.RootElement;
        return root.GetProperty("iss").GetString() == clientId
            && root.GetProperty("sub").GetString() == clientId
            && root.GetProperty("aud").GetString() == endpoint.AbsoluteUri
            && root.GetProperty("jti").GetString() is { Length: > 0 }
            && Seconds(root, "exp") > now.ToUnixTimeSeconds()
            && Seconds(root, "nbf") <= now.ToUnixTimeSeconds();
    }

    /// <summary>Microsoft's own library writes these numbers as texts.</summary>
    private static long Seconds(JsonElement claims, string name) =>
        long.Parse(claims.GetProperty(name).ToString(), NumberStyles.None, CultureInfo.InvariantCulture);

    private static bool IsSigned(string header, string payload, string signature, X509Certificate2 certificate)
    {
        using var head = JsonDocument.Parse(Base64Url.DecodeFromChars(header));
        var padding = head.RootElement.GetProperty("alg").GetString() switch
        {
            "PS256" => RSASignaturePadding.Pss,
            "RS256" => RSASignaturePadding.Pkcs1,
            _ => null,
        };
        using var key = certificate.GetRSAPublicKey();
        return padding is not null && key is not null && key.VerifyData(
            Encoding.ASCII.GetBytes($"{header}.{payload}"), Base64Url.DecodeFromChars(signature), HashAlgorithmName.SHA256, padding);
    }
}
