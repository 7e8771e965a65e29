using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace JitBot.Sandbox.LookAlikes.Teams;

/// <summary>A key of the Bot Framework, and the channels it is endorsed for.</summary>
internal sealed record TeamsKey(string Id, RSA Pair, IReadOnlyList<string> Endorsements);

/// <summary>
/// The keys that sign what is sent to bots, and the documents that publish them
/// (https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-authentication#connector-to-bot).
/// </summary>
internal sealed class TeamsKeyRing
{
    public const string MetadataPath = "/v1/.well-known/openidconfiguration";
    public const string KeysPath = "/v1/.well-known/keys";

    /// <summary>Who issues the tokens of the Connector.</summary>
    public const string Issuer = "https://api.botframework.com";

    private const int KeyBits = 2048;
    private const int IdBytes = 20;
    private static readonly string[] Channels = ["msteams", "skype", "webchat"];

    // A key takes long to make, and a process needs only a few: every ring of the process has the same ones, in the same order.
    private static readonly ConcurrentDictionary<int, Lazy<RSA>> Pairs = new();

    private readonly Lock _lock = new();
    private readonly List<TeamsKey> _published;
    private int _made;

    public TeamsKeyRing()
    {
        Signing = Next(Channels);
        Unendorsed = Next([]);
        Unknown = Next(Channels);
        _published = [Signing, Unendorsed];
    }

    /// <summary>The key in use.</summary>
    public TeamsKey Signing { get; private set; }

    /// <summary>A published key that is endorsed for no channel.</summary>
    public TeamsKey Unendorsed { get; }

    /// <summary>A key that is not published.</summary>
    public TeamsKey Unknown { get; }

    /// <summary>The keys that are published.</summary>
    public IReadOnlyList<TeamsKey> Published
    {
        get
        {
            lock (_lock)
                return [.. _published];
        }
    }

    /// <summary>Signs with a new key from now on; the old one stays published until it is retired.</summary>
    public TeamsKey Rotate()
    {
        lock (_lock)
        {
            var before = Signing;
            _published.Add(Signing = Next(Channels));
            return before;
        }
    }

    /// <summary>Publishes a key no longer.</summary>
    public void Retire(TeamsKey key)
    {
        lock (_lock)
            _published.Remove(key);
    }

    /// <summary>The metadata, as they stand at the address given.</summary>
    public static JsonObject Metadata(Uri root) => new()
    {
        ["issuer"] = Issuer,
        ["authorization_endpoint"] = "https://invalid.botframework.com",
        ["jwks_uri"] = new Uri(root, KeysPath).ToString(),
        ["id_token_signing_alg_values_supported"] = new JsonArray("RS256"),
        ["token_endpoint_auth_methods_supported"] = new JsonArray("private_key_jwt"),
    };

    /// <summary>The published keys.</summary>
    public JsonObject Keys() => new() { ["keys"] = new JsonArray([.. Published.Select(Describe)]) };

    private static JsonNode Describe(TeamsKey key)
    {
        var parts = key.Pair.ExportParameters(includePrivateParameters: false);
        var described = new JsonObject
        {
            ["kty"] = "RSA",
            ["use"] = "sig",
            ["kid"] = key.Id,
            ["x5t"] = key.Id,
            ["n"] = Base64Url.EncodeToString(parts.Modulus),
            ["e"] = Base64Url.EncodeToString(parts.Exponent),
        };
        if (key.Endorsements.Count > 0)
            described["endorsements"] = new JsonArray([.. key.Endorsements.Select(channel => (JsonNode)channel)]);
        return described;
    }

    private TeamsKey Next(string[] endorsements)
    {
        var pair = Pairs.GetOrAdd(_made++, _ => new Lazy<RSA>(() => RSA.Create(KeyBits))).Value;
        return new TeamsKey(Base64Url.EncodeToString(Thumbprint(pair)), pair, endorsements);
    }

    private static byte[] Thumbprint(RSA pair) => SHA256.HashData(pair.ExportSubjectPublicKeyInfo())[..IdBytes];
}
