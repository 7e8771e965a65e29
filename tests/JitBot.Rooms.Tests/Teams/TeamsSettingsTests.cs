using JitBot.Chat.Teams;
using NUnit.Framework;

namespace JitBot.Rooms.Tests.Teams;

internal sealed class TeamsSettingsTests
{
    private const string Secret = "a-secret-of-mine";

    [Test]
    public void The_least_that_is_needed_is_enough_and_the_rest_follows()
    {
        var options = TeamsOptions.Read(TeamsGate.Section(("AppId", TeamsIssuer.AppId.ToUpperInvariant()))).Options!;
        Assert.That(options.AppId, Is.EqualTo(TeamsIssuer.AppId), "as tokens spell it");
        Assert.That(options.AllowedTenants, Is.EqualTo(new[] { TeamsIssuer.Tenant }));
        Assert.That(options.OpenIdMetadataUrl.AbsoluteUri, Is.EqualTo(TeamsIssuer.Metadata));
        Assert.That(options.AuthorityHost.AbsoluteUri, Is.EqualTo("https://login.microsoftonline.com/"));
        Assert.That(options.ServiceUrls.Single().AbsoluteUri, Is.EqualTo("https://smba.trafficmanager.net/teams/"));
        Assert.That(options.Proof, Is.EqualTo(TeamsProof.Secret));
    }

    [Test]
    public void Nothing_set_names_everything_that_is_needed() => Assert.That(
        Keys(("AppId", ""), ("TenantId", ""), ("ClientSecret", "")), Is.EqualTo(new[] { "Teams:AppId", "Teams:TenantId", "Teams:ClientSecret" }));

    [Test]
    public void Every_fault_is_named_at_once_with_its_full_key_and_without_its_value()
    {
        (string, string)[] wrong =
        [
            ("AppId", "jitbot"), ("TenantId", "contoso.example"), ("CertificatePath", "/nowhere/jitbot.pem"), ("CertificatePassword", Secret), ("Cloud", "Mars"),
            ("OpenIdMetadataUrl", "http://login.botframework.com/"), ("AuthorityHost", "http://127.0.0.1/"), ("ServiceUrls:0", "http://smba.trafficmanager.net/"),
            ("ServiceUrls:1", "https://me:a-secret-of-mine@smba.trafficmanager.net/"), ("AllowedTenants:0", "contoso"), ("Password", Secret), ("Deep:Er", "x"),
        ];
        Assert.That(Keys(wrong), Is.EquivalentTo(new[]
        {
            "Teams:AppId", "Teams:TenantId", "Teams:ClientSecret", "Teams:CertificatePath", "Teams:Cloud", "Teams:OpenIdMetadataUrl", "Teams:AuthorityHost",
            "Teams:ServiceUrls:0", "Teams:ServiceUrls:1", "Teams:AllowedTenants:0", "Teams:Password", "Teams:Deep:Er",
        }));
        Assert.That(string.Join('\n', Faults(wrong)), Does.Not.Contain(Secret).And.Contain("one of Public, UsGov, China"));
    }

    [Test]
    public void A_managed_identity_needs_no_secret_and_takes_none_beside_it()
    {
        Assert.That(Faults(("ClientSecret", ""), ("ManagedIdentity", "true")), Is.Empty);
        Assert.That(TeamsOptions.Read(TeamsGate.Section(("ClientSecret", ""), ("ManagedIdentity", "True"))).Options!.Proof, Is.EqualTo(TeamsProof.ManagedIdentity));
        Assert.That(Keys(("ManagedIdentity", "true")), Is.EqualTo(new[] { "Teams:ClientSecret" }));
        Assert.That(Faults(("ManagedIdentity", "false")), Is.Empty);
        Assert.That(Keys(("ManagedIdentity", "yes")), Is.EqualTo(new[] { "Teams:ManagedIdentity" }));
        Assert.That(Keys(("CertificatePassword", "x")), Is.EqualTo(new[] { "Teams:CertificatePassword" }));
    }

    [TestCase("UsGov", "https://api.botframework.us", "https://login.botframework.azure.us/v1/.well-known/openidconfiguration", "https://login.microsoftonline.us/")]
    [TestCase("China", "https://api.botframework.azure.cn", "https://login.botframework.azure.cn/v1/.well-known/openidconfiguration", "https://login.partner.microsoftonline.cn/")]
    public void A_cloud_sets_everything_of_it_together(string cloud, string issuer, string metadata, string authority)
    {
        var options = TeamsOptions.Read(TeamsGate.Section(("Cloud", cloud.ToLowerInvariant()), ("ServiceUrls:0", "https://teams.example.cn/"))).Options!;
        Assert.That(options.Cloud.Issuer, Is.EqualTo(issuer));
        Assert.That(options.Cloud.Scope, Is.EqualTo(issuer + "/.default"));
        Assert.That(options.OpenIdMetadataUrl.AbsoluteUri, Is.EqualTo(metadata));
        Assert.That(options.AuthorityHost.AbsoluteUri, Is.EqualTo(authority));
    }

    [Test]
    public void A_sign_in_of_another_cloud_is_a_fault() =>
        Assert.That(Keys(("Cloud", "UsGov"), ("AuthorityHost", "https://login.microsoftonline.com")), Is.EqualTo(new[] { "Teams:AuthorityHost" }));

    [Test]
    public void Where_Microsoft_does_not_say_where_Teams_listens_the_settings_must() =>
        Assert.That(Keys(("Cloud", "China")), Is.EqualTo(new[] { "Teams:ServiceUrls" }));

    [TestCase("AuthorityHost", "https://127.0.0.1:5001")]
    [TestCase("OpenIdMetadataUrl", "http://127.0.0.1:5001/v1/.well-known/openidconfiguration")]
    [TestCase("ServiceUrls:0", "http://localhost:5001/teams")]
    public void Addresses_can_be_those_of_test_servers(string key, string address) => Assert.That(Faults((key, address)), Is.Empty);

    private static string[] Keys(params (string Key, string Value)[] settings) => [.. TeamsSetup.Check(TeamsGate.Section(settings)).Select(fault => fault.Key)];

    private static string[] Faults(params (string Key, string Value)[] settings) => [.. TeamsSetup.Check(TeamsGate.Section(settings)).Select(fault => fault.ToString())];
}
