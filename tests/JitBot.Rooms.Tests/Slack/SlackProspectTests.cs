using System.Text.Json.Nodes;
using JitBot.Chat.Slack;
using JitBot.Core;
using JitBot.Sandbox.LookAlikes.Slack;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace JitBot.Rooms.Tests.Slack;

/// <summary>What the form says before a request is sent of who is on call: the form never waits for it.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class SlackProspectTests
{
    private const string Bare = "members of rota night. ";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly ToldRota _rota = new();

    private SlackHouse _house = null!;

    private SlackModalGestures Modal => _house.Slack.Modal("riley");

    [SetUp]
    public async Task OpenAsync() => _house = await SlackHouse.OpenAsync(
        [new("Catalogue:Policies:0:Stages:0:Approvers:1", $"{ToldRota.SourceName}:night")], services => services.AddSingleton<IGroupSource>(_rota));

    [TearDown]
    public async Task CloseAsync() => await _house.DisposeAsync();

    [Test]
    public async Task The_form_opens_before_anybody_has_said_who_is_on_call_and_is_filled_in_when_they_have()
    {
        var asking = _house.Slack.Person("riley").CommandAsync("/jit", "request prod-db 2h");
        await _house.SeeAsync(() => Modal.IsOpen);
        Assert.That(Modal.Top.Words, Does.Contain(Bare).And.Not.Contain("on call now"));
        _rota.Tell();
        await asking.WaitAsync(Patience);
        Assert.That(Modal.Top.Words, Does.Contain("avery@example.com, members of rota night (on call now: Casey Night). One approval is needed."));
    }

    [Test]
    public async Task A_source_that_does_not_say_in_time_is_said_not_to_have()
    {
        var asking = _house.Slack.Person("riley").CommandAsync("/jit", "request prod-db 2h");
        await _house.SeeAsync(() => Modal.IsOpen);
        _house.Clock.Advance(TimeSpan.FromSeconds(1.6));
        await asking.WaitAsync(Patience);
        Assert.That(Modal.Top.Words, Does.Contain("members of rota night (who is on call could not be asked just now)"));
    }

    [Test]
    public async Task What_was_told_just_now_stands_in_the_form_when_it_is_chosen_and_nobody_is_asked_again()
    {
        _rota.Tell();
        await _house.Slack.Person("riley").CommandAsync("/jit", "request");
        Assert.That(Modal.Top.Words, Does.Not.Contain("on call"));
        foreach (var each in new[] { "prod-db", "vault", "prod-db" })
        {
            await Modal.TypeAheadAsync("entitlement", "");
            await Modal.FillAsync("entitlement", each);
            Assert.That(Modal.Top.Words.Contains("on call now: Casey Night", StringComparison.Ordinal), Is.EqualTo(each == "prod-db"));
        }

        Assert.That(_rota.Asked, Is.EqualTo(1));
    }

    [Test]
    public async Task Whoever_is_probably_asleep_has_the_time_beside_their_name_and_nobody_is_asked_about_twice()
    {
        _rota.Tell();
        _house.Slack.Workspace.Put(_house.Slack.Workspace.Person("avery") with { TimeZone = "America/Los_Angeles" });
        await _house.Slack.Person("riley").CommandAsync("/jit", "request prod-db 2h");
        Assert.That(Modal.Top.Words, Does.Contain("avery@example.com (it is 01:00 there), members of rota night"));
        _house.Slack.Faults.Next("users.lookupByEmail", new SlackFault.Refuses("internal_error"));
        await _house.Slack.Person("riley").CommandAsync("/jit", "request quiet 2h");
        Assert.That(Modal.Top.Words, Does.Contain("avery@example.com (it is 01:00 there). One approval"));
    }

    [Test]
    public async Task Of_whom_Slack_does_not_say_where_they_live_nothing_is_said()
    {
        _rota.Tell();
        _house.Slack.Workspace.Put(_house.Slack.Workspace.Person("avery") with { TimeZone = "America/Los_Angeles" });
        _house.Slack.Faults.Next("users.lookupByEmail", new SlackFault.Refuses("missing_scope"));
        await _house.Slack.Person("riley").CommandAsync("/jit", "request quiet 2h");
        Assert.That(Modal.Top.Words, Does.Contain("Who can approve: avery@example.com. One approval is needed."));
    }

    [Test]
    public async Task A_form_that_cannot_be_filled_in_stands_as_it_was_opened()
    {
        _rota.Tell();
        _house.Slack.Faults.Next("views.update", new SlackFault.Refuses("hash_conflict"));
        await _house.Slack.Person("riley").CommandAsync("/jit", "request prod-db 2h");
        Assert.That(Modal.Top.Words, Does.Contain(Bare));
        Assert.That(_house.Whispers("riley"), Is.Empty, "no second form is offered");
    }

    [TestCase(null, null, false)]
    [TestCase("Asia/Tokyo", null, true)]
    [TestCase(null, 3600, true)]
    public void Of_a_profile_without_a_zone_no_clock_is_known_so_that_another_chat_is_asked(string? zone, int? offset, bool isKnown)
    {
        var user = new JsonObject { ["id"] = "U1", ["team_id"] = "T1" };
        if (zone is not null)
            user["tz"] = zone;
        if (offset is not null)
            user["tz_offset"] = offset;
        Assert.That(SlackPeople.Facts(user, new SlackIdentity.Self("T1", null, "UBOT", null)).Clock is not null, Is.EqualTo(isKnown));
    }
}
