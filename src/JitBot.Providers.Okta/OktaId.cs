using System.Text.RegularExpressions;

namespace JitBot.Providers.Okta;

/// <summary>The shape of Okta's ids, looked at before one becomes part of an address: nothing else can reach a path.</summary>
internal static partial class OktaId
{
    /// <summary>What a group id looks like, for people.</summary>
    internal const string GroupShape = "an Okta group id has 20 letters and digits and begins with 00g";

    internal static bool IsUser(string? id) => id is not null && User().IsMatch(id);

    internal static bool IsGroup(string? id) => id is not null && Group().IsMatch(id);

    // \z and not $: a newline at the end is no part of an id.
    [GeneratedRegex(@"\A00u[0-9A-Za-z]{17}\z")]
    private static partial Regex User();

    [GeneratedRegex(@"\A00g[0-9A-Za-z]{17}\z")]
    private static partial Regex Group();
}
