using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using JitBot.Core.Settings;
using JitBot.Providers.Entra;
using Microsoft.Extensions.Configuration;
using NUnit.Framework;

namespace JitBot.Rooms.Tests.Entra;

/// <summary>The settings of the Entra room: what is wrong is said all at once, with the full key.</summary>
[TestFixture]
public sealed class EntraSetupTests
{
    private const string Id = "7b0f2c1e-4f0a-4c57-9a1f-8a6d2f1c0b33";

    private string _folder = "";

    [SetUp]
    public void Start() => _folder = Directory.CreateTempSubdirectory("jitbot").FullName;

    [TearDown]
    public void Stop() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void A_secret_is_enough()
    {
        Assert.That(Check(Good()), Is.Empty);
    }

    [Test]
    public void Whether_the_log_is_read_is_true_or_false()
    {
        var settings = Good();
        settings["ReadLog"] = "sometimes";
        Assert.That(Check(settings).Single().ToString(), Is.EqualTo("Entra:ReadLog: must be one of true, false"));
    }

    [Test]
    public void Nothing_set_names_everything_that_is_needed()
    {
        Assert.That(Keys(Check([])), Is.EqualTo(new[] { "Entra:ClientSecret", "Entra:TenantId", "Entra:ClientId" }));
    }

    [Test]
    public void Every_fault_is_named_at_once_and_no_value_is_shown()
    {
        var faults = Check(new()
        {
            ["TenantId"] = "my/tenant",
            ["ClientId"] = "jitbot",
            ["ClientSecret"] = "s3cret-value",
            ["CertificatePath"] = Path.Combine(_folder, "missing.pem"),
            ["AuthorityHost"] = "http://127.0.0.1/",
            ["GraphBaseUrl"] = "http://graph.microsoft.com/v1.0/",
            ["ClientSekret"] = "s3cret-value",
            ["Nested:Thing"] = "x",
        });
        Assert.That(Keys(faults), Is.EquivalentTo(new[]
        {
            "Entra:TenantId", "Entra:ClientId", "Entra:Credential", "Entra:AuthorityHost", "Entra:GraphBaseUrl", "Entra:ClientSekret",
            "Entra:Nested:Thing",
        }));
        Assert.That(string.Join('\n', faults), Does.Not.Contain("s3cret-value"));
    }

    [TestCase("https://graph.microsoft.us/v1.0", "https://login.microsoftonline.us")]
    [TestCase("https://dod-graph.microsoft.us/v1.0/", "https://login.microsoftonline.us/")]
    [TestCase("https://microsoftgraph.chinacloudapi.cn/v1.0", "https://login.chinacloudapi.cn")]
    [TestCase("https://graph.internal.example/v1.0", "https://login.internal.example")]
    [TestCase("http://127.0.0.1:5001/v1.0", "https://127.0.0.1:5002")]
    [TestCase("http://localhost:5001/", "https://localhost:5002")]
    public void Any_cloud_is_welcome_and_its_addresses_get_their_slash(string graph, string login)
    {
        var settings = Good();
        settings["GraphBaseUrl"] = graph;
        settings["AuthorityHost"] = login;
        var options = EntraOptions.Read(Section(settings), out var faults)!;
        Assert.That(faults, Is.Empty);
        Assert.That(options.GraphBaseUrl.AbsoluteUri, Does.EndWith("/"));
    }

    [TestCase("https://login.microsoftonline.com", false)]
    [TestCase("https://LOGIN.microsoftonline.us", false)]
    [TestCase("https://login.internal.example", true)]
    [TestCase("https://127.0.0.1:5002", true)]
    [TestCase("https://login.microsoftonline.com.example", true)]
    public void Instance_discovery_is_for_Microsoft_s_own_hosts(string login, bool isPrivate)
    {
        var settings = Good();
        settings["AuthorityHost"] = login;
        if (login.EndsWith(".us", StringComparison.Ordinal))
            settings["GraphBaseUrl"] = "https://graph.microsoft.us/v1.0";
        Assert.That(EntraCredential.IsPrivate(EntraOptions.Read(Section(settings), out _)!), Is.EqualTo(isPrivate));
    }

    [TestCase("https://graph.microsoft.us/v1.0", null, "AuthorityHost")]
    [TestCase(null, "https://login.chinacloudapi.cn", "AuthorityHost")]
    [TestCase("ftp://graph.example/", null, "GraphBaseUrl")]
    [TestCase("https://user:pass@graph.example/", null, "GraphBaseUrl")]
    [TestCase("https://graph.example/?x=1", null, "GraphBaseUrl")]
    [TestCase("graph.microsoft.com", null, "GraphBaseUrl")]
    [TestCase("http://127.0.0.1.example.com/", null, "GraphBaseUrl")]
    public void An_address_of_another_cloud_or_shape_is_a_fault(string? graph, string? login, string key)
    {
        var settings = Good();
        if (graph is not null)
            settings["GraphBaseUrl"] = graph;
        if (login is not null)
            settings["AuthorityHost"] = login;
        Assert.That(Keys(Check(settings)), Is.EqualTo(new[] { $"Entra:{key}" }));
    }

    [Test]
    public void A_certificate_is_read_at_once_with_its_key_and_password()
    {
        using var certificate = SelfSigned();
        var pem = Write("app.pem", certificate.ExportCertificatePem() + "\n" + certificate.GetRSAPrivateKey()!.ExportPkcs8PrivateKeyPem());
        var bare = Write("bare.pem", certificate.ExportCertificatePem());
        var text = Write("notes.txt", "not a certificate");
        var pfx = Path.Combine(_folder, "app.pfx");
        File.WriteAllBytes(pfx, certificate.Export(X509ContentType.Pfx, "right"));

        Assert.That(Check(WithCertificate(pem)), Is.Empty);
        Assert.That(Check(WithCertificate(pfx, "right")), Is.Empty);
        (string, string?)[] bad = [(bare, null), (text, null), (pfx, "wrong"), (pfx, null), (Path.Combine(_folder, "none.pem"), null)];
        foreach (var (path, password) in bad)
            Assert.That(Keys(Check(WithCertificate(path, password))), Is.EqualTo(new[] { "Entra:CertificatePath" }), path);
    }

    [TestCase("managed-identity")]
    [TestCase("Workload-Identity")]
    public void An_identity_of_the_platform_needs_no_secret(string credential)
    {
        Assert.That(Check(new() { ["Credential"] = credential }), Is.Empty);
    }

    [Test]
    public void A_managed_identity_s_client_id_alone_says_what_is_meant()
    {
        var options = EntraOptions.Read(Section(new() { ["ManagedIdentityClientId"] = Id }), out _)!;
        Assert.That(options.Proof, Is.EqualTo(EntraProof.ManagedIdentity));
        Assert.That(Keys(Check(new() { ["ManagedIdentityClientId"] = "mine" })), Is.EqualTo(new[] { "Entra:ManagedIdentityClientId" }));
    }

    [Test]
    public void A_secret_beside_another_credential_is_a_fault()
    {
        var settings = Good();
        settings["Credential"] = "managed-identity";
        Assert.That(Keys(Check(settings)), Is.EqualTo(new[] { "Entra:ClientSecret" }));
        settings["Credential"] = "password";
        Assert.That(Keys(Check(settings)), Is.EqualTo(new[] { "Entra:Credential" }));
    }

    [Test]
    public void The_shape_of_ids_is_Microsofts_and_other_authorities_may_have_others()
    {
        var foreign = new Dictionary<string, string?>(Good()) { ["TenantId"] = "tenant-1", ["ClientId"] = "client-1" };
        Assert.That(Keys(Check(foreign)), Is.EqualTo(new[] { "Entra:TenantId", "Entra:ClientId" }));
        foreign["AuthorityHost"] = "https://login.example.org/";
        Assert.That(Check(foreign), Is.Empty);
    }

    private static Dictionary<string, string?> Good() => new() { ["TenantId"] = Id, ["ClientId"] = Id, ["ClientSecret"] = "s3cret-value" };

    private static Dictionary<string, string?> WithCertificate(string path, string? password = null) =>
        new() { ["TenantId"] = "contoso.example", ["ClientId"] = Id, ["CertificatePath"] = path, ["CertificatePassword"] = password };

    private static IConfigurationSection Section(Dictionary<string, string?> settings) => new ConfigurationBuilder()
        .AddInMemoryCollection(settings.ToDictionary(pair => $"{EntraSetup.Section}:{pair.Key}", pair => pair.Value))
        .Build().GetSection(EntraSetup.Section);

    private static IReadOnlyList<SettingsFault> Check(Dictionary<string, string?> settings) => EntraSetup.Check(Section(settings));

    private static IEnumerable<string> Keys(IEnumerable<SettingsFault> faults) => faults.Select(fault => fault.Key);

    private string Write(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    private static X509Certificate2 SelfSigned()
    {
        using var key = RSA.Create(2048);
        var now = TimeProvider.System.GetUtcNow();
        return new CertificateRequest("CN=JitBot", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
    }
}
