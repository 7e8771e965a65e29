namespace JitBot.Sandbox.World;

/// <summary>What the demo's story and the page have besides the settings of every sandbox: stages, tiers, who is on call, operators, emergencies, a pager.</summary>
internal static class StorySettings
{
    /// <summary>The same group of Okta once more: nobody has two open requests for one entitlement.</summary>
    public const string ReportsEntitlement = "warehouse-reports";

    /// <summary>The same group of Entra ID once more.</summary>
    public const string OverlappingEntitlement = "prod-db-reports";

    /// <summary>Two of three people approve first, then one more of two.</summary>
    public const string ByStagesEntitlement = "warehouse-by-stages";

    /// <summary>Whoever is on call asks nobody.</summary>
    public const string OnCallEntitlement = "warehouse-on-call";

    /// <summary>Where one person does not answer, another is asked in another channel.</summary>
    public const string TieredEntitlement = "warehouse-tiered";

    /// <summary>Whoever is on call may take it at once in an emergency.</summary>
    public const string EmergencyEntitlement = "prod-db-emergency";

    /// <summary>Whoever had it is signed out everywhere.</summary>
    public const string SigningOutEntitlement = "prod-db-signing-out";

    /// <summary>It can be asked for for somebody else.</summary>
    public const string ForOthersEntitlement = "warehouse-shared";

    private const string OnCall = $"schedule:{SandboxWorld.FirstLine}";

    /// <summary>All of them, as configuration keys; what <see cref="SandboxSettings"/> gives stays as it is.</summary>
    public static Dictionary<string, string?> For(SandboxWorld world, string folder)
    {
        var settings = SandboxSettings.For(world, folder);
        settings["Operations:Operators:0"] = Person("avery");
        settings["Operations:Operators:1"] = Person("sam");
        settings["Paging:Webhook:Url"] = world.Pager.Url.ToString();
        settings["Paging:Webhook:Secret"] = world.Pager.Secret;
        SandboxSettings.Add(settings, Next(settings, "Entitlements"), ReportsEntitlement, "Warehouse, for reports", "Okta", world.Warehouse, "production");
        SandboxSettings.Add(settings, Next(settings, "Entitlements"), OverlappingEntitlement, "Production database, for reports", "Entra", world.ProductionDatabase, "production");
        AddStages(settings, world);
        AddOnCall(settings, world);
        AddTiered(settings, world);
        AddEmergency(settings, world);
        AddSigningOut(settings, world);
        AddForOthers(settings, world);
        return settings;
    }

    private static void AddStages(Dictionary<string, string?> settings, SandboxWorld world)
    {
        SandboxSettings.Add(settings, Next(settings, "Entitlements"), ByStagesEntitlement, "Warehouse, in two stages", "Okta", world.Warehouse, "by-stages");
        var at = AddPolicy(settings, "by-stages", Person("riley"));
        AddStage(settings, $"{at}:Stages:0", world.Approvals.Id, "avery", "morgan", "sam");
        settings[$"{at}:Stages:0:Approvals"] = "2";
        AddStage(settings, $"{at}:Stages:1", world.Approvals.Id, "avery", "sam");
    }

    private static void AddOnCall(Dictionary<string, string?> settings, SandboxWorld world)
    {
        SandboxSettings.Add(settings, Next(settings, "Entitlements"), OnCallEntitlement, "Warehouse, on call", "Okta", world.Warehouse, "on-call");
        var at = AddPolicy(settings, "on-call");
        AddStage(settings, $"{at}:Stages:0", world.Approvals.Id, "avery", "sam");
        settings[$"{at}:AutoApprovals:0:For:0"] = OnCall;
        settings[$"{at}:AutoApprovals:0:AtMost"] = "01:00:00";
    }

    private static void AddTiered(Dictionary<string, string?> settings, SandboxWorld world)
    {
        SandboxSettings.Add(settings, Next(settings, "Entitlements"), TieredEntitlement, "Warehouse, with a second line", "Okta", world.Warehouse, "tiered");
        var at = AddPolicy(settings, "tiered");
        AddStage(settings, $"{at}:Stages:0", world.Approvals.Id, "avery");
        settings[$"{at}:RemindAfter"] = "00:15:00";
        settings[$"{at}:Stages:0:Tiers:0:After"] = "00:20:00";
        AddStage(settings, $"{at}:Stages:0:Tiers:0", world.SecondLine.Id, "morgan");
    }

    private static void AddEmergency(Dictionary<string, string?> settings, SandboxWorld world)
    {
        SandboxSettings.Add(settings, Next(settings, "Entitlements"), EmergencyEntitlement, "Production database, in an emergency", "Entra", world.ProductionDatabase, "emergency");
        var at = AddPolicy(settings, "emergency");
        AddStage(settings, $"{at}:Stages:0", world.Approvals.Id, "avery", "sam");
        if (world.HasTeams)
            settings[$"{at}:Stages:0:TeamsChannel"] = world.Teams.Approvals.Id;
        settings[$"{at}:BreakGlass:For:0"] = OnCall;
        settings[$"{at}:BreakGlass:Longest"] = "00:30:00";
        settings[$"{at}:BreakGlass:Team"] = "databases";
    }

    private static void AddSigningOut(Dictionary<string, string?> settings, SandboxWorld world)
    {
        SandboxSettings.Add(
            settings, Next(settings, "Entitlements"), SigningOutEntitlement, "Production database, signing out", "Entra", world.ProductionDatabase, "signing-out");
        var at = AddPolicy(settings, "signing-out");
        AddStage(settings, $"{at}:Stages:0", world.Approvals.Id, "avery");
        settings[$"{at}:SignOut"] = "true";
    }

    private static void AddForOthers(Dictionary<string, string?> settings, SandboxWorld world)
    {
        SandboxSettings.Add(settings, Next(settings, "Entitlements"), ForOthersEntitlement, "Warehouse, shared", "Okta", world.Warehouse, "for-others");
        var at = AddPolicy(settings, "for-others");
        AddStage(settings, $"{at}:Stages:0", world.Approvals.Id, "avery", "morgan", "riley");
        settings[$"{at}:AskForOthers"] = "true";
    }

    private static string AddPolicy(Dictionary<string, string?> settings, string id, string requesters = "everyone")
    {
        var at = $"Catalogue:Policies:{Next(settings, "Policies")}";
        settings[$"{at}:Id"] = id;
        settings[$"{at}:Requesters:0"] = requesters;
        settings[$"{at}:Durations:0"] = "00:30:00";
        settings[$"{at}:Durations:1"] = "01:00:00";
        settings[$"{at}:LongestGrant"] = "04:00:00";
        return at;
    }

    private static void AddStage(Dictionary<string, string?> settings, string at, string channel, params IEnumerable<string> approvers)
    {
        foreach (var (index, handle) in approvers.Index())
            settings[$"{at}:Approvers:{index}"] = Person(handle);
        settings[$"{at}:SlackChannel"] = channel;
    }

    private static string Person(string handle) => $"person:{handle}@example.com";

    /// <summary>The number behind those there are.</summary>
    private static int Next(Dictionary<string, string?> settings, string list) =>
        settings.Keys.Count(key => key.StartsWith($"Catalogue:{list}:", StringComparison.Ordinal) && key.EndsWith(":Id", StringComparison.Ordinal));
}
