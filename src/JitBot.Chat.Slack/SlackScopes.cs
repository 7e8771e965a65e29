using JitBot.Core.Checkup;

namespace JitBot.Chat.Slack;

/// <summary>
/// The scopes JitBot uses, against those its token has. What is needed is what the manifests in manifests/slack ask for; tests hold them
/// together (https://docs.slack.dev/reference/scopes).
/// </summary>
internal static class SlackScopes
{
    /// <summary>Needed only where rules name user groups.</summary>
    public const string UserGroups = "usergroups:read";

    private const string Place = "under OAuth & Permissions of the app";

    /// <summary>Everything JitBot itself calls for, and what goes wrong without it.</summary>
    public static IReadOnlyDictionary<string, string> Needed { get; } = new SortedDictionary<string, string>(StringComparer.Ordinal)
    {
        ["channels:history"] = "a message whose answer was lost is posted twice in public channels",
        ["chat:write"] = "nobody is asked or told anything",
        ["commands"] = "nobody can type /jit",
        ["groups:history"] = "a message whose answer was lost is posted twice in private channels",
        ["im:history"] = "a direct message whose answer was lost is sent twice",
        ["im:write"] = "nobody can be told anything in person",
        ["reactions:read"] = "nobody can approve or deny by emoji",
        [UserGroups] = "nobody counts as a member of the user groups that rules name",
        ["users:read"] = "nobody is recognised",
        ["users:read.email"] = "nobody is recognised, because people are known by their addresses",
    };

    /// <summary>What lets the look at channels see more, and reads nothing but what a channel is; no manifest asks for it.</summary>
    public static IReadOnlySet<string> Welcome { get; } = new SortedSet<string>(StringComparer.Ordinal) { "channels:read", "groups:read" };

    /// <summary>What is missing and what is too much; one good word if neither is.</summary>
    public static IEnumerable<Finding> Judge(IReadOnlyCollection<string> granted, bool hasUserGroups)
    {
        var needed = Needed.Where(scope => hasUserGroups || scope.Key != UserGroups).ToList();
        var missing = needed.Where(scope => !granted.Contains(scope.Key)).Select(scope => Missing(scope.Key, scope.Value)).ToList();
        var excess = granted.Where(scope => !Needed.ContainsKey(scope) && !Welcome.Contains(scope)).Order(StringComparer.Ordinal).Select(Excess).ToList();
        return missing.Count + excess.Count > 0
            ? [.. missing, .. excess]
            : [Finding.Good(CheckKind.Right, SlackChat.PlatformName, $"the bot token has the {needed.Count} scopes it needs, and no right beyond")];
    }

    private static Finding Missing(string scope, string without) => Finding.Bad(CheckKind.Right, SlackChat.PlatformName,
        $"the scope {scope} is missing: {without}", $"add the scope {scope} {Place} and install it again");

    /// <summary>A right to read is a matter of privacy, one to change things a way to do harm.</summary>
    private static Finding Excess(string scope)
    {
        var (what, todo) = ($"the scope {scope} is more than JitBot needs", $"take the scope {scope} away {Place} and install it again");
        return scope.Contains("read", StringComparison.Ordinal) || scope.Contains("history", StringComparison.Ordinal)
            ? Finding.Warn(CheckKind.Right, SlackChat.PlatformName, what, todo)
            : Finding.Bad(CheckKind.Right, SlackChat.PlatformName, what, todo);
    }
}
