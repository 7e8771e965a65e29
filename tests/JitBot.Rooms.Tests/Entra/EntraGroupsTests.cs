using JitBot.Core.People;
using NUnit.Framework;

namespace JitBot.Rooms.Tests.Entra;

/// <summary>Entra ID groups in rules.</summary>
[TestFixture]
public sealed class EntraGroupsTests
{
    private static readonly Person Robin = new(new PersonId("p1"), "robin@example.com", "Robin", "");

    private EntraWorld _world = null!;
    private string _robin = "";
    private string _group = "";

    [SetUp]
    public async Task StartAsync()
    {
        _world = await EntraWorld.StartAsync();
        _robin = _world.AddPerson(Robin.Email);
        _group = _world.AddGroup("Approvers");
    }

    [TearDown]
    public async Task StopAsync() => await _world.DisposeAsync();

    [Test]
    public async Task A_member_is_in_and_others_are_not()
    {
        Assert.That(await ContainsAsync(_group), Is.False);
        _world.Memberships.Add(_group, _robin, "an administrator");
        Assert.That(await ContainsAsync(_group), Is.True);
    }

    [Test]
    public async Task A_member_of_a_nested_group_is_in()
    {
        var inner = _world.AddGroup("On call");
        _world.Memberships.Add(_group, inner, "an administrator");
        _world.Memberships.Add(inner, _robin, "an administrator");
        Assert.That(await ContainsAsync(_group), Is.True);
    }

    [Test]
    public async Task Somebody_without_an_account_is_in_no_group()
    {
        _world.DeletePerson(_robin);
        Assert.That(await ContainsAsync(_group), Is.False);
    }

    [Test]
    public async Task When_the_directory_is_down_nobody_can_tell()
    {
        await _world.GoDownAsync();
        Assert.That(await ContainsAsync(_group), Is.Null);
    }

    [Test]
    public async Task The_account_is_looked_up_once_for_many_groups_and_again_after_a_while()
    {
        var groups = _world.Groups;
        for (var i = 0; i < 3; i++)
            await groups.ContainsAsync(_group, Robin, [], default);
        Assert.That(LookUps(), Is.EqualTo(1));
        _world.Clock.Advance(TimeSpan.FromMinutes(1));
        await groups.ContainsAsync(_group, Robin, [], default);
        Assert.That(LookUps(), Is.EqualTo(2));

        int LookUps() => _world.Requests.Count(request => request.StartsWith("GET /v1.0/users?", StringComparison.Ordinal));
    }

    [TestCase("00000000-0000-4000-8000-000000000404", true)]
    [TestCase("approvers", false)]
    [TestCase("../users", false)]
    [TestCase("{00000000-0000-4000-8000-000000000404}", false)]
    public async Task A_group_s_id_is_a_GUID_or_is_refused_before_it_is_asked(string id, bool fine)
    {
        Assert.That(_world.Groups.Fault(id), fine ? Is.Null : Is.Not.Null);
        var before = _world.Requests.Count;
        Assert.That(await ContainsAsync(id), Is.False);
        Assert.That(_world.Requests.Count > before, Is.EqualTo(fine));
    }

    private Task<bool?> ContainsAsync(string group) => _world.Groups.ContainsAsync(group, Robin, [], default);
}
