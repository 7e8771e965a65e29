using JitBot.Core.Holdings;
using NUnit.Framework;

namespace JitBot.Rooms.Tests.Okta;

/// <summary>Which groups are ours to change. (The kinds that never are stand in the contract.)</summary>
public sealed class OktaGroupFitnessTests
{
    private OktaWorld _world = null!;
    private string _group = "";

    [SetUp]
    public async Task StartAsync()
    {
        _world = await OktaWorld.StartAsync(OktaCredential.ApiToken);
        _group = _world.AddGroup("Production database");
    }

    [TearDown]
    public async Task StopAsync() => await _world.DisposeAsync();

    [Test]
    public async Task A_rule_on_the_last_page_is_found()
    {
        _world.Okta.PageSize = 1;
        var other = _world.AddGroup("Sales");
        _world.Okta.Directory.AddRule("First", "ACTIVE", other);
        _world.Okta.Directory.AddRule("Second", "ACTIVE", other);
        _world.Okta.Directory.AddRule("Third", "ACTIVE", other, _group);
        Assert.That(Why(await InspectAsync()), Does.Contain("“Third”"));
    }

    [TestCase("INACTIVE")]
    [TestCase("INVALID")]
    public async Task A_rule_that_does_not_run_feeds_nothing(string status)
    {
        _world.Okta.Directory.AddRule("Resting", status, _group);
        Assert.That(await InspectAsync(), Is.TypeOf<ResourceAnswer.Fit>());
    }

    [Test]
    public async Task Without_the_right_to_read_rules_no_group_is_fit()
    {
        _world.Okta.Door.MayReadRules = false;
        Assert.That(Why(await InspectAsync()), Does.StartWith("JitBot may not read the group rules"));
    }

    [Test]
    public async Task Removing_somebody_whom_a_rule_put_there_shuts_them_out_of_it_which_is_why_such_groups_are_refused()
    {
        var rule = _world.Okta.Directory.AddRule("Sales", "ACTIVE", _group);
        var robin = _world.AddPerson("robin@example.com");
        _world.Okta.Directory.Feed(rule, robin);
        Assert.That(_world.Memberships.Holds(_group, robin), Is.True);
        await _world.Provider.RemoveAsync(_world.Holding(_group, robin), "attempt", default);
        _world.Okta.Directory.Feed(rule, robin);
        Assert.That(_world.Memberships.Holds(_group, robin), Is.False);
    }

    [TestCase("00u00000000000000001")]
    [TestCase("00g0000000000000000")]
    [TestCase("00g000000000000000001")]
    [TestCase("00g00000000000000001\n")]
    [TestCase("00g0000000000000000é")]
    [TestCase(" 00g00000000000000001")]
    public async Task An_id_of_another_shape_is_no_group(string id)
    {
        Assert.That(Why(await _world.Provider.InspectAsync(id, default)), Does.Contain("00g"));
        Assert.That(_world.Groups.Fault(id), Does.Contain("00g"));
        Assert.That(_world.Requests, Is.Empty);
    }

    private Task<ResourceAnswer> InspectAsync() => _world.Provider.InspectAsync(_group, default);

    private static string? Why(ResourceAnswer answer) => (answer as ResourceAnswer.Unfit)?.Why;
}
