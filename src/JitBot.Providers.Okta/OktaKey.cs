using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace JitBot.Providers.Okta;

/// <summary>A private key that signs JWTs (RFC 7515, compact form): RS256 with an RSA key, ES256 with a P-256 key.</summary>
internal sealed class OktaKey : IDisposable
{
    /// <summary>Okta refuses shorter RSA keys (and so does RFC 7518 §3.3).</summary>
    private const int LeastRsaBits = 2048;

    /// <summary>The only curve of ES256.</summary>
    private const int EllipticBits = 256;

    private readonly AsymmetricAlgorithm _key;

    // Whether one key object may sign on two threads at once is not promised by the platform.
    private readonly Lock _signing = new();

    private OktaKey(AsymmetricAlgorithm key, string? id) => (_key, Id) = (key, id);

    /// <summary>The key's id at Okta, if known.</summary>
    internal string? Id { get; }

    private string Algorithm => _key is RSA ? "RS256" : "ES256";

    /// <summary>A key that lives as long as the process, for proofs of possession.</summary>
    internal static OktaKey Fresh() => new(ECDsa.Create(ECCurve.NamedCurves.nistP256), null);

    /// <summary>Reads a private key from PEM or a JWK, or says what is wrong with it without quoting any of it.</summary>
    internal static (OktaKey? Key, string? Fault) Read(string text, string? id)
    {
        AsymmetricAlgorithm? key = null;
        try
        {
            var jwk = text.TrimStart().StartsWith('{') ? JsonNode.Parse(text) as JsonObject : null;
            key = jwk is null ? FromPem(text) : FromJwk(jwk);
            if (key is null)
                return (null, "is neither a PEM private key nor a JWK with a private part");
            var read = new OktaKey(key, id ?? jwk?["kid"]?.GetValue<string>());
            if (read.Weakness() is { } weakness)
                return (null, weakness);
            read.Sign([], []); // A public key reads well and fails here.
            key = null;
            return (read, null);
        }
        catch (Exception e) when (e is CryptographicException or JsonException or FormatException
            or ArgumentException or InvalidOperationException)
        {
            return (null, "cannot be read as a private key");
        }
        finally
        {
            key?.Dispose();
        }
    }

    /// <summary>The signed JWT. Algorithm and key id are added to the header.</summary>
    internal string Sign(JsonObject header, JsonObject claims)
    {
        header["alg"] = Algorithm;
        if (Id is not null)
            header["kid"] = Id;
        var text = $"{Base64Url.EncodeToString(Utf8(header))}.{Base64Url.EncodeToString(Utf8(claims))}";
        return $"{text}.{Base64Url.EncodeToString(Signature(Encoding.ASCII.GetBytes(text)))}";
    }

    /// <summary>The public part of an elliptic key as a JWK (RFC 7517), for the header of a proof.</summary>
    internal JsonObject PublicJwk()
    {
        var point = ((ECDsa)_key).ExportParameters(includePrivateParameters: false).Q;
        return new JsonObject
        {
            ["kty"] = "EC",
            ["crv"] = "P-256",
            ["x"] = Base64Url.EncodeToString(point.X),
            ["y"] = Base64Url.EncodeToString(point.Y),
        };
    }

    /// <inheritdoc />
    public void Dispose() => _key.Dispose();

    private static byte[] Utf8(JsonObject json) => Encoding.UTF8.GetBytes(json.ToJsonString());

    private byte[] Signature(byte[] text)
    {
        lock (_signing)
        {
            return _key is RSA rsa
                ? rsa.SignData(text, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
                : ((ECDsa)_key).SignData(text, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        }
    }

    private string? Weakness() => _key switch
    {
        RSA { KeySize: < LeastRsaBits } => $"is an RSA key of fewer than {LeastRsaBits} bits",
        ECDsa { KeySize: not EllipticBits } => "is an elliptic key of another curve than P-256",
        _ => null,
    };

    private static AsymmetricAlgorithm? FromPem(string text)
    {
        // In an environment variable the lines of a PEM file are often joined by a written \n.
        var pem = text.Replace("\\n", "\n", StringComparison.Ordinal);
        return Import(RSA.Create(), pem) ?? Import(ECDsa.Create(), pem);
    }

    private static AsymmetricAlgorithm? FromJwk(JsonObject jwk) => jwk["kty"]?.GetValue<string>() switch
    {
        "RSA" => RSA.Create(new RSAParameters
        {
            Modulus = Part(jwk, "n"),
            Exponent = Part(jwk, "e"),
            D = Part(jwk, "d"),
            P = Part(jwk, "p"),
            Q = Part(jwk, "q"),
            DP = Part(jwk, "dp"),
            DQ = Part(jwk, "dq"),
            InverseQ = Part(jwk, "qi"),
        }),
        "EC" when jwk["crv"]?.GetValue<string>() == "P-256" => ECDsa.Create(new ECParameters
        {
            Curve = ECCurve.NamedCurves.nistP256,
            Q = new ECPoint { X = Part(jwk, "x"), Y = Part(jwk, "y") },
            D = Part(jwk, "d"),
        }),
        _ => null,
    };

    private static byte[]? Part(JsonObject jwk, string name) =>
        jwk[name] is { } value ? Base64Url.DecodeFromChars(value.GetValue<string>()) : null;

    /// <summary>The key if the text was of its kind, else null: the kind of a PKCS #8 key shows only in reading it.</summary>
    private static AsymmetricAlgorithm? Import(AsymmetricAlgorithm key, string pem)
    {
        try
        {
            key.ImportFromPem(pem);
            return key;
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            key.Dispose();
            return null;
        }
    }
}
