using Microsoft.AspNetCore.Http;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace JitBot.Chat.Teams;

/// <summary>
/// A token as it was sent, read but not yet believed. What it says is looked at one rule at a time; that its parts are decoded and its
/// signature computed rightly is left to Microsoft.IdentityModel.
/// </summary>
internal sealed class TeamsToken
{
    private const string Scheme = "Bearer ";

    /// <summary>Signing keys are RSA; HMAC with a public key for its secret, or no signature at all, are the old ways in.</summary>
    private static readonly string[] Algorithms = [SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512];

    /// <summary>Header, claims and signature.</summary>
    private const int Parts = 3;

    /// <summary>Those of the Connector have about a thousand characters.</summary>
    private const int LongestToken = 16 * 1024;

    private static readonly JsonWebTokenHandler Handler = new() { MaximumTokenSizeInBytes = LongestToken };

    private readonly JsonWebToken _token;

    private TeamsToken(JsonWebToken token) => _token = token;

    /// <summary>The id of the key that it says it was signed with.</summary>
    public string KeyId => _token.Kid ?? "";

    public bool HasAlgorithm => Algorithms.Contains(_token.Alg, StringComparer.Ordinal);

    /// <summary>The text after the word Bearer in the only such header, or null.</summary>
    public static string? Bearer(IHeaderDictionary headers) =>
        headers.Authorization is [{ } only] && only.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) && only[Scheme.Length..].Trim() is { Length: > 0 } text
            ? text
            : null;

    /// <summary>
    /// The token, or null if it is none. It must be spelled in the one way in which it can be: a reader that overlooks padding, or the bits
    /// that the last letter of a signature has to spare, takes several texts for one token.
    /// </summary>
    public static TeamsToken? Read(string text)
    {
        try
        {
            if (text.Length > LongestToken || text.Split('.') is not { Length: Parts } parts || !parts.All(IsPlain))
                return null;
            var token = new JsonWebToken(text);
            return token.TryGetHeaderValue<object>("crit", out _) ? null : new TeamsToken(token);
        }
        catch (Exception fault) when (fault is ArgumentException or FormatException or SecurityTokenException)
        {
            return null;
        }
    }

    public async Task<bool> IsSignedByAsync(SecurityKey key)
    {
        var result = await Handler.ValidateTokenAsync(_token, new TokenValidationParameters
        {
            IssuerSigningKey = key,
            RequireSignedTokens = true,
            ValidAlgorithms = Algorithms,
            ValidateIssuer = false, // these are rules of their own, read in order
            ValidateAudience = false,
            ValidateLifetime = false,
            RequireExpirationTime = false,
        });
        return result.IsValid;
    }

    public bool IsIssuedBy(string issuer) => _token.Issuer == issuer;

    /// <summary>For one audience, and this is it.</summary>
    public bool IsFor(string audience) => _token.Audiences.ToList() is [{ } only] && only == audience;

    /// <summary>A claim that is a moment, in seconds of Unix; null if it is none.</summary>
    public long? Moment(string claim) => _token.TryGetPayloadValue<long>(claim, out var seconds) ? seconds : null;

    public bool Has(string claim) => _token.TryGetPayloadValue<object>(claim, out _);

    /// <summary>A claim that is a text; null if it is none.</summary>
    public string? Text(string claim) => _token.TryGetPayloadValue<string>(claim, out var text) ? text : null;

    private static bool IsPlain(string part) => part.Length > 0 && Base64UrlEncoder.Encode(Base64UrlEncoder.DecodeBytes(part)) == part;
}
