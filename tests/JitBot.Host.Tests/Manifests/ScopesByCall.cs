namespace JitBot.Host.Tests.Manifests;

/// <summary>
/// Which bot scopes Slack asks for, as the page of each method, event and feature says (https://docs.slack.dev/reference/methods,
/// https://docs.slack.dev/reference/events, https://docs.slack.dev/reference/scopes). What somebody adds to the room must be added here.
/// </summary>
internal static class ScopesByCall
{
    private static readonly string[] None = [];

    /// <summary>Where cards stand and direct messages are: public and private channels, and conversations with one person.</summary>
    private static readonly string[] Histories = ["channels:history", "groups:history", "im:history"];

    /// <summary>All there are.</summary>
    public static IEnumerable<string> All => new[] { OfMethods, OfEvents, OfFeatures }.SelectMany(table => table.Values).SelectMany(scopes => scopes).Distinct();

    public static IReadOnlyDictionary<string, string[]> OfMethods { get; } = new Dictionary<string, string[]>
    {
        ["apps.connections.open"] = None, // an app-level token with connections:write, which is no bot scope
        ["auth.test"] = None,
        ["chat.delete"] = ["chat:write"],
        ["chat.postEphemeral"] = ["chat:write"],
        ["chat.postMessage"] = ["chat:write"],
        ["chat.update"] = ["chat:write"],
        ["conversations.history"] = Histories,
        ["conversations.info"] = None, // doctor sees more with channels:read and groups:read, and makes do without
        ["conversations.open"] = ["im:write"], // with one person
        ["conversations.replies"] = Histories,
        ["oauth.v2.access"] = None,
        ["usergroups.users.list"] = ["usergroups:read"],
        ["users.info"] = ["users:read", "users:read.email"], // the second for the address in the profile
        ["users.lookupByEmail"] = ["users:read.email"],
        ["views.open"] = None,
        ["views.publish"] = None,
        ["views.update"] = None,
    };

    public static IReadOnlyDictionary<string, string[]> OfEvents { get; } = new Dictionary<string, string[]>
    {
        ["app_home_opened"] = None,
        ["reaction_added"] = ["reactions:read"],
        ["reaction_removed"] = ["reactions:read"],
        ["user_change"] = ["users:read"],
    };

    public static IReadOnlyDictionary<string, string[]> OfFeatures { get; } = new Dictionary<string, string[]>
    {
        ["app_home"] = None,
        ["bot_user"] = None,
        ["shortcuts"] = ["commands"],
        ["slash_commands"] = ["commands"],
    };
}
