using JitBot.Core.People;
using NUnit.Framework;

namespace JitBot.Rooms.Tests.Okta;

/// <summary>Okta groups in rules.</summary>
public sealed class OktaGroupsTests
{
    private static readonly Person Robin = new(new PersonId("p1"), "robin@example.com", "Robin", "hash");

    private OktaWorld _world = null!;
    private string _group = "";
    private string _user = "";

    [SetUp]
    public async Task StartAsync()
    {
        _world = await OktaWorld.StartAsync(OktaCredential.ApiToken);
        _group = _world.AddGroup("Database owners");
        _user = _world.AddPerson(Robin.Email);
    }

    [TearDown]
    public async Task StopAsync() => await _world.DisposeAsync();

    [Test]
    public void It_stands_in_rules_under_its_name() => Assert.That(_world.Groups.Source, Is.EqualTo("okta-group"));

    [Test]
    public async Task A_member_is_one_also_on_the_last_page()
    {
        Assert.That(await ContainsAsync(), Is.False);
        _world.Memberships.Add(_world.AddGroup("Other"), _user, "an administrator");
        _world.Memberships.Add(_group, _user, "an administrator");
        _world.Memberships.Add(_world.AddGroup("Third"), _user, "an administrator");
        _world.Okta.PageSize = 1;
        Assert.That(await ContainsAsync(), Is.True);
    }

    [Test]
    public async Task A_suspended_account_is_a_member_of_nothing()
    {
        _world.Memberships.Add(_group, _user, "an administrator");
        _world.Okta.Directory.Change(_user, user => user with { Status = "SUSPENDED" });
        Assert.That(await ContainsAsync(), Is.False);
    }

    [Test]
    public async Task Whoever_has_no_account_or_two_is_a_member_of_nothing()
    {
        _world.Memberships.Add(_group, _user, "an administrator");
        _world.AddPerson(Robin.Email);
        Assert.That(await ContainsAsync(), Is.False);
    }

    [Test]
    public async Task When_it_cannot_be_told_nothing_is_said()
    {
        _world.Memberships.Add(_group, _user, "an administrator");
        await _world.GoDownAsync();
        Assert.That(await ContainsAsync(), Is.Null);
    }

    [Test]
    public async Task An_account_is_looked_up_once_a_minute_and_the_membership_each_time()
    {
        await ContainsAsync();
        var first = _world.Requests.Count;
        _world.Memberships.Add(_group, _user, "an administrator");
        Assert.That(await ContainsAsync(), Is.True);
        Assert.That(_world.Requests, Has.Count.EqualTo(first + 1));
        _world.Okta.Directory.Change(_user, user => user with { Status = "DEPROVISIONED" });
        _world.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.That(await ContainsAsync(), Is.False);
    }

    private Task<bool?> ContainsAsync() => _world.Groups.ContainsAsync(_group, Robin, [], default);
}
