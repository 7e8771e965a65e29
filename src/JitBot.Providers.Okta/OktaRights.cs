using JitBot.Core.Checkup;

namespace JitBot.Providers.Okta;

/// <summary>
/// The rights JitBot needs in Okta, against those it has: a service app's scopes (https://developer.okta.com/docs/api/oauth2/) and the admin
/// roles of whoever made an API token (https://developer.okta.com/docs/api/openapi/okta-management/guides/roles/).
/// </summary>
internal static class OktaRights
{
    private const string ScopesPlace = "under Okta API Scopes of the service app";

    private static readonly string[] FitRoles = ["USER_ADMIN", "GROUP_MEMBERSHIP_ADMIN", "CUSTOM", "READ_ONLY_ADMIN"];

    /// <summary>What JitBot asks for.</summary>
    public static IReadOnlyList<string> Needed { get; } = OktaToken.Scopes.Split(' ');

    /// <summary>What would do the most harm in the wrong hands; Okta lists a service app's scopes to nobody without a further right, so these are tried.</summary>
    public static IReadOnlyList<string> Dangerous { get; } =
    [
        "okta.users.manage", "okta.apps.manage", "okta.roles.manage", "okta.policies.manage", "okta.authorizationServers.manage", "okta.idps.manage",
        "okta.authenticators.manage", "okta.apiTokens.manage",
    ];

    /// <summary>All scopes are asked for at once, so where one is missing the door stays shut.</summary>
    public static Finding NoToken(IReadOnlyList<string> missing) => Finding.Bad(CheckKind.Reach, OktaProvider.ProviderName,
        $"gives no token: {(missing.Count == 1 ? "a scope is" : $"{missing.Count} scopes are")} missing", $"grant {string.Join(", ", missing)} {ScopesPlace}");

    /// <summary>By which of the scopes tried were granted. What was found stands, also where not all could be tried; <paramref name="again"/> is what to do then.</summary>
    /// <param name="scopes">Which were tried, and what became of it.</param>
    /// <param name="again">What to do where not all could be tried.</param>
    /// <param name="signsOut">Whether a policy signs people out.</param>
    public static IReadOnlyList<Finding> Judge(OktaScopes scopes, string again, bool signsOut = false)
    {
        var missing = scopes.Missing.Select(scope => Finding.Bad(CheckKind.Right, OktaProvider.ProviderName,
            $"the scope {scope} is missing", $"grant {scope} {ScopesPlace}"));
        var excess = Dangerous.Where(scope => scopes.Granted.Contains(scope) && !(signsOut && scope == OktaToken.SessionScope)).Select(scope => Finding.Bad(CheckKind.Right, OktaProvider.ProviderName,
            $"the scope {scope} is more than JitBot needs, and can do harm", $"revoke {scope} {ScopesPlace}"));
        List<Finding> found = [.. missing, .. excess];
        if (signsOut && scopes.Refused.Contains(OktaToken.SessionScope))
            found.Add(Finding.Bad(CheckKind.Right, OktaProvider.ProviderName, $"the scope {OktaToken.SessionScope} is missing: nobody is signed out everywhere at the end",
                $"grant {OktaToken.SessionScope} {ScopesPlace}, and let its admin role do no more with users than clear their sessions"));
        if (!scopes.WereAllTried)
            found.Add(Finding.Warn(CheckKind.Right, OktaProvider.ProviderName, "not all scopes could be tried", again));
        else if (found.Count == 0)
            found.Add(Finding.Good(CheckKind.Right, OktaProvider.ProviderName, $"the service app has the {Needed.Count} scopes it needs, and none of the dangerous ones"));
        return found;
    }

    /// <summary>By the roles of the account an API token belongs to.</summary>
    public static IEnumerable<Finding> JudgeRoles(IReadOnlyList<OktaRole> roles)
    {
        var excess = roles.Where(role => !FitRoles.Contains(role.Type)).Select(Excess).ToList();
        if (excess.Count > 0)
            return excess;
        return roles.Any(role => role.Type is not "READ_ONLY_ADMIN")
            ? [Finding.Good(CheckKind.Right, OktaProvider.ProviderName, $"the API token's account has {string.Join(", ", roles.Select(Name))}, and no role beyond")]
            : [Finding.Bad(CheckKind.Right, OktaProvider.ProviderName, "the API token's account has no admin role that may change the members of groups",
                "give that account a role for the groups of the catalogue alone under Security > Administrators")];
    }

    private static Finding Excess(OktaRole role)
    {
        var todo = $"make the API token anew as an account that has a role for the groups of the catalogue alone, and not {Name(role)}";
        return role.Type is "SUPER_ADMIN" or "ORG_ADMIN" or "APP_ADMIN" or "API_ACCESS_MANAGEMENT_ADMIN" or "HELP_DESK_ADMIN"
            ? Finding.Bad(CheckKind.Right, OktaProvider.ProviderName, $"the admin role {Name(role)} is more than JitBot needs, and can do harm", todo)
            : Finding.Warn(CheckKind.Right, OktaProvider.ProviderName, $"the admin role {Name(role)} is more than JitBot needs", todo);
    }

    private static string Name(OktaRole role) => role.Label ?? role.Type ?? "a role without a name";
}
