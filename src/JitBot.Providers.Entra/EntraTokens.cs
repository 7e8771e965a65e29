using System.Buffers.Text;
using System.Text.Json;
using Azure.Core;

namespace JitBot.Providers.Entra;

/// <summary>The credential that all calls come with, and what its token says we may do.</summary>
internal sealed class EntraTokens(TokenCredential credential, string scope)
{
    /// <summary>The credential.</summary>
    public TokenCredential Credential => credential;

    /// <summary>
    /// The application permissions in the token: its claim <c>roles</c>; null if it cannot be read. Graph's tokens are meant for Graph alone, and
    /// nothing is decided by this but what an operator is told (https://learn.microsoft.com/entra/identity-platform/access-token-claims-reference).
    /// </summary>
    public async Task<IReadOnlyList<string>?> ReadRolesAsync(CancellationToken ct) =>
        Roles((await credential.GetTokenAsync(new TokenRequestContext([scope]), ct)).Token);

    /// <summary>The permissions in the text of a token; none if it names none, null if it is no readable token.</summary>
    internal static IReadOnlyList<string>? Roles(string token)
    {
        try
        {
            using var claims = JsonDocument.Parse(Base64Url.DecodeFromChars(token.Split('.')[1]));
            return claims.RootElement.TryGetProperty("roles", out var roles) ? [.. roles.EnumerateArray().Select(role => role.GetString()!)] : [];
        }
        catch (Exception fault) when (fault is JsonException or FormatException or IndexOutOfRangeException or InvalidOperationException)
        {
            return null;
        }
    }
}
