using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace JitBot.Rooms.Tests.Teams;

/// <summary>A key that somebody signs with, and the channels it is endorsed for.</summary>
internal sealed record TeamsSigner(string Id, RSA Rsa, string[]? Endorsements)
{
    public JsonObject Published()
    {
        var shown = Rsa.ExportParameters(includePrivateParameters: false);
        var key = new JsonObject
        {
            ["kty"] = "RSA",
            ["use"] = "sig",
            ["kid"] = Id,
            ["n"] = Base64Url.EncodeToString(shown.Modulus),
            ["e"] = Base64Url.EncodeToString(shown.Exponent),
        };
        if (Endorsements is not null)
            key["endorsements"] = new JsonArray([.. Endorsements.Select(each => (JsonNode)each)]);
        return key;
    }
}

/// <summary>A token in the making: what it says can be changed before it is signed.</summary>
internal sealed class TeamsDraft
{
    public required JsonObject Header { get; init; }

    public required JsonObject Claims { get; init; }

    public required TeamsSigner Signer { get; set; }

    /// <summary>Signs it by the algorithm its header names; what we do not know is signed by RS256.</summary>
    public string Sign()
    {
        var text = $"{Encode(Header)}.{Encode(Claims)}";
        var bytes = Encoding.UTF8.GetBytes(text);
        var signature = (string?)Header["alg"] switch
        {
            "RS384" => Signer.Rsa.SignData(bytes, HashAlgorithmName.SHA384, RSASignaturePadding.Pkcs1),
            "RS512" => Signer.Rsa.SignData(bytes, HashAlgorithmName.SHA512, RSASignaturePadding.Pkcs1),
            "PS256" => Signer.Rsa.SignData(bytes, HashAlgorithmName.SHA256, RSASignaturePadding.Pss),
            "HS256" => HMACSHA256.HashData(Encoding.UTF8.GetBytes(Signer.Rsa.ExportSubjectPublicKeyInfoPem()), bytes),
            _ => Signer.Rsa.SignData(bytes, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
        };
        return $"{text}.{Base64Url.EncodeToString(signature)}";
    }

    private static string Encode(JsonObject part) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(part.ToJsonString()));
}

/// <summary>
/// Microsoft's side of the door: publishes keys as login.botframework.com does, over no network at all, and signs tokens as the Connector
/// does.
/// </summary>
internal sealed class TeamsIssuer(TimeProvider clock) : HttpMessageHandler
{
    public const string Metadata = "https://login.botframework.com/v1/.well-known/openidconfiguration";
    public const string KeyAddress = "https://login.botframework.com/v1/.well-known/keys";
    public const string Issuer = "https://api.botframework.com";
    public const string AppId = "1d5e2b7c-6f0a-4b3e-9c8d-2a7f5e4b6c10";
    public const string Tenant = "6c2f1a90-3b7e-4d15-8e42-9f0b7d3c5a61";
    public const string ServiceUrl = "https://smba.trafficmanager.net/emea/6c2f1a90-3b7e-4d15-8e42-9f0b7d3c5a61/";

    private static readonly TimeSpan TokenLife = TimeSpan.FromHours(1);

    // Made once: it takes a while, and no test changes it.
    private static readonly RSA First = RSA.Create(2048);
    private static readonly RSA Second = RSA.Create(2048);

    public TeamsSigner Signer { get; } = new("key-1", First, ["msteams", "skype", "emulator"]);

    public static TeamsSigner Other(string id, params string[] endorsements) => new(id, Second, endorsements);

    public List<TeamsSigner> Published { get; } = [];

    public bool IsDown { get; set; }

    /// <summary>The metadata as a text, where it is to be broken.</summary>
    public string? Document { get; set; }

    /// <summary>How often the keys were fetched, or would have been.</summary>
    public int Fetches { get; private set; }

    public TeamsDraft Draft() => new()
    {
        Signer = Signer,
        Header = new JsonObject { ["typ"] = "JWT", ["alg"] = "RS256", ["kid"] = Signer.Id, ["x5t"] = Signer.Id },
        Claims = new JsonObject
        {
            ["serviceurl"] = ServiceUrl,
            ["nbf"] = Seconds(TimeSpan.Zero),
            ["exp"] = Seconds(TokenLife),
            ["iss"] = Issuer,
            ["aud"] = AppId,
        },
    };

    public long Seconds(TimeSpan fromNow) => (clock.GetUtcNow() + fromNow).ToUnixTimeSeconds();

    public static JsonObject Activity() => new()
    {
        ["type"] = "typing",
        ["id"] = "1700000000001",
        ["channelId"] = "msteams",
        ["serviceUrl"] = ServiceUrl,
        ["from"] = new JsonObject { ["id"] = "29:1riley", ["aadObjectId"] = "b2a4c6d8-0000-4000-8000-000000000001" },
        ["recipient"] = new JsonObject { ["id"] = "28:" + AppId },
        ["conversation"] = new JsonObject { ["id"] = "a:1riley", ["conversationType"] = "personal", ["tenantId"] = Tenant },
        ["channelData"] = new JsonObject { ["tenant"] = new JsonObject { ["id"] = Tenant } },
    };

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var address = request.RequestUri!.AbsoluteUri;
        if (address == Metadata)
            Fetches++;
        if (IsDown)
            throw new HttpRequestException(HttpRequestError.ConnectionError);
        var body = address switch
        {
            Metadata => Document ?? new JsonObject { ["issuer"] = Issuer, ["jwks_uri"] = KeyAddress }.ToJsonString(),
            _ when address.EndsWith("/keys", StringComparison.Ordinal) => new JsonObject { ["keys"] = new JsonArray([.. Published.Select(each => each.Published())]) }.ToJsonString(),
            _ => null,
        };
        return Task.FromResult(body is null ? new HttpResponseMessage(HttpStatusCode.NotFound) : new HttpResponseMessage { Content = new StringContent(body) });
    }
}
