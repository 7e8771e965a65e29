using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace JitBot.Benchmarks.Catalogue;

/// <summary>Settings of a large company, the same for the same size: twenty entitlements a policy, half of them of each directory.</summary>
internal static class GeneratedCatalogue
{
    /// <summary>How many entitlements there are for one policy.</summary>
    public const int PerPolicy = 20;

    private const int Approvers = 400;

    private static readonly string[] Systems =
    [
        "Production database", "Web servers", "Billing", "Überstunden und Löhne", "Customer relations",
        "Data warehouse", "Build farm", "Ledger", "Mail gateway", "Access logs",
    ];
    private static readonly string[] Rights = ["read", "write", "administer", "deploy"];

    /// <summary>The settings file with so many entitlements; with <paramref name="faults"/>, one group makes its members approvers and one policy can be decided by nobody.</summary>
    public static string Settings(int entitlements, bool faults)
    {
        var settings = JsonNode.Parse("""
            {
              "Slack": { "BotToken": "xoxb-a-token-nobody-has", "SigningSecret": "a-secret-nobody-has" },
              "Entra": { "TenantId": "5b6e1f0a-0000-4c1d-9e2f-a1b2c3d4e5f6", "ClientId": "7d1c2b3a-0000-4e5f-8a9b-c0d1e2f3a4b5", "ClientSecret": "another-secret-nobody-has" },
              "Okta": { "BaseUrl": "https://example.okta.com/", "ApiToken": "00token-nobody-has" },
              "Storage": { "Sqlite": { "Path": "data/jitbot.db" } }
            }
            """)!.AsObject();
        var policies = Enumerable.Range(0, entitlements / PerPolicy).Select(Policy).ToList();
        var list = Enumerable.Range(0, entitlements).Select(Entitlement).ToList();
        if (faults)
        {
            list[0]["Resource"] = Group(Approving(1));
            policies[^1]["Requesters"] = new JsonArray(Person(0));
            policies[^1]["Stages"] = new JsonArray(new JsonObject { ["Approvers"] = new JsonArray(Person(0)) });
        }

        settings["Catalogue"] = new JsonObject { ["Entitlements"] = new JsonArray([.. list]), ["Policies"] = new JsonArray([.. policies]) };
        return settings.ToJsonString(new JsonSerializerOptions { WriteIndented = true });
    }

    /// <summary>An entitlement's id.</summary>
    public static string Id(int i) => Text($"{Systems[i % Systems.Length].Split(' ')[0].ToLowerInvariant()}-{Rights[i / Systems.Length % Rights.Length]}-{i}");

    /// <summary>The address of one of the approvers, by turns.</summary>
    public static string Address(int i) => Text($"approver{i % Approvers}@example.com");

    private static JsonObject Entitlement(int i) => new()
    {
        ["Id"] = Id(i),
        ["Name"] = Text($"{Systems[i % Systems.Length]} of team {i / Systems.Length}, {Rights[i / Systems.Length % Rights.Length]}"),
        ["Description"] = "What is asked for when something is broken and the usual ways do not lead to it.",
        ["Provider"] = i % 2 == 0 ? "Entra" : "Okta",
        ["Resource"] = i % 2 == 0 ? Group(i) : Text($"00g{i:D17}"),
        ["Policy"] = Text($"policy-{i / PerPolicy}"),
    };

    /// <summary>Two stages, of people and of a group; a tier, a rule for whoever is in a group, and everything else that a policy may say.</summary>
    private static JsonObject Policy(int i) => new()
    {
        ["Id"] = Text($"policy-{i}"),
        ["Requesters"] = new JsonArray(Rule(Approving(i) + 1), Person(i), "okta-group:00gaskersofallteams0"),
        ["Stages"] = new JsonArray(
            new JsonObject
            {
                ["Approvers"] = new JsonArray(Person(i), Person(i + 1), Person(i + 2), Rule(Approving(i))),
                ["Approvals"] = 2,
                ["SlackChannel"] = "C0APPROVALS",
                ["Tiers"] = new JsonArray(new JsonObject { ["After"] = "00:15:00", ["Approvers"] = new JsonArray(Person(i + 3)), ["SlackChannel"] = "C0MANAGERS" }),
            },
            new JsonObject { ["Approvers"] = new JsonArray(Person(i + 4), Person(i + 5), Person(i + 6)), ["SlackChannel"] = "C0SECURITY" }),
        ["Durations"] = new JsonArray("00:30:00", "01:00:00", "04:00:00"),
        ["LongestGrant"] = "04:00:00",
        ["AutoApprovals"] = new JsonArray(new JsonObject { ["For"] = new JsonArray(Rule(Approving(i) + 2)), ["AtMost"] = "00:30:00" }),
        ["MinimumJustification"] = 10,
    };

    /// <summary>The number of the group that approves under a policy: no entitlement is of one of these.</summary>
    private static int Approving(int policy) => 1_000_000 + (policy * 10);

    private static string Group(int i) => Text($"{i:x8}-c0de-4a1e-8d17-6a697462f000");

    private static string Rule(int group) => $"entra-group:{Group(group)}";

    private static string Person(int i) => $"person:{Address(i)}";

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
