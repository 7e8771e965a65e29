using JitBot.Sandbox.World;
using Microsoft.Extensions.Configuration;

namespace JitBot.Host.Tests.Settings;

/// <summary>Every fault of the settings is named at once, with its full key and what would be right.</summary>
[TestFixture]
public class SettingsTests
{
    private const string Policy = "Catalogue:Policies:0";
    private const string Entitlement = "Catalogue:Entitlements:0";

    [Test]
    public void Good_settings_have_no_faults() => Assert.That(GoodSettings.FaultsWith(), Is.Empty);

    [TestCase("Okta")]
    [TestCase("Slack:ApiBaseUrl")]
    [TestCase("Catalogue:Policies:0:Stages:0:SlackChannel")]
    public void What_may_be_missing_may_be_missing(string key) => Assert.That(GoodSettings.FaultsWith((key, null)), Is.Empty);

    [TestCase("Slack:BotToken")]
    [TestCase("Slack:SigningSecret")]
    [TestCase("Entra:TenantId")]
    [TestCase("Entra:ClientId")]
    [TestCase("Entra:ClientSecret")]
    [TestCase("Okta:BaseUrl")]
    [TestCase("Okta:ApiToken")]
    [TestCase("Storage:Sqlite:Path")]
    [TestCase(Entitlement + ":Id")]
    [TestCase(Entitlement + ":Provider")]
    [TestCase(Entitlement + ":Resource")]
    [TestCase(Entitlement + ":Policy")]
    [TestCase(Policy + ":Id")]
    [TestCase(Policy + ":Requesters")]
    [TestCase(Policy + ":Stages")]
    [TestCase(Policy + ":Stages:0:Approvers")]
    [TestCase("Catalogue:Entitlements")]
    public void What_is_missing_is_named(string key) => Assert.That(GoodSettings.FaultsWith((key, null)), Has.Some.StartsWith(key + ": "));

    [TestCase("Slack:BotToken", "xoxp-not-a-bots", "xoxb-")]
    [TestCase("Slack:AppToken", "xoxb-not-an-apps", "xapp-")]
    [TestCase("Slack:ApiBaseUrl", "http://slack.example/api/", "https")]
    [TestCase("Slack:ApiBaseUrl", "slack.com", "https")]
    [TestCase("Slack:BotTokn", "x", "is not a setting")]
    [TestCase("Entra:GraphBaseUrl", "http://graph.example/v1.0/", "https")]
    [TestCase("Entra:AuthorityHost", "http://127.0.0.1/", "https")]
    [TestCase("Entra:AuthorityHost", "https://login.microsoftonline.us/", "cloud")]
    [TestCase("Entra:TenantId", "our tenant", "GUID")]
    [TestCase("Entra:ClientId", "our app", "GUID")]
    [TestCase("Entra:Credential", "password", "one of")]
    [TestCase("Okta:BaseUrl", "http://example.okta.com/", "https")]
    [TestCase("Okta:BaseUrl", "https://example-admin.okta.com/", "admin")]
    [TestCase("Okta:BaseUrl", "https://example.okta.com/api/v1/", "alone")]
    [TestCase("Okta:BaseUrl", "https://me:mine@example.okta.com/", "user")]
    [TestCase("Okta:ApiToken", "SSWS 00token", "SSWS")]
    [TestCase("Storage:Sqlite:Path", ":memory:", "file")]
    [TestCase("Storage:Postgres:ConnectionString", "Host=localhost;Database=jitbot", "Storage:Sqlite")]
    [TestCase("Storage:Mongo:Path", "x", "Storage:Postgres")]
    [TestCase("Teams:AppId", "x", "GUID")]
    [TestCase("Teams:Cloud", "Mars", "Public, UsGov, China")]
    [TestCase("Teams:ServiceUrls:0", "http://teams.example/", "https")]
    [TestCase("Log:Level", "chatty", "one of")]
    [TestCase("Log:Format", "xml", "one of")]
    [TestCase("Identity:Domains:0", "avery@example.com", "domain")]
    [TestCase("Identity:LinkCoolDown", "soon", "12h")]
    [TestCase("Identity:LinkCoolDown", "30m", "from 1h")]
    [TestCase("Identity:LinkCoolDown", "31d", "to 30d")]
    [TestCase("Audit:Foldr", "x", "is not a setting")]
    [TestCase(Entitlement + ":Id", "prod db", "spaces")]
    [TestCase(Entitlement + ":Provider", "Ldap", "Entra, Okta")]
    [TestCase(Entitlement + ":Policy", "staging", "production")]
    [TestCase(Entitlement + ":Colour", "red", "is not a setting")]
    [TestCase(Policy + ":Requesters:0", "somebody", "everyone")]
    [TestCase(Policy + ":Requesters:0", "ldap-group:admins", "entra-group")]
    [TestCase(Policy + ":Requesters:0", "entra-group:admins", "")]
    [TestCase(Policy + ":Requesters:0", "okta-group:admins", "")]
    [TestCase(Policy + ":Requesters:0", "slack-usergroup:admins", "")]
    [TestCase(Policy + ":Requesters:0", "person:Avery Stone <avery@example.com>", "plain address")]
    [TestCase(Policy + ":Stages:0:Approvals", "0", "whole number")]
    [TestCase(Policy + ":Stages:0:Approvals", "2", "only 1")]
    [TestCase(Policy + ":Durations:0", "soon", "length")]
    [TestCase(Policy + ":Durations:0", "05:00:00", "longer than LongestGrant")]
    [TestCase(Policy + ":LongestGrant", "-1", "length")]
    [TestCase(Policy + ":RequestLapsesAfter", "0", "length")]
    [TestCase(Policy + ":MinimumJustification", "501", "from 0 to 500")]
    [TestCase("Catalogue:MostOpenRequests", "0", "from 1 to 1000")]
    [TestCase("Catalogue:MostRequestsPerDay", "1001", "from 1 to 1000")]
    [TestCase(Entitlement + ":Resource", "Database admins", "a GUID is needed")]
    [TestCase(Entitlement + ":Resource", "00g1a2b3c4d5e6f7g8h9", "a GUID is needed")]
    [TestCase(Policy + ":Stages:0:SlackChannel", "#approvals", "such as C0123456789")]
    [TestCase(Policy + ":Stages:0:SlackChannel", "approvals", "such as C0123456789")]
    [TestCase(Policy + ":Stages:0:SlackChannel", "c012ab3cd", "such as C0123456789")]
    [TestCase("Operations:SlackChannel", "#jitbot", "such as C0123456789")]
    [TestCase("Audit:SlackChannel", "#audit", "such as C0123456789")]
    [TestCase(Policy + ":BreakGlass", "true", "settings of its own belong: For, Longest, PerDay, ReviewWithin, SlackChannel, Team, TeamsChannel")]
    [TestCase(Policy + ":Stages:0:PagerChannel", "19:x", "is not a setting")]
    public void What_is_wrong_is_named_with_what_would_be_right(string key, string value, string right)
    {
        // The list or section may be named instead of the key within it: Durations for Durations:0, Teams for Teams:AppId.
        var faults = GoodSettings.FaultsWith((key, value));
        Assert.That(faults.Where(fault => IsAbout(fault, key) && fault.Contains(right, StringComparison.Ordinal)), Is.Not.Empty, string.Join('\n', faults));
    }

    [TestCase("C012AB3CD")]
    [TestCase("G01AB2CD3EF")]
    [TestCase("D01AB2CD3EF")]
    [TestCase("U0123456789")]
    [TestCase("X0")]
    public void The_id_of_a_channel_in_Slack_may_begin_with_any_letter(string channel) =>
        Assert.That(GoodSettings.FaultsWith((Policy + ":Stages:0:SlackChannel", channel)), Is.Empty);

    [TestCase("19:abc@thread.tacv2", true)]
    [TestCase("19:abc@thread.skype", true)]
    [TestCase("19:TwLUr-tyV_Tr1@thread.v2", true)]
    [TestCase("19:abc@gcch.thread.tacv2", true)]
    [TestCase("19:7d1c2b3a-0000-4e5f-8a9b-c0d1e2f3a4b5_28b5@unq.gbl.spaces", true)]
    [TestCase("19%3aabc%40thread.tacv2", false)]
    [TestCase("19:abc@thread.tacv2;messageid=17", false)]
    [TestCase("Approvals", false)]
    public void The_id_of_a_channel_in_Teams_is_not_what_stands_in_its_link(string channel, bool isOne)
    {
        (string, string?)[] teams = [("Teams:AppId", "7d1c2b3a-0000-4e5f-8a9b-c0d1e2f3a4b5"), ("Teams:TenantId", "7d1c2b3a-0000-4e5f-8a9b-c0d1e2f3a4b5"), ("Teams:ClientSecret", "nobody-has-it")];
        Assert.That(GoodSettings.FaultsWith([.. teams, (Policy + ":Stages:0:TeamsChannel", channel)]),
            isOne ? Is.Empty : Has.Exactly(1).StartsWith(Policy + ":Stages:0:TeamsChannel: is not the id of a Teams channel, such as 19:…@thread.tacv2;"));
    }

    [TestCase("Database admins", false)]
    [TestCase("0000000a-c0de-4a1e-8d17-6a697462f000", false)]
    [TestCase("00g1a2b3c4d5e6f7g8h9", true)]
    public void The_id_of_a_group_in_Okta_is_none_of_another_kind(string group, bool isOne) => Assert.That(
        GoodSettings.FaultsWith((Entitlement + ":Provider", "okta"), (Entitlement + ":Resource", group)),
        isOne ? Is.Empty : Has.Exactly(1).StartsWith(Entitlement + ":Resource: this is not the id of an Okta group; 20 letters and digits beginning with 00g are needed"));

    [Test]
    public void A_tier_may_come_after_the_lapse_since_more_time_waits_until_the_access_ends_and_a_stage_that_cannot_be_shown_calls_it_at_once() =>
        Assert.That(GoodSettings.FaultsWith(
            (Policy + ":Stages:0:Tiers:0:After", "2h"), (Policy + ":Stages:0:Tiers:0:Approvers:0", "person:morgan@example.com"), (Policy + ":RequestLapsesAfter", "1h")), Is.Empty);

    [Test]
    public void An_emergency_section_without_anything_in_it_is_for_nobody() => Assert.That(GoodSettings.FaultsWith((Policy + ":BreakGlass", "")), Is.Empty);

    [TestCase("Slack:BotToken", "xoxp-very-secret-token")]
    [TestCase("Okta:ApiToken", "SSWS very-secret-token")]
    [TestCase("Slack:AppToken", "xoxb-very-secret-token")]
    [TestCase("Slack:ApiBaseUrl", "https://me:very-secret-token@slack.com/")]
    public void A_secret_that_is_wrong_is_not_repeated(string key, string value) =>
        Assert.That(GoodSettings.FaultsWith((key, value)), Is.Not.Empty.And.None.Contains("very-secret-token"));

    [Test]
    public void Two_ways_to_sign_in_are_one_too_many() =>
        Assert.That(GoodSettings.FaultsWith(("Entra:CertificatePath", "/nowhere/jitbot.pfx")), Has.Some.StartsWith("Entra:Credential: "));

    [Test]
    public void A_certificate_that_is_not_there_is_named() => Assert.That(
        GoodSettings.FaultsWith(("Entra:ClientSecret", null), ("Entra:CertificatePath", "/nowhere/jitbot.pfx")),
        Has.Some.StartsWith("Entra:CertificatePath: "));

    [Test]
    public void Ids_that_differ_only_in_case_are_one_too_many()
    {
        var faults = GoodSettings.FaultsWith(GoodSettings.All().Where(pair => pair.Key.StartsWith("Catalogue:", StringComparison.Ordinal))
            .Select(pair => (pair.Key.Replace(":0:", ":1:", StringComparison.Ordinal), pair.Value))
            .Concat([("Catalogue:Entitlements:1:Id", "PROD-DB"), ("Catalogue:Policies:1:Id", "Production")]));

        Assert.That(faults, Has.Some.StartsWith("Catalogue:Policies: ").And.Some.StartsWith("Catalogue:Entitlements: "));
    }

    [Test]
    public void Without_a_provider_both_are_named() =>
        Assert.That(GoodSettings.FaultsWith(("Entra", null), ("Okta", null)), Has.Some.StartsWith("Entra").And.Some.StartsWith("Okta:BaseUrl"));

    [Test]
    public void A_rule_of_a_source_that_is_off_is_named() =>
        Assert.That(GoodSettings.FaultsWith(("Okta", null), (Policy + ":Requesters:0", "okta-group:00g1")), Has.Some.StartsWith(Policy + ":Requesters:0: names the group source okta-group"));

    [Test]
    public void A_section_nobody_knows_is_named()
    {
        using var folder = new SandboxFolder();
        var file = Path.Combine(folder.Path, "appsettings.json");
        File.WriteAllText(file, """{ "Slak": { "BotToken": "x" }, "Logging": { } }""");
        var faults = GoodSettings.FaultsOf(new ConfigurationBuilder().AddInMemoryCollection(GoodSettings.All()).AddJsonFile(file).Build());

        Assert.That(faults, Has.Exactly(1).Items);
        Assert.That(faults[0], Does.StartWith("Slak: is not a section").And.Contain("Slack"));
    }

    [Test]
    public void Many_faults_are_named_at_once()
    {
        (string Key, string? Value)[] wrong =
        [
            ("Slack:BotToken", null), ("Slack:SigningSecret", null), ("Entra:TenantId", "x"), ("Okta:BaseUrl", "http://example.com/"),
            ("Storage:Sqlite:Path", null), ("Log:Level", "loud"), (Entitlement + ":Policy", "none"), (Policy + ":Durations:0", "soon"),
            (Policy + ":Stages:0:Approvers:0", "person:nobody"), ("Audit:Foldr", "x"),
        ];
        var faults = GoodSettings.FaultsWith(wrong);

        foreach (var (key, _) in wrong)
            Assert.That(faults, Has.Some.StartsWith(key + ": "));
    }

    [Test]
    public void One_store_is_enough_and_the_other_may_be_blanked() => Assert.That(
        GoodSettings.FaultsWith(
            ("Storage:Sqlite:Path", ""), ("Storage:Postgres:ConnectionString", "Host=localhost;Database=jitbot"), ("Audit:Folder", "audit")),
        Is.Empty);

    [Test]
    public void Without_a_store_both_are_offered() => Assert.That(
        GoodSettings.FaultsWith(("Storage", null)).Single(), Does.Contain("Storage:Sqlite:Path").And.Contain("Storage:Postgres:ConnectionString"));

    [Test]
    public void Without_a_database_file_checkpoints_need_a_folder() => Assert.That(
        GoodSettings.FaultsWith(("Storage", null), ("Storage:Postgres:ConnectionString", "Host=localhost;Database=jitbot")).Single(),
        Does.StartWith("Audit:Folder: is missing").And.Contain("folder for signed checkpoints"));

    [Test]
    public void Tokens_are_renewed_by_one_process_alone()
    {
        (string, string?)[] rotation =
            [("Slack:BotToken", "xoxe.xoxb-of-nobody"), ("Slack:RefreshToken", "xoxe-of-nobody"), ("Slack:ClientId", "1.2"), ("Slack:ClientSecret", "of-nobody")];
        (string, string?)[] shared = [("Storage", null), ("Storage:Postgres:ConnectionString", "Host=localhost;Database=jitbot"), ("Audit:Folder", "audit")];
        Assert.That(GoodSettings.FaultsWith(rotation), Is.Empty);
        Assert.That(GoodSettings.FaultsWith(shared), Is.Empty);
        Assert.That(GoodSettings.FaultsWith([.. rotation, .. shared]).Single(),
            Does.StartWith("Slack:RefreshToken: turns token rotation on, but several processes").And.Contain("use Storage:Sqlite").And.Not.Contain("of-nobody"));
    }

    [Test]
    public void A_password_is_in_no_fault() => Assert.That(
        GoodSettings.FaultsWith(("Storage", null), ("Audit:Folder", "audit"), ("Storage:Postgres:ConnectionString", "Host=db;Database=d;Password=hunter2;Port=hunter2")).Single(),
        Does.StartWith("Storage:Postgres:ConnectionString: cannot be read").And.Not.Contain("hunter2"));

    private static bool IsAbout(string fault, string key) =>
        fault.Split(": ", 2)[0] is var named && (key == named || key.StartsWith(named + ":", StringComparison.Ordinal));

    [Test]
    public void The_reapers_section_holds_credentials_of_providers_that_are_on_and_nothing_else()
    {
        Assert.That(GoodSettings.FaultsWith(("Reaper:Entra:ClientSecret", "a-secret-of-its-own")), Is.Empty);
        Assert.That(GoodSettings.FaultsWith(("Reaper:Entra:TenantId", "x")), Has.One.StartsWith("Reaper:Entra:TenantId: is not a key of a credential"));
        Assert.That(GoodSettings.FaultsWith(("Okta", null), ("Reaper:Okta:ApiToken", "00x")), Has.One.StartsWith("Reaper:Okta: is set, but Okta is not"));
        Assert.That(GoodSettings.FaultsWith(("Reaper:Slack:BotToken", "x")), Has.One.StartsWith("Reaper:Slack: is not a provider"));
    }
}
