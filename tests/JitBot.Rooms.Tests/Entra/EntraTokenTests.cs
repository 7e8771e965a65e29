using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using JitBot.Core;
using JitBot.Core.Holdings;
using JitBot.Providers.Entra;
using JitBot.Sandbox.LookAlikes.Graph;
using JitBot.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace JitBot.Rooms.Tests.Entra;

/// <summary>
/// The whole room as the host makes it, with Azure.Identity asking a token endpoint over https whose certificate only this test trusts.
/// </summary>
[TestFixture]
[NonParallelizable] // one test sets an environment variable, as Kubernetes does
public sealed class EntraTokenTests
{
    private const string Tenant = "3f0c9f4e-9a55-4c0e-8f8e-0a4b7f0c2d11";
    private const string Client = "7b0f2c1e-4f0a-4c57-9a1f-8a6d2f1c0b33";
    private const string Secret = "s3cret-value";
    private const string TokenFile = "AZURE_FEDERATED_TOKEN_FILE";

    private readonly StoppedClock _clock = new();
    private TokenLookAlike _tokens = null!;
    private GraphLookAlike _graph = null!;
    private string _folder = "";
    private ServiceProvider? _services;
    private HostsAsked _asked = null!;

    [SetUp]
    public async Task StartAsync()
    {
        _folder = Directory.CreateTempSubdirectory("jitbot").FullName;
        _tokens = await TokenLookAlike.StartAsync(TimeProvider.System, Tenant);
        _graph = await GraphLookAlike.StartAsync(_clock, _tokens.CallerOf);
    }

    [TearDown]
    public async Task StopAsync()
    {
        if (_services is not null)
            await _services.DisposeAsync();
        await _graph.DisposeAsync();
        await _tokens.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Test]
    public async Task A_secret_gets_a_token_once_and_the_grant_is_known_by_the_app_s_name()
    {
        _tokens.Add(new TokenClient(Client, "JitBot") { Secret = Secret });
        var provider = Provider(new() { ["ClientSecret"] = Secret });
        await ExpectGrantAsync(provider);
        await ExpectGrantAsync(provider);
        Assert.That(_graph.Directory.Memberships.All.Select(change => change.By), Is.EqualTo(new[] { "JitBot", "JitBot" }));
        Assert.That(_tokens.Requests.Count(request => request.StartsWith("POST", StringComparison.Ordinal)), Is.EqualTo(1));
    }

    [Test]
    public async Task An_authority_that_is_not_Microsoft_s_is_not_talked_about_to_Microsoft()
    {
        _tokens.Add(new TokenClient(Client, "JitBot") { Secret = Secret });
        await ExpectGrantAsync(Provider(new() { ["ClientSecret"] = Secret }));
        Assert.That(_asked.Hosts, Is.All.EqualTo("127.0.0.1").And.Not.Empty);
    }

    [Test]
    public async Task A_certificate_gets_a_token()
    {
        using var key = RSA.Create(2048);
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = new CertificateRequest("CN=JitBot", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        var path = Path.Combine(_folder, "app.pem");
        await File.WriteAllTextAsync(path, certificate.ExportCertificatePem() + "\n" + key.ExportPkcs8PrivateKeyPem());
        _tokens.Add(new TokenClient(Client, "JitBot") { Certificate = certificate });
        await ExpectGrantAsync(Provider(new() { ["CertificatePath"] = path }));
    }

    [Test]
    public async Task A_workload_identity_gets_a_token()
    {
        const string assertion = "what.kubernetes.wrote";
        var path = Path.Combine(_folder, "token");
        await File.WriteAllTextAsync(path, assertion);
        _tokens.Add(new TokenClient(Client, "JitBot") { Federated = assertion });
        var before = Environment.GetEnvironmentVariable(TokenFile);
        Environment.SetEnvironmentVariable(TokenFile, path);
        try
        {
            await ExpectGrantAsync(Provider(new() { ["Credential"] = "workload-identity" }));
        }
        finally
        {
            Environment.SetEnvironmentVariable(TokenFile, before);
        }
    }

    [Test]
    public async Task A_wrong_secret_means_that_nothing_was_done_and_is_not_repeated_aloud()
    {
        _tokens.Add(new TokenClient(Client, "JitBot") { Secret = "another" });
        var answer = await GrantAsync(Provider(new() { ["ClientSecret"] = Secret }));
        Assert.That(answer, Is.EqualTo(new ProviderAnswer.NotDone("Entra ID gave us no token (AADSTS7000215).")));
        Assert.That(_graph.Requests, Is.Empty);
    }

    [Test]
    public async Task An_endpoint_that_is_not_trusted_gets_no_secret()
    {
        _tokens.Add(new TokenClient(Client, "JitBot") { Secret = Secret });
        var answer = await GrantAsync(Provider(new() { ["ClientSecret"] = Secret }, trusted: false));
        Assert.That(answer, Is.TypeOf<ProviderAnswer.NotDone>());
        Assert.That(_tokens.Requests, Is.Empty);
    }

    private IAccessProvider Provider(Dictionary<string, string?> settings, bool trusted = true)
    {
        settings["TenantId"] = Tenant;
        settings["ClientId"] = Client;
        settings["AuthorityHost"] = _tokens.BaseUrl.AbsoluteUri;
        settings["GraphBaseUrl"] = _graph.BaseUrl.AbsoluteUri;
        var section = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.ToDictionary(pair => $"{EntraSetup.Section}:{pair.Key}", pair => pair.Value))
            .Build().GetSection(EntraSetup.Section);
        Assert.That(EntraSetup.Check(section), Is.Empty);
        var services = new ServiceCollection().AddLogging().AddSingleton<TimeProvider>(_clock).AddEntra(section);
        if (trusted)
            services.AddKeyedSingleton<HttpMessageHandler>(EntraSetup.TokenHandler, _asked = new HostsAsked(_tokens.TrustingHandler()));
        _services = services.BuildServiceProvider();
        return _services.GetRequiredService<IAccessProvider>();
    }

    private async Task ExpectGrantAsync(IAccessProvider provider) =>
        Assert.That(await GrantAsync(provider), Is.TypeOf<ProviderAnswer.Added>());

    private Task<ProviderAnswer> GrantAsync(IAccessProvider provider)
    {
        var group = _graph.Directory.AddGroup("Group").Id;
        var person = _graph.Directory.AddPerson("robin@example.com").Id;
        return provider.AddAsync(new HoldingKey(provider.Name, group, person), "a", default);
    }

    private sealed class HostsAsked(HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        public List<string> Hosts { get; } = [];

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Hosts.Add(request.RequestUri!.Host);
            return base.SendAsync(request, cancellationToken);
        }
    }
}
