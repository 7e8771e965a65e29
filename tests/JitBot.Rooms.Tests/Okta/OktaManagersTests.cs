using JitBot.Core.Holdings;
using NUnit.Framework;

namespace JitBot.Rooms.Tests.Okta;

/// <summary>Okta's profiles say anything of a manager: only an id or an address that leads to one active user is believed.</summary>
public sealed class OktaManagersTests
{
    private const string Email = "robin@example.com";

    private OktaWorld _world = null!;
    private string _robin = "";
    private string _boss = "";

    [SetUp]
    public async Task StartAsync()
    {
        _world = await OktaWorld.StartAsync(OktaCredential.ApiToken);
        (_robin, _boss) = (_world.AddPerson(Email), _world.AddPerson("boss@example.com"));
    }

    [TearDown]
    public async Task StopAsync() => await _world.DisposeAsync();

    [TestCase(null, "boss@example.com", true)]
    [TestCase("boss@example.com", null, true)]
    [TestCase("222222", "boss@example.com", true)]
    [TestCase(null, "Jimbo", false)]
    [TestCase("222222", "Jimbo", false)]
    [TestCase("", " ", false)]
    [TestCase(null, "nobody@example.com", false)]
    [TestCase("00u00000000000000000", null, false)]
    [TestCase("nobody@example.com", "boss@example.com", false)]
    public async Task What_the_profile_says_is_believed_if_it_leads_to_somebody(string? id, string? name, bool isFound)
    {
        _world.Okta.Directory.Change(_robin, account => account with { ManagerId = id, Manager = name });
        Assert.That(await _world.Managers.FindManagerAsync(Email, default), isFound ? Is.EqualTo(new SubjectAnswer.Found(_boss)) : Is.TypeOf<SubjectAnswer.NotFound>());
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task A_manager_whose_account_is_not_active_is_nobody(bool byId)
    {
        _world.Okta.Directory.Change(_robin, account => account with { ManagerId = byId ? _boss : "boss@example.com" });
        _world.Okta.Directory.Change(_boss, account => account with { Status = "SUSPENDED" });
        Assert.That(await _world.Managers.FindManagerAsync(Email, default), Is.TypeOf<SubjectAnswer.NotFound>());
    }

    [Test]
    public async Task An_address_of_two_is_nobodys()
    {
        _world.Okta.Directory.Change(_robin, account => account with { Manager = "boss@example.com" });
        _world.AddPerson("boss@example.com");
        Assert.That(await _world.Managers.FindManagerAsync(Email, default), Is.TypeOf<SubjectAnswer.NotFound>());
    }
}
