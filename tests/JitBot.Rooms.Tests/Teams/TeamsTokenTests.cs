using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using JitBot.Chat.Teams;
using JitBot.Rooms.Tests.Sqlite;
using JitBot.Sandbox.LookAlikes.Graph;
using JitBot.Testing;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace JitBot.Rooms.Tests.Teams;

/// <summary>Our own token, with Azure.Identity asking a token endpoint over https whose certificate only this test trusts.</summary>
[TestFixture]
internal sealed class TeamsTokenTests
{
    private const string Secret = "a-secret-of-mine";

    private readonly StoppedClock _clock = new();
    private TokenLookAlike _tokens = null!;

    [SetUp]
    public async Task StartAsync() => _tokens = await TokenLookAlike.StartAsync(TimeProvider.System, TeamsIssuer.Tenant);

    [TearDown]
    public ValueTask StopAsync() => _tokens.DisposeAsync();

    [Test]
    public async Task A_secret_gets_a_token_once_from_the_bots_own_tenant()
    {
        _tokens.Add(new TokenClient(TeamsIssuer.AppId, "JitBot") { Secret = Secret });
        using var wire = new TeamsRecorder();
        await using var services = Services(wire, ("ClientSecret", Secret));
        await PostAsync(services);
        await PostAsync(services);
        Assert.That(wire.Tokens.Distinct().Single(), Does.StartWith("Bearer "));
        Assert.That(_tokens.Requests.Where(request => request.StartsWith("POST", StringComparison.Ordinal)), Is.EqualTo(new[] { $"POST /{TeamsIssuer.Tenant}/oauth2/v2.0/token" }));
    }

    [Test]
    public async Task A_certificate_gets_a_token()
    {
        using var folder = new TemporaryDirectory();
        using var key = RSA.Create(2048);
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = new CertificateRequest("CN=JitBot", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        var path = Path.Combine(folder.Path, "bot.pem");
        await File.WriteAllTextAsync(path, certificate.ExportCertificatePem() + "\n" + key.ExportPkcs8PrivateKeyPem());
        _tokens.Add(new TokenClient(TeamsIssuer.AppId, "JitBot") { Certificate = certificate });
        using var wire = new TeamsRecorder();
        await using var services = Services(wire, ("ClientSecret", ""), ("CertificatePath", path));
        Assert.That((await PostAsync(services)).IsOk, Is.True);
    }

    [Test]
    public async Task A_wrong_secret_sends_nothing_and_is_not_repeated_aloud()
    {
        _tokens.Add(new TokenClient(TeamsIssuer.AppId, "JitBot") { Secret = "another" });
        using var wire = new TeamsRecorder();
        await using var services = Services(wire, ("ClientSecret", Secret));
        var result = await PostAsync(services);
        Assert.That(result.What, Is.EqualTo("post: no_token (AADSTS7000215)"));
        Assert.That(TeamsFaults.IsTokenTrouble(result), Is.True);
        Assert.That(wire.Requests, Is.Empty);
    }

    private ServiceProvider Services(TeamsRecorder wire, params (string, string)[] settings) => new ServiceCollection().AddLogging()
        .AddSingleton<TimeProvider>(_clock)
        .AddKeyedSingleton<HttpMessageHandler>(TeamsSetup.Wire, wire)
        .AddKeyedSingleton<HttpMessageHandler>(TeamsSetup.TokenHandler, _tokens.TrustingHandler())
        .AddTeams(TeamsGate.Section([("AuthorityHost", _tokens.BaseUrl.AbsoluteUri), .. settings]))
        .BuildServiceProvider();

    private static Task<TeamsResult> PostAsync(ServiceProvider services) =>
        services.GetRequiredService<TeamsApi>().PostAsync(TeamsLine.Where(), new JsonObject { ["type"] = "message" }, default);
}
