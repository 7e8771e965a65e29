using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.IdentityModel.Tokens;

namespace JitBot.Chat.Teams;

/// <summary>A published key, and for which channels it signs; none if the document names none.</summary>
internal sealed record TeamsKey(SecurityKey Key, IReadOnlyCollection<string> Endorsements)
{
    /// <summary>Shorter keys can be broken by whoever has the means (NIST SP 800-131A).</summary>
    private const int ShortestBits = 2048;

    /// <summary>The RSA keys of a document by their ids; null if it is none. What cannot be used is left out, as documents may hold more than we need (RFC 7517, section 5).</summary>
    public static IReadOnlyDictionary<string, TeamsKey>? Read(ReadOnlySpan<byte> document)
    {
        if (TeamsPayloads.ReadObject(document)?["keys"] is not JsonArray listed)
            return null;
        var keys = new Dictionary<string, TeamsKey>(StringComparer.Ordinal);
        foreach (var each in listed.OfType<JsonObject>())
        {
            if (TeamsPayloads.Text(each["kid"]) is { Length: > 0 } id && ReadOne(each) is { } key)
                keys.TryAdd(id, key);
        }

        return keys;
    }

    private static TeamsKey? ReadOne(JsonObject written)
    {
        try
        {
            var key = new JsonWebKey(written.ToJsonString());
            if (key.Kty != JsonWebAlgorithmsKeyTypes.RSA || key.KeySize < ShortestBits || key.Use is not (null or "" or JsonWebKeyUseNames.Sig))
                return null;
            return new TeamsKey(key, [.. (written["endorsements"] as JsonArray ?? []).Select(TeamsPayloads.Text).OfType<string>()]);
        }
        catch (Exception fault) when (fault is ArgumentException or FormatException or JsonException)
        {
            return null;
        }
    }
}
