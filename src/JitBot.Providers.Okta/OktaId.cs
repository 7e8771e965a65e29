using System.Text.RegularExpressions;

namespace JitBot.Providers.Okta;

/// <summary>The shape of Okta's ids, 20 letters and digits, looked at before one becomes part of an address: no id can bend it.</summary>
internal static partial class OktaId
{
    /// <summary>What is said of an id that can be none of a group.</summary>
    public const string NotAGroup = "this is not the id of an Okta group; 20 letters and digits beginning with 00g are needed";

    /// <summary>What is said of an id that can be none of a user.</summary>
    public const string NotAUser = "this is not the id of an Okta user; 20 letters and digits beginning with 00u are needed";

    /// <summary>Whether it can be a user's id.</summary>
    public static bool IsUser(string id) => User().IsMatch(id);

    /// <summary>Whether it can be a group's id.</summary>
    public static bool IsGroup(string id) => Group().IsMatch(id);

    // \z and not $: a newline at the end is no part of an id.
    [GeneratedRegex(@"\A00u[0-9A-Za-z]{17}\z")]
    private static partial Regex User();

    [GeneratedRegex(@"\A00g[0-9A-Za-z]{17}\z")]
    private static partial Regex Group();
}
