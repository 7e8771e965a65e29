using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using JitBot.Host.Tests.Manifests;
using JitBot.Host.Tests.Tidy;
using JitBot.Sandbox.World;
using JitBot.Testing;
using Microsoft.Extensions.Configuration;

namespace JitBot.Host.Tests.Settings;

/// <summary>The schema that editors check the settings file with, the file, the front page and the program say the same.</summary>
[TestFixture]
public partial class SettingsSchemaTests
{
    private const string Policy = "Catalogue:Policies:0";

    private static readonly string Path = System.IO.Path.Combine(House.Root, "manifests/appsettings.schema.json");
    private static readonly JsonRules Rules = new(Path);
    private static readonly SchemaKeys Keys = new(JsonNode.Parse(File.ReadAllText(Path))!);
    private static readonly string SettingsFile = File.ReadAllText(System.IO.Path.Combine(House.Root, "appsettings.json"));

    [Test]
    public void It_describes_every_key_the_program_reads_and_no_other() =>
        Assert.That(Keys.All().Select(each => each.Key).Where(key => key.Contains(':')), Is.EquivalentTo(KnownKeys.InSections()));

    [Test]
    public void It_knows_the_sections_the_program_knows() => Assert.That(
        Keys.All().Select(each => each.Key.Split(':')[0]).Distinct(),
        Is.EquivalentTo(KnownKeys.Tops().Concat(HostSettings.FrameworkSections)));

    [Test]
    public void It_says_of_each_key_what_it_means() =>
        Assert.That(Keys.All().Where(each => string.IsNullOrEmpty(each.Description)).Select(each => each.Key), Is.Empty);

    [Test]
    public void It_lets_no_other_key_pass_in_our_sections() => Assert.That(Keys.Open(), Is.Empty);

    [Test]
    public void The_settings_file_names_it_and_is_valid()
    {
        var file = JsonRules.Read(SettingsFile);
        Assert.That(System.IO.Path.GetFullPath((string)file["$schema"]!, House.Root), Is.EqualTo(Path));
        Assert.That(Rules.FaultsOf(file), Is.Empty);
        Assert.That(File.Exists(System.IO.Path.Combine(AppContext.BaseDirectory, (string)file["$schema"]!)), "it goes where the program goes");
    }

    [Test]
    public void What_stands_behind_slashes_in_the_settings_file_is_valid_and_lacks_nothing_but_secrets()
    {
        var filled = Pattern().Replace(SettingsFile, "");
        using var key = RSA.Create(2048);
        (string, string?)[] secrets =
        [
            ("Slack:BotToken", "xoxb-a-token-nobody-has"), ("Slack:SigningSecret", "a-secret-nobody-has"), ("Entra:ClientSecret", "another-secret"),
            ("Okta:PrivateKey", key.ExportPkcs8PrivateKeyPem()),
        ];
        Assert.That(Rules.FaultsOf(JsonRules.Read(filled)), Is.Empty);
        Assert.That(FaultsOf(filled, secrets), Is.Empty);
        Assert.That(FaultsOf(SettingsFile, secrets), Is.Not.Empty, "nothing of it is in force before somebody fills it in");
    }

    [Test]
    public void The_example_of_the_front_page_is_valid_and_lacks_nothing_but_real_keys()
    {
        var page = File.ReadAllText(System.IO.Path.Combine(House.Root, "README.md"));
        var example = Example().Match(page).Groups[1].Value.Replace("\"…\"", "\"5b6e1f0a-0000-4c1d-9e2f-a1b2c3d4e5f6\"").Replace("<group id>", "5b6e1f0a-0000-4c1d-9e2f-a1b2c3d4e5f6");
        Assert.That(Rules.FaultsOf(JsonRules.Read(example)), Is.Empty);
        Assert.That(FaultsOf(example).Select(fault => fault.Split(": ")[0]), Is.EquivalentTo(new[] { "Entra:CertificatePath", "Okta:PrivateKey" }));
    }

    [Test]
    public void Good_settings_are_valid() => Assert.That(FaultsWith(), Is.Empty);

    [Test]
    public void All_that_a_policy_can_say_is_valid_and_good()
    {
        Assert.That(FaultsWith(GoodSettings.WholePolicy), Is.Empty, "the schema");
        Assert.That(GoodSettings.FaultsWith(GoodSettings.WholePolicy), Is.Empty, "the program");
    }

    [Test]
    public async Task The_sandbox_has_valid_settings()
    {
        await using var world = await SandboxWorld.StartAsync(new StoppedClock());
        Assert.That(Rules.FaultsOf(SettingsTree.Of(SandboxSettings.For(world, "/tmp"))), Is.Empty);
    }

    [TestCase("Slack:BotToken", "xoxp-not-a-bots")]
    [TestCase("Slack:RefreshToken", "xoxb-no-refresh-token")]
    [TestCase("Slack:BotTokn", "x")]
    [TestCase("Slack:ApiBaseUrl", "http://slack.example/api/")]
    [TestCase("Entra:TenantId", "our tenant")]
    [TestCase("Entra:ClientId", "our app")]
    [TestCase("Entra:Credential", "password")]
    [TestCase("Entra:Replicas", "31")]
    [TestCase("Entra:CertificatePath", "/nowhere/jitbot.pfx")]
    [TestCase("Entra:AuthorityHost", "http://127.0.0.1/")]
    [TestCase("Entra:GraphBaseUrl", "http://graph.example/v1.0/")]
    [TestCase("Okta:BaseUrl", "http://example.okta.com/")]
    [TestCase("Okta:BaseUrl", "https://example-admin.okta.com/")]
    [TestCase("Okta:BaseUrl", "https://example.okta.com/api/v1/")]
    [TestCase("Okta:ApiToken", "SSWS 00token")]
    [TestCase("Okta:ClientId", "0oa1")]
    [TestCase("PagerDuty:ApiToken", "Token token=x")]
    [TestCase("PagerDuty:BaseUrl", "http://api.pagerduty.com/")]
    [TestCase("Opsgenie:ApiKey", "GenieKey x")]
    [TestCase("Opsgenie:Region", "eu")]
    [TestCase("Paging:PagerDuty:RoutingKey", "a key")]
    [TestCase("Paging:Webhook:Secret", "too short")]
    [TestCase("Paging:Opsgenie:ApiKey", "x")]
    [TestCase("Schedules:0:Name", "pay ments")]
    [TestCase("Schedules:0:Url", "http://calendar.example.com/x")]
    [TestCase("Schedules:0:Format", "xml")]
    [TestCase("Schedules:0:Key", "x")]
    [TestCase("Storage:Sqlite:Path", ":memory:")]
    [TestCase("Storage:Postgres:ConnectionString", "Host=localhost;Database=jitbot")]
    [TestCase("Storage:Mongo:Path", "x")]
    [TestCase("Teams:AppId", "x")]
    [TestCase("Reaper:Entra:TenantId", "x")]
    [TestCase("Log:Level", "chatty")]
    [TestCase("Log:Format", "xml")]
    [TestCase("Identity:Domains:0", "avery@example.com")]
    [TestCase("Identity:LinkCoolDown", "soon")]
    [TestCase("Audit:Foldr", "x")]
    [TestCase("Catalogue:Entitlements:0:Id", "prod db")]
    [TestCase("Catalogue:Entitlements:0:Provider", "Ldap")]
    [TestCase("Catalogue:Entitlements:0:Colour", "red")]
    [TestCase(Policy + ":Requesters:0", "somebody")]
    [TestCase(Policy + ":Requesters:0", "ldap-group:admins")]
    [TestCase(Policy + ":Requesters:0", "entra-group:admins")]
    [TestCase(Policy + ":Requesters:0", "okta-group:admins")]
    [TestCase(Policy + ":Requesters:0", "slack-usergroup:admins")]
    [TestCase(Policy + ":Stages:0:Approvers:0", "manager:slack")]
    [TestCase(Policy + ":Requesters:0", "pagerduty-schedule:primary")]
    [TestCase(Policy + ":Requesters:0", "opsgenie-schedule:a/b")]
    [TestCase(Policy + ":Requesters:0", "person:Avery Stone <avery@example.com>")]
    [TestCase(Policy + ":Stages:0:Approvals", "0")]
    [TestCase(Policy + ":Stages:0:PagerChannel", "19:x")]
    [TestCase(Policy + ":Stages:0:Denials", "0")]
    [TestCase(Policy + ":Stages:1:Approvals", "1")]
    [TestCase(Policy + ":Stages:0:Tiers:0:Approvers:0", "person:avery@example.com")]
    [TestCase(Policy + ":Stages:0:Tiers:0:After", "soon")]
    [TestCase(Policy + ":RemindAfter", "soon")]
    [TestCase(Policy + ":ReasonToApprove", "perhaps")]
    [TestCase(Policy + ":BreakGlass:Longest", "00:30:00")]
    [TestCase(Policy + ":BreakGlass:PerDay", "0")]
    [TestCase(Policy + ":AutoApprovals:0:For:0", "everyone")]
    [TestCase(Policy + ":AutoApprovals:0:AtMost", "01:00:00")]
    [TestCase(Policy + ":AutoApprovals:0:Windows:0:Days:0", "Someday")]
    [TestCase(Policy + ":AutoApprovals:0:Windows:0:From", "9")]
    [TestCase(Policy + ":Durations:0", "soon")]
    [TestCase(Policy + ":LongestGrant", "-1")]
    [TestCase(Policy + ":RequestLapsesAfter", "0")]
    [TestCase(Policy + ":MinimumJustification", "501")]
    [TestCase("Catalogue:MostOpenRequests", "0")]
    [TestCase("Catalogue:MostRequestsPerDay", "1001")]
    public void What_the_schema_refuses_the_program_refuses_too(string key, string value)
    {
        Assert.That(FaultsWith((key, value)), Is.Not.Empty, "the schema");
        Assert.That(GoodSettings.FaultsWith((key, value)), Is.Not.Empty, "the program");
    }

    [TestCase("00:30:00")]
    [TestCase("1.00:00:00")]
    [TestCase("30m")]
    [TestCase("1h30m")]
    [TestCase("90min")]
    [TestCase("2hours")]
    [TestCase("1d")]
    public void Every_way_to_write_a_length_of_time_is_good(string length) =>
        Assert.That(FaultsWith((Policy + ":RequestLapsesAfter", length)).Concat(GoodSettings.FaultsWith((Policy + ":RequestLapsesAfter", length))), Is.Empty);

    private static IReadOnlyList<string> FaultsWith(params (string Key, string? Value)[] changes)
    {
        var settings = GoodSettings.All();
        foreach (var (key, value) in changes)
            settings[key] = value;
        return Rules.FaultsOf(SettingsTree.Of(settings));
    }

    private static IReadOnlyList<string> FaultsOf(string json, params (string Key, string? Value)[] beside)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(json));
        var secrets = beside.Select(each => KeyValuePair.Create(each.Key, each.Value));
        return GoodSettings.FaultsOf(new ConfigurationBuilder().AddJsonStream(stream).AddInMemoryCollection(secrets).Build());
    }

    [GeneratedRegex(@"^  //(?! \S)", RegexOptions.Multiline)]
    private static partial Regex Pattern();

    [GeneratedRegex("```jsonc\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Example();
}
