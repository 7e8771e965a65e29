namespace JitBot.Sandbox.World;

/// <summary>The settings with which the real host finds the look-alikes.</summary>
internal static class SandboxSettings
{
    public const string EntraEntitlement = "prod-db";
    public const string OktaEntitlement = "warehouse";
    public const string UngrantableEntitlement = "zurich";
    public const string ByTwoEntitlement = "prod-db-by-two";

    /// <summary>All of them, as configuration keys.</summary>
    public static Dictionary<string, string?> For(SandboxWorld world, string folder)
    {
        var settings = new Dictionary<string, string?>
        {
            ["Slack:BotToken"] = world.Slack.Workspace.App.BotToken,
            [world.Slack.IsSocketMode ? "Slack:AppToken" : "Slack:SigningSecret"] =
                world.Slack.IsSocketMode ? world.Slack.Workspace.App.AppToken : world.Slack.Workspace.App.SigningSecret,
            ["Slack:ApiBaseUrl"] = world.Slack.BaseUrl.ToString(),
            ["Entra:TenantId"] = SandboxWorld.Tenant,
            ["Entra:ClientId"] = SandboxWorld.ClientId,
            ["Entra:ClientSecret"] = SandboxWorld.ClientSecret,
            ["Entra:AuthorityHost"] = world.Tokens.BaseUrl.ToString(),
            ["Entra:GraphBaseUrl"] = world.Graph.BaseUrl.ToString(),
            ["Okta:BaseUrl"] = world.Okta.BaseUrl.ToString(),
            ["Okta:ApiToken"] = world.Okta.Door.ApiToken,
            ["Storage:Sqlite:Path"] = Path.Combine(folder, "jitbot.db"),
            ["Log:Level"] = "Information",
        };
        Add(settings, 0, EntraEntitlement, "Production database", "Entra", world.ProductionDatabase, "production");
        Add(settings, 1, OktaEntitlement, "Warehouse", "Okta", world.Warehouse, "production");
        Add(settings, 2, UngrantableEntitlement, "Everyone in Zurich", "Entra", world.DynamicGroup, "production");
        Add(settings, 3, ByTwoEntitlement, "Production database, by two", "Entra", world.ProductionDatabase, "by-two");
        AddPolicy(settings, 0, "production", approvals: 1, world.Approvals.Id);
        AddPolicy(settings, 1, "by-two", approvals: 2, world.Approvals.Id);
        return settings;
    }

    private static void Add(Dictionary<string, string?> settings, int index, string id, string name, string provider, string resource, string policy)
    {
        var at = $"Catalogue:Entitlements:{index}";
        settings[$"{at}:Id"] = id;
        settings[$"{at}:Name"] = name;
        settings[$"{at}:Description"] = $"Membership of {name} in {provider}";
        settings[$"{at}:Provider"] = provider;
        settings[$"{at}:Resource"] = resource;
        settings[$"{at}:Policy"] = policy;
    }

    private static void AddPolicy(Dictionary<string, string?> settings, int index, string id, int approvals, string channel)
    {
        var at = $"Catalogue:Policies:{index}";
        settings[$"{at}:Id"] = id;
        settings[$"{at}:Requesters:0"] = "everyone";
        settings[$"{at}:Stages:0:Approvers:0"] = "person:avery@example.com";
        settings[$"{at}:Stages:0:Approvers:1"] = "person:morgan@example.com";
        settings[$"{at}:Stages:0:Approvals"] = approvals.ToString(System.Globalization.CultureInfo.InvariantCulture);
        settings[$"{at}:Stages:0:SlackChannel"] = channel;
        settings[$"{at}:Durations:0"] = "00:30:00";
        settings[$"{at}:Durations:1"] = "01:00:00";
        settings[$"{at}:Durations:2"] = "04:00:00";
        settings[$"{at}:LongestGrant"] = "04:00:00";
        settings[$"{at}:RequestLapsesAfter"] = "01:00:00";
        settings[$"{at}:MinimumJustification"] = "10";
    }
}
