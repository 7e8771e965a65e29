namespace JitBot.Providers.Entra;

/// <summary>
/// Microsoft's clouds by their hosts (https://learn.microsoft.com/graph/deployments). Hosts that are not here are accepted as they are.
/// </summary>
internal static class NationalClouds
{
    private const string Global = "global";
    private const string UsGovernment = "US Government";
    private const string China = "China";

    private static readonly Dictionary<string, string> Logins = new(StringComparer.OrdinalIgnoreCase)
    {
        ["login.microsoftonline.com"] = Global,
        ["login.microsoft.com"] = Global,
        ["login.windows.net"] = Global,
        ["sts.windows.net"] = Global,
        ["login.microsoftonline.us"] = UsGovernment,
        ["login-us.microsoftonline.com"] = UsGovernment,
        ["login.chinacloudapi.cn"] = China,
        ["login.partner.microsoftonline.cn"] = China,
    };

    private static readonly Dictionary<string, string> Graphs = new(StringComparer.OrdinalIgnoreCase)
    {
        ["graph.microsoft.com"] = Global,
        ["graph.microsoft.us"] = UsGovernment,
        ["dod-graph.microsoft.us"] = UsGovernment,
        ["microsoftgraph.chinacloudapi.cn"] = China,
    };

    /// <summary>The cloud of a login host, or null if the host is not Microsoft's.</summary>
    public static string? OfLogin(string host) => Logins.GetValueOrDefault(host);

    /// <summary>The cloud of a Graph host, or null if the host is not Microsoft's.</summary>
    public static string? OfGraph(string host) => Graphs.GetValueOrDefault(host);
}
