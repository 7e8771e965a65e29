using Microsoft.Extensions.Configuration;

namespace JitBot.Host.Tests.Settings;

/// <summary>Settings with which the program would start, to be spoilt one by one.</summary>
internal static class GoodSettings
{
    public static Dictionary<string, string?> All() => new()
    {
        ["Slack:BotToken"] = "xoxb-a-token-nobody-has",
        ["Slack:SigningSecret"] = "a-secret-nobody-has",
        ["Entra:TenantId"] = "5b6e1f0a-0000-4c1d-9e2f-a1b2c3d4e5f6",
        ["Entra:ClientId"] = "7d1c2b3a-0000-4e5f-8a9b-c0d1e2f3a4b5",
        ["Entra:ClientSecret"] = "another-secret-nobody-has",
        ["Okta:BaseUrl"] = "https://example.okta.com/",
        ["Okta:ApiToken"] = "00token-nobody-has",
        ["Storage:Sqlite:Path"] = "data/jitbot.db",
        ["Catalogue:Entitlements:0:Id"] = "prod-db",
        ["Catalogue:Entitlements:0:Name"] = "Production database",
        ["Catalogue:Entitlements:0:Provider"] = "Entra",
        ["Catalogue:Entitlements:0:Resource"] = "0000000a-c0de-4a1e-8d17-6a697462f000",
        ["Catalogue:Entitlements:0:Policy"] = "production",
        ["Catalogue:Policies:0:Id"] = "production",
        ["Catalogue:Policies:0:Requesters:0"] = "everyone",
        ["Catalogue:Policies:0:Stages:0:Approvers:0"] = "person:avery@example.com",
        ["Catalogue:Policies:0:Stages:0:SlackChannel"] = "C0APPROVALS",
        ["Catalogue:Policies:0:Durations:0"] = "01:00:00",
        ["Catalogue:Policies:0:LongestGrant"] = "04:00:00",
    };

    /// <summary>What a policy can say beyond what it must.</summary>
    public static readonly (string Key, string? Value)[] WholePolicy =
    [
        (Policy + ":RemindAfter", "00:10:00"), (Policy + ":ReasonToApprove", "true"),
        (Policy + ":Stages:0:Tiers:0:After", "00:15:00"), (Policy + ":Stages:0:Tiers:0:Approvers:0", "person:morgan@example.com"),
        (Policy + ":Stages:0:Tiers:0:SlackChannel", "C0MANAGERS"),
        (Policy + ":Stages:1:Approvers:0", "person:morgan@example.com"), (Policy + ":Stages:1:Approvers:1", "person:casey@example.com"), (Policy + ":Stages:1:Denials", "2"),
        (Policy + ":BreakGlass:For:0", "person:casey@example.com"), (Policy + ":BreakGlass:Longest", "00:30:00"), (Policy + ":BreakGlass:PerDay", "2"),
        (Policy + ":BreakGlass:Team", "databases"), (Policy + ":BreakGlass:ReviewWithin", "12:00:00"), (Policy + ":BreakGlass:SlackChannel", "C0ALARM"),
        (Policy + ":AutoApprovals:0:For:0", "everyone"), (Policy + ":AutoApprovals:0:AtMost", "01:00:00"),
        (Policy + ":AutoApprovals:0:Windows:0:Zone", "Europe/Berlin"), (Policy + ":AutoApprovals:0:Windows:0:Days:0", "Monday"),
        (Policy + ":AutoApprovals:0:Windows:0:From", "22:00"), (Policy + ":AutoApprovals:0:Windows:0:Until", "06:00"),
    ];

    private const string Policy = "Catalogue:Policies:0";

    /// <summary>What the program says to the good ones with these changes; null takes a key and all below it out.</summary>
    public static IReadOnlyList<string> FaultsWith(params IEnumerable<(string Key, string? Value)> changes)
    {
        var settings = All();
        foreach (var (key, value) in changes)
        {
            foreach (var below in settings.Keys.Where(each => value is null && (each == key || each.StartsWith(key + ":", StringComparison.Ordinal))).ToList())
                settings.Remove(below);
            if (value is not null)
                settings[key] = value;
        }

        return FaultsOf(new ConfigurationBuilder().AddInMemoryCollection(settings).Build());
    }

    public static IReadOnlyList<string> FaultsOf(IConfigurationRoot settings) => [.. new Rooms(settings).Faults.Select(fault => fault.ToString())];
}
