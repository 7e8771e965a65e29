namespace JitBot.Sandbox.World;

/// <summary>The settings with which the real host finds the look-alikes.</summary>
internal static class SandboxSettings
{
    /// <summary>The name of the database's file; checkpoints and their key stand beside it.</summary>
    public const string Database = "jitbot.db";

    public const string EntraEntitlement = "prod-db";
    public const string OktaEntitlement = "warehouse";
    public const string UngrantableEntitlement = "zurich";
    public const string ByTwoEntitlement = "prod-db-by-two";

    /// <summary>Approvers are asked in Teams; there only where the world has it.</summary>
    public const string InTeamsEntitlement = "warehouse-in-teams";

    /// <summary>They are asked in both chats.</summary>
    public const string InBothEntitlement = "prod-db-in-both";
    public const string InBothByTwoEntitlement = "prod-db-in-both-by-two";

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
            ["Entra:ReadLog"] = "true",
            ["Okta:ReadLog"] = "true",
            ["Okta:BaseUrl"] = world.Okta.BaseUrl.ToString(),
            ["Okta:ApiToken"] = world.Okta.Door.ApiToken,
            ["Schedules:0:Name"] = SandboxWorld.FirstLine,
            ["Schedules:0:Url"] = world.Schedules.UrlOf($"{SandboxWorld.FirstLine}.json").ToString(),
            ["Storage:Sqlite:Path"] = Path.Combine(folder, Database),
            ["Log:Level"] = "Information",
        };
        Add(settings, 0, EntraEntitlement, "Production database", "Entra", world.ProductionDatabase, "production");
        Add(settings, 1, OktaEntitlement, "Warehouse", "Okta", world.Warehouse, "production");
        Add(settings, 2, UngrantableEntitlement, "Everyone in Zurich", "Entra", world.DynamicGroup, "production");
        Add(settings, 3, ByTwoEntitlement, "Production database, by two", "Entra", world.ProductionDatabase, "by-two");
        AddPolicy(settings, 0, "production", approvals: 1, world.Approvals.Id);
        AddPolicy(settings, 1, "by-two", approvals: 2, world.Approvals.Id);
        if (world.HasTeams)
            AddTeams(settings, world);
        return settings;
    }

    private static void AddTeams(Dictionary<string, string?> settings, SandboxWorld world)
    {
        foreach (var (key, value) in world.Teams.Settings)
            settings[key] = value;
        var channel = world.Teams.Approvals.Id;
        Add(settings, 4, InTeamsEntitlement, "Warehouse, in Teams", "Okta", world.Warehouse, "in-teams");
        Add(settings, 5, InBothEntitlement, "Production database, in both chats", "Entra", world.ProductionDatabase, "in-both");
        Add(settings, 6, InBothByTwoEntitlement, "Production database, in both chats by two", "Entra", world.ProductionDatabase, "in-both-by-two");
        AddPolicy(settings, 2, "in-teams", approvals: 1, null, channel);
        AddPolicy(settings, 3, "in-both", approvals: 1, world.Approvals.Id, channel);
        AddPolicy(settings, 4, "in-both-by-two", approvals: 2, world.Approvals.Id, channel);
    }

    internal static void Add(Dictionary<string, string?> settings, int index, string id, string name, string provider, string resource, string policy)
    {
        var at = $"Catalogue:Entitlements:{index}";
        settings[$"{at}:Id"] = id;
        settings[$"{at}:Name"] = name;
        settings[$"{at}:Description"] = $"Membership of {name} in {provider}";
        settings[$"{at}:Provider"] = provider;
        settings[$"{at}:Resource"] = resource;
        settings[$"{at}:Policy"] = policy;
    }

    private static void AddPolicy(Dictionary<string, string?> settings, int index, string id, int approvals, string? inSlack, string? inTeams = null)
    {
        var at = $"Catalogue:Policies:{index}";
        settings[$"{at}:Id"] = id;
        settings[$"{at}:Requesters:0"] = "everyone";
        settings[$"{at}:Stages:0:Approvers:0"] = "person:avery@example.com";
        settings[$"{at}:Stages:0:Approvers:1"] = "person:morgan@example.com";
        settings[$"{at}:Stages:0:Approvals"] = approvals.ToString(System.Globalization.CultureInfo.InvariantCulture);
        if (inSlack is not null)
            settings[$"{at}:Stages:0:SlackChannel"] = inSlack;
        if (inTeams is not null)
            settings[$"{at}:Stages:0:TeamsChannel"] = inTeams;
        settings[$"{at}:Durations:0"] = "00:30:00";
        settings[$"{at}:Durations:1"] = "01:00:00";
        settings[$"{at}:Durations:2"] = "04:00:00";
        settings[$"{at}:LongestGrant"] = "04:00:00";
        settings[$"{at}:RequestLapsesAfter"] = "01:00:00";
        settings[$"{at}:MinimumJustification"] = "10";
    }
}
