using JitBot.Chat.Teams;
using JitBot.Core.Chat;
using JitBot.Core.People;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace JitBot.Rooms.Tests.Teams;

/// <summary>What is asked of Graph, and how often.</summary>
internal sealed class TeamsInstallerTests
{
    private static readonly AccountId Riley = new(TeamsChat.PlatformName, TeamsIssuer.Tenant, "11111111-2222-4333-8444-555555555555");

    private TeamsLine _line = null!;

    private TeamsInstaller Installer => _line.Services.GetRequiredService<TeamsInstaller>();

    [SetUp]
    public void Open() => _line = new TeamsLine(("InstallForPeople", "true"));

    [TearDown]
    public ValueTask CloseAsync() => _line.DisposeAsync();

    [Test]
    public async Task The_app_is_looked_up_once_and_installed_by_its_id_in_the_catalogue_with_a_token_for_graph()
    {
        _line.Wire.Answer(200, """{"value":[{"id":"app-1"}]}""");
        _line.Wire.Answer(201);
        _line.Wire.Answer(201);
        Assert.That(await Installer.InstallAsync(Riley, default), Is.Null);
        Assert.That(await Installer.InstallAsync(Riley with { Id = "22222222-2222-4333-8444-555555555555" }, default), Is.Null);

        Assert.That(_line.Wire.Requests, Has.Count.EqualTo(3));
        Assert.That(_line.Wire.Requests[0], Is.EqualTo($"GET https://graph.microsoft.com/v1.0/appCatalogs/teamsApps?$filter=externalId%20eq%20'{TeamsIssuer.AppId}'"));
        Assert.That(_line.Wire.Requests[1], Is.EqualTo($"POST https://graph.microsoft.com/v1.0/users/{Riley.Id}/teamwork/installedApps "
            + """{"teamsApp@odata.bind":"https://graph.microsoft.com/v1.0/appCatalogs/teamsApps/app-1"}"""));
        Assert.That(_line.Credential.Scopes, Is.All.EqualTo("https://graph.microsoft.com/.default"));
    }

    [Test]
    public async Task It_is_tried_once_a_day()
    {
        _line.Wire.Answer(200, """{"value":[{"id":"app-1"}]}""");
        _line.Wire.Answer(403, """{"error":{"code":"Forbidden"}}""");
        var first = await Installer.InstallAsync(Riley, default);
        _line.Clock.Advance(TimeSpan.FromHours(23));
        var second = await Installer.InstallAsync(Riley, default);
        Assert.That((second, _line.Wire.Requests.Count), Is.EqualTo((first, 2)));
        Assert.That(((ChatAnswer.PlaceGone)first!).Todo, Does.StartWith("ask an administrator"));

        _line.Clock.Advance(TimeSpan.FromHours(2));
        _line.Wire.Answer(409, """{"error":{"code":"Conflict"}}""");
        Assert.That(await Installer.InstallAsync(Riley, default), Is.Null);
    }

    [TestCase(429)]
    [TestCase(503)]
    [TestCase(401)]
    public async Task What_passes_is_not_now_and_is_tried_again_at_once(int status)
    {
        _line.Wire.Answer(status);
        Assert.That(await Installer.InstallAsync(Riley, default), Is.TypeOf<ChatAnswer.NotNow>());
        await Installer.InstallAsync(Riley, default);
        Assert.That(_line.Wire.Requests, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task Nobody_of_another_tenant_is_asked_for()
    {
        Assert.That(await Installer.InstallAsync(Riley with { Tenant = "0e57a9e0-0000-4c1d-9e2f-0123456789ab" }, default), Is.TypeOf<ChatAnswer.PlaceGone>());
        Assert.That(_line.Wire.Requests, Is.Empty);
    }

    [TestCase("true", "UsGov", "", "InstallForPeople")]
    [TestCase("true", "China", "", "InstallForPeople")]
    [TestCase("maybe", "Public", "", "InstallForPeople")]
    [TestCase("false", "Public", "https://graph.microsoft.com/v1.0/", "GraphBaseUrl")]
    [TestCase("true", "Public", "http://graph.microsoft.com/", "GraphBaseUrl")]
    public void Settings_that_cannot_work_are_named(string installs, string cloud, string graph, string key)
    {
        var section = TeamsGate.Section(("InstallForPeople", installs), ("Cloud", cloud), ("GraphBaseUrl", graph), ("ServiceUrls:0", "https://teams.example.com/"));
        Assert.That(TeamsSetup.Check(section).Select(fault => fault.Key), Is.EqualTo(new[] { $"Teams:{key}" }));
    }
}
