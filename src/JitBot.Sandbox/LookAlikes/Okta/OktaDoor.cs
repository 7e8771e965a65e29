using System.Net.Http.Headers;

namespace JitBot.Sandbox.LookAlikes.Okta;

/// <summary>Who may come in to the management API: the holder of the API token, or of an access token with the right scope.</summary>
internal sealed class OktaDoor(OktaAuthority authority, Func<Uri> baseUrl)
{
    /// <summary>What has scopes of its own; all else here is about groups.</summary>
    private static readonly string[] OfTheirOwn = ["users", "logs"];

    /// <summary>The one good API token.</summary>
    public string ApiToken { get; set; } = "00LookAlikeApiToken_0123456789-abcdefghijk";

    /// <summary>The admin roles of the account that made the API token, by type and label.</summary>
    public IReadOnlyList<(string Type, string Label)> AdminRoles { get; set; } = [("USER_ADMIN", "Group Administrator")];

    /// <summary>Whether that account may see admin roles, its own included.</summary>
    public bool MaySeeRoles { get; set; } = true;

    /// <summary>Whether the credential's admin role reaches the group rules.</summary>
    public bool MayReadRules { get; set; } = true;

    /// <summary>Whether the credential's admin role reaches the members of groups.</summary>
    public bool MayChangeMembers { get; set; } = true;

    /// <summary>Whether the credential's admin role reaches the System Log.</summary>
    public bool MayReadLog { get; set; } = true;

    /// <summary>Whether the credential's admin role may clear users' sessions.</summary>
    public bool MayEndSessions { get; set; } = true;

    /// <summary>Who the caller is, or null after the refusal was written.</summary>
    public async Task<string?> AdmitAsync(HttpContext context)
    {
        if (!AuthenticationHeaderValue.TryParse(context.Request.Headers.Authorization, out var header) || header.Parameter is not { } token)
            return await RefuseAsync(context, "E0000005");
        if (header.Scheme == "SSWS")
            return token == ApiToken ? "the API token" : await RefuseAsync(context, "E0000011");
        if (authority.Find(token) is not { } grant || header.Scheme != (grant.Thumbprint is null ? "Bearer" : "DPoP"))
            return await ChallengeAsync(context, header.Scheme, "invalid_token", "The access token is invalid.");
        if (grant.Thumbprint is not null)
        {
            var url = new Uri(baseUrl(), context.Request.Path.ToUriComponent().TrimStart('/'));
            var (thumbprint, fault) = authority.Proofs.Check(context.Request, url, token);
            if (fault is not null || thumbprint != grant.Thumbprint)
                return await ChallengeAsync(context, "DPoP", "invalid_dpop_proof", fault ?? "The token is bound to another key.");
            if (authority.Proofs.CallNonce is { } nonce && !OktaProofs.Holds(context.Request, nonce))
            {
                context.Response.Headers["DPoP-Nonce"] = nonce;
                return await ChallengeAsync(context, "DPoP", "use_dpop_nonce", "Resource server requires nonce in DPoP proof.");
            }
        }
        return grant.Scopes.Contains(Scope(context.Request)) ? grant.Client.Id : await RefuseAsync(context, "E0000006");
    }

    // Reading wants the scope for reading, changing the one for changing (https://developer.okta.com/docs/api/oauth2/).
    private static string Scope(HttpRequest request)
    {
        var thing = OfTheirOwn.FirstOrDefault(each => request.Path.StartsWithSegments($"/api/v1/{each}")) ?? "groups";
        return $"okta.{thing}.{(HttpMethods.IsGet(request.Method) ? "read" : "manage")}";
    }

    private static async Task<string?> RefuseAsync(HttpContext context, string code)
    {
        await OktaAnswers.ErrorAsync(context, code);
        return null;
    }

    private static Task<string?> ChallengeAsync(HttpContext context, string scheme, string error, string description)
    {
        context.Response.Headers.WWWAuthenticate = $"{scheme} error=\"{error}\", error_description=\"{description}\"";
        return RefuseAsync(context, "E0000011");
    }
}
