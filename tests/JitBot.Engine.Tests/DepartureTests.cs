using JitBot.Core.Access;
using JitBot.Core.Chat;
using JitBot.Core.People;
using JitBot.Engine.People;

namespace JitBot.Engine.Tests;

/// <summary>Whoever leaves loses what they have, and what they asked for is void: within minutes, and at once where their chat says so.</summary>
[TestFixture]
public class DepartureTests
{
    private const string InDirectory = "subject of riley@example.com";
    private static readonly PresenceAnswer Gone = new PresenceAnswer.Gone(AccountEnd.Deactivated);

    [Test]
    public async Task Whoever_leaves_the_chat_loses_access_at_the_next_look()
    {
        await using var world = await EngineWorld.OpenAsync();
        var request = await world.GrantAsync();
        world.InChat.Of["U-riley"] = Gone;
        await world.TurnAsync(PresenceLimits.LookEvery);
        Assert.That(await world.StateAsync(request), Is.InstanceOf<AccessState.Ended>().With.Property(nameof(AccessState.Ended.Cause)).EqualTo(EndCause.Deactivated));
        Assert.That(world.Chat.Lines, Has.Some.EqualTo("The account of riley in Chat is deactivated; the membership is being removed."));
    }

    [Test]
    public async Task Whoever_leaves_the_directory_loses_access_at_the_next_look()
    {
        await using var world = await EngineWorld.OpenAsync();
        var request = await world.GrantAsync();
        world.InDirectory.Of[InDirectory] = new PresenceAnswer.Gone(AccountEnd.Deleted);
        await world.TurnAsync(PresenceLimits.LookEvery);
        Assert.That((await world.EventsAsync(request)).OfType<AccessEvent.RevocationBegun>().Single().Seen, Is.EqualTo(new Departure(new AccountId("Directory", "", InDirectory), AccountEnd.Deleted)));
    }

    [Test]
    public async Task What_waits_is_void()
    {
        await using var world = await EngineWorld.OpenAsync();
        var request = await world.AskAsync();
        world.InChat.Of["U-riley"] = Gone;
        await world.TurnAsync(PresenceLimits.LookAtWaitingEvery);
        Assert.That(await world.StateAsync(request), Is.InstanceOf<AccessState.Closed>().With.Property(nameof(AccessState.Closed.Outcome)).EqualTo(Phase.Void));
        Assert.That(world.Chat.Updates[^1].Phase, Is.EqualTo(Phase.Void));
    }

    [Test]
    public async Task Whoever_left_while_the_request_waited_is_found_when_access_is_given()
    {
        await using var world = await EngineWorld.OpenAsync();
        var request = await world.AskAsync();
        world.InChat.Of["U-riley"] = Gone;
        await world.Desk.ApproveAsync(EngineWorld.Avery, request, new Approval(world.Clock.GetUtcNow()), world.Gesture(), default);
        await world.DrainAsync();
        Assert.That(await world.StateAsync(request), Is.InstanceOf<AccessState.Ended>().With.Property(nameof(AccessState.Ended.Cause)).EqualTo(EndCause.Deactivated));
    }

    [Test]
    public async Task Whoever_is_found_to_have_left_for_one_request_has_left_for_all()
    {
        await using var world = await EngineWorld.OpenAsync();
        await world.GrantAsync();
        var waiting = await world.AskAsync("warehouse");
        world.InChat.Of["U-riley"] = Gone;
        await world.TurnAsync(PresenceLimits.LookEvery);
        Assert.That(await world.StateAsync(waiting), Is.InstanceOf<AccessState.Closed>().With.Property(nameof(AccessState.Closed.Outcome)).EqualTo(Phase.Void));
    }

    [Test]
    public async Task A_look_survives_a_restart()
    {
        await using var world = await EngineWorld.OpenAsync();
        var request = await world.GrantAsync();
        await world.RestartAsync(() => world.InChat.Of["U-riley"] = Gone);
        await world.TurnAsync(PresenceLimits.LookEvery);
        Assert.That(await world.StateAsync(request), Is.InstanceOf<AccessState.Ended>());
    }

    [Test]
    public async Task No_missing_answer_ends_anything_and_it_is_asked_for_again_within_a_minute()
    {
        await using var world = await EngineWorld.OpenAsync();
        var request = await world.GrantAsync();
        world.InChat.Of["U-riley"] = new PresenceAnswer.NotNow("It is down.");
        world.InDirectory.Of[InDirectory] = new PresenceAnswer.Unknown("It does not say.");
        await world.TurnAsync(PresenceLimits.LookEvery);
        Assert.That(await world.StateAsync(request), Is.InstanceOf<AccessState.Active>());
        world.InChat.Of["U-riley"] = Gone;
        await world.TurnAsync(PresenceLimits.AgainAfter);
        Assert.That(await world.StateAsync(request), Is.InstanceOf<AccessState.Ended>());
    }

    [Test]
    public async Task One_persons_many_requests_are_one_question_and_nobody_elses_end()
    {
        await using var world = await EngineWorld.OpenAsync();
        var first = await world.AskAsync();
        await world.AskAsync("warehouse");
        await world.TurnAsync(PresenceLimits.LookAtWaitingEvery);
        Assert.That(world.InChat.Asked, Is.EqualTo(new[] { "U-riley" }));
        world.InChat.Of["U-avery"] = Gone;
        await world.TurnAsync(PresenceLimits.LookAtWaitingEvery - TimeSpan.FromMinutes(1));
        Assert.That(await world.StateAsync(first), Is.InstanceOf<AccessState.Pending>());
    }

    [Test]
    public async Task What_is_over_is_looked_at_no_more()
    {
        await using var world = await EngineWorld.OpenAsync();
        await world.GrantAsync();
        await world.TurnAsync(TimeSpan.FromHours(2));
        var asked = world.InChat.Asked.Count;
        await world.TurnAsync(TimeSpan.FromHours(1));
        Assert.That(world.InChat.Asked, Has.Count.EqualTo(asked));
    }

    [Test]
    public async Task When_the_chat_says_that_somebody_left_all_of_theirs_ends_at_once()
    {
        await using var world = await EngineWorld.OpenAsync();
        var (granted, asked) = (await world.GrantAsync(), await world.AskAsync("warehouse"));
        await world.Get<DepartureDesk>().HearAsync(EngineWorld.Riley.Account, default);
        Assert.That(await world.StateAsync(granted), Is.InstanceOf<AccessState.Active>(), "the chat says that they are there: an old event proves nothing");
        world.InChat.Of["U-riley"] = Gone;
        await world.Get<DepartureDesk>().HearAsync(EngineWorld.Riley.Account, default);
        await world.DrainAsync();
        Assert.That(await world.StateAsync(granted), Is.InstanceOf<AccessState.Ended>());
        Assert.That(await world.StateAsync(asked), Is.InstanceOf<AccessState.Closed>());
    }

    [Test]
    public async Task The_yes_of_an_approver_whom_the_chat_has_deactivated_does_not_count_any_more()
    {
        await using var world = await EngineWorld.OpenAsync([], approvals: 2, LinkingLimits.CoolDown);
        var request = await world.AskAsync();
        await world.Desk.ApproveAsync(EngineWorld.Avery, request, new Approval(world.Clock.GetUtcNow()), world.Gesture(), default);
        world.InChat.Of["U-avery"] = Gone;
        world.Clock.Advance(TimeSpan.FromMinutes(2));
        await world.Desk.ApproveAsync(EngineWorld.Morgan, request, new Approval(world.Clock.GetUtcNow()), world.Gesture(), default);
        Assert.That(await world.EventsAsync(request), Has.Some.InstanceOf<AccessEvent.ApprovalFell>());
        Assert.That(await world.StateAsync(request), Is.InstanceOf<AccessState.Pending>());
    }
}
