using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace JitBot.Sandbox.LookAlikes.Okta;

/// <summary>A signed JWT as it came over the wire (RFC 7515, compact form), read without trusting it.</summary>
internal sealed class OktaJws
{
    private readonly byte[] _signed;
    private readonly byte[] _signature;

    private OktaJws(JsonObject header, JsonObject claims, byte[] signed, byte[] signature) =>
        (Header, Claims, _signed, _signature) = (header, claims, signed, signature);

    public JsonObject Header { get; }

    public JsonObject Claims { get; }

    /// <summary>The JWT, or null if the text is none.</summary>
    public static OktaJws? Read(string? text)
    {
        if (text?.Split('.') is not [var header, var claims, var signature] || !text.Split('.').All(part => Base64Url.IsValid(part)))
            return null;
        try
        {
            return new OktaJws(
                Json(header), Json(claims), Encoding.ASCII.GetBytes($"{header}.{claims}"), Base64Url.DecodeFromChars(signature));
        }
        catch (Exception e) when (e is JsonException or InvalidCastException)
        {
            return null;
        }
    }

    /// <summary>A claim or header that must be text.</summary>
    public static string? Text(JsonObject json, string name) =>
        json[name] is JsonValue value && value.TryGetValue(out string? text) ? text : null;

    /// <summary>A claim that must be a whole number, as times are.</summary>
    public DateTimeOffset? Time(string name) =>
        Claims[name] is JsonValue value && value.TryGetValue(out long seconds) ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;

    /// <summary>Whether this key signed it, by the algorithm that belongs to the key and no other.</summary>
    public bool IsSignedBy(AsymmetricAlgorithm key) => (key, Text(Header, "alg")) switch
    {
        (RSA rsa, "RS256") => rsa.VerifyData(_signed, _signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
        (ECDsa { KeySize: 256 } ec, "ES256") => ec.VerifyData(
            _signed, _signature, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation),
        _ => false,
    };

    /// <summary>The public key in the header of a proof, with its thumbprint (RFC 7638); null if it is none, or not only public.</summary>
    public (ECDsa Key, string Thumbprint)? EmbeddedKey()
    {
        if (Header["jwk"] is not JsonObject jwk || jwk.ContainsKey("d") || Text(jwk, "kty") != "EC" || Text(jwk, "crv") != "P-256"
            || Text(jwk, "x") is not { } x || Text(jwk, "y") is not { } y || !Base64Url.IsValid(x) || !Base64Url.IsValid(y))
            return null;
        try
        {
            var point = new ECPoint { X = Base64Url.DecodeFromChars(x), Y = Base64Url.DecodeFromChars(y) };
            var key = ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = point });
            return (key, Hash($$"""{"crv":"P-256","kty":"EC","x":"{{x}}","y":"{{y}}"}"""));
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    /// <summary>SHA-256 as base64url.</summary>
    public static string Hash(string text) => Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static JsonObject Json(string part) => (JsonObject)JsonNode.Parse(Base64Url.DecodeFromChars(part))!;
}
