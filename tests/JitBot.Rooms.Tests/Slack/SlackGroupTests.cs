using JitBot.Chat.Slack;
using JitBot.Core.People;
using JitBot.Sandbox.LookAlikes.Slack;
using Microsoft.Extensions.Logging.Abstractions;
using NUnit.Framework;

namespace JitBot.Rooms.Tests.Slack;

internal sealed class SlackGroupTests
{
    private static readonly Person Avery = new(new PersonId("p-1"), "avery@example.com", "Avery", "");

    private SlackWorld _world = null!;
    private SlackGroups _groups = null!;
    private AccountId _avery = null!;
    private string _owners = "";

    [SetUp]
    public async Task StartAsync()
    {
        _world = new SlackWorld();
        await _world.StartAsync();
        _groups = new SlackGroups(_world.Api, _world.Clock, NullLogger<SlackGroups>.Instance);
        _avery = _world.AddPerson("avery");
        _owners = _world.Slack.Workspace.AddUserGroup("owners", _world.Slack.Workspace.Person("avery"));
    }

    [TearDown]
    public async Task StopAsync() => await _world.DisposeAsync();

    [Test]
    public async Task Members_are_in_the_group_and_others_are_not()
    {
        var blake = _world.AddPerson("blake");
        Assert.That(await ContainsAsync(_owners, _avery), Is.True);
        Assert.That(await ContainsAsync(_owners, blake), Is.False);
        Assert.That(await ContainsAsync(_owners), Is.False, "nobody without an account in Slack is in one of its groups");
        Assert.That(await ContainsAsync(_owners, new AccountId("Teams", "t", _avery.Id)), Is.False);
    }

    [Test]
    public async Task A_group_is_asked_for_once_a_minute()
    {
        await ContainsAsync(_owners, _avery);
        await ContainsAsync(_owners, _avery);
        Assert.That(_world.Slack.WebApi.Calls, Has.Count.EqualTo(1));
        _world.Clock.Advance(TimeSpan.FromMinutes(1));
        await ContainsAsync(_owners, _avery);
        Assert.That(_world.Slack.WebApi.Calls, Has.Count.EqualTo(2));
    }

    [TestCase("missing_scope")]
    [TestCase("ratelimited")]
    [TestCase("no_such_subteam")]
    public async Task A_group_that_cannot_be_asked_counts_for_nobody_and_is_asked_again(string error)
    {
        _world.Slack.Faults.Next("usergroups.users.list", new SlackFault.Refuses(error));
        Assert.That(await ContainsAsync(_owners, _avery), Is.Null);
        Assert.That(await ContainsAsync(_owners, _avery), Is.True);
    }

    [TestCase("S0123456789", true)]
    [TestCase("s0123456789", false)]
    [TestCase("C0123456789", false)]
    [TestCase("S01&user=U1", false)]
    [TestCase("", false)]
    public void The_id_of_a_group_is_checked_as_written(string group, bool isRight) =>
        Assert.That(_groups.Fault(group), isRight ? Is.Null : Is.Not.Null);

    private Task<bool?> ContainsAsync(string group, params AccountId[] accounts) => _groups.ContainsAsync(group, Avery, accounts, default);
}
