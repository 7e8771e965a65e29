using JitBot.Core.Access;
using JitBot.Engine.Emergencies;

namespace JitBot.Engine.Tests;

/// <summary>While granting is frozen nothing is added, whoever is restarted; everything else goes on.</summary>
[TestFixture]
public class FreezeTests
{
    [Test]
    public async Task What_was_approved_waits_and_is_granted_when_two_operators_let_it_go_on()
    {
        await using var world = await EngineWorld.OpenAsync();
        await FreezeAsync(world);
        var request = await world.GrantAsync();
        Assert.That(await world.StateAsync(request), Is.InstanceOf<AccessState.Granting>());
        Assert.That((await world.Desk.DrawAsync(request, default))!.Status.ToPlainText(), Does.StartWith("Approved while granting was frozen"));
        Assert.That(world.Chat.Lines, Has.One.StartsWith("Granting is frozen, so this waits"));
        await world.RestartAsync();
        await world.TurnAsync(TimeSpan.FromMinutes(5));
        Assert.That(world.Provider.Changes, Is.Empty);
        Assert.That((await world.Get<FreezeDesk>().SayAsync(default))!.ToPlainText(), Does.Contain("by olive").And.Contain("The reason: something is wrong"));
        await world.Get<FreezeDesk>().GoOnAsync(EngineWorld.Olive, default);
        await world.TurnAsync(TimeSpan.FromMinutes(1));
        Assert.That(world.Provider.Changes, Is.Empty, "one operator is not two");
        await world.Get<FreezeDesk>().GoOnAsync(EngineWorld.Morgan, default);
        await world.TurnAsync(TimeSpan.FromMinutes(1));
        Assert.That(await world.StateAsync(request), Is.InstanceOf<AccessState.Active>());
    }

    [Test]
    public async Task What_nobody_needs_to_be_asked_for_waits_too_and_card_and_thread_say_so()
    {
        await using var world = await EngineWorld.OpenAsync();
        await world.RestartAsync(() => world.Save([("Catalogue:Policies:0:AutoApprovals:0:For:0", "everyone"), ("Catalogue:Policies:0:AutoApprovals:0:AtMost", "01:00:00")]));
        await FreezeAsync(world);
        await AssertWaitsAsync(world, await world.AskAsync(), "Approved while granting was frozen: it is given when two operators have let granting go on");
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task What_is_taken_in_an_emergency_waits_too_and_card_and_thread_say_so(bool isEscalated)
    {
        await using var world = await EngineWorld.OpenAsync();
        await world.RestartAsync(() => world.Save([
            ("Catalogue:Policies:0:BreakGlass:For:0", "person:riley@example.com"),
            ("Catalogue:Policies:0:BreakGlass:Longest", "00:30:00"), ("Catalogue:Policies:0:BreakGlass:Team", "databases")]));
        var desk = world.Get<EmergencyDesk>();
        var waiting = isEscalated ? await world.AskAsync() : (RequestId?)null;
        await FreezeAsync(world);
        var outcome = waiting is { } request
            ? await desk.EscalateAsync(EngineWorld.Riley, request, "all is down", world.Gesture(), default)
            : await desk.BreakGlassAsync(EngineWorld.Riley, "database", "all is down", world.Gesture(), default);
        await world.DrainAsync();
        await AssertWaitsAsync(world, ((Outcome.Done)outcome).Request, "Taken in an emergency while granting was frozen: it is given when two operators have let granting go on");
    }

    [Test]
    public async Task What_ends_is_taken_away_though_something_else_waits_for_the_same_membership()
    {
        await using var world = await EngineWorld.OpenAsync();
        await world.RestartAsync(() => world.Save([("Catalogue:Entitlements:1:Resource", "group")]));
        await world.GrantAsync();
        Assert.That(world.Provider.IsMember, Is.True);
        await FreezeAsync(world);
        await world.TurnAsync(TimeSpan.FromMinutes(50));
        var second = await world.AskAsync("warehouse");
        await world.Desk.ApproveAsync(EngineWorld.Avery, second, new Approval(world.Clock.GetUtcNow()), world.Gesture(), default);
        await world.DrainAsync();
        Assert.That((await world.EventsAsync(second)).OfType<AccessEvent.GrantBegun>().Single().IsFrozen, Is.True);
        await world.TurnAsync(TimeSpan.FromMinutes(11));
        await world.TurnAsync(TimeSpan.FromMinutes(5));
        Assert.That(world.Provider.IsMember, Is.False, "the first is over, the second was never given");
    }

    [Test]
    public async Task What_is_in_force_can_be_given_back_and_ends_at_its_time()
    {
        await using var world = await EngineWorld.OpenAsync();
        var request = await world.GrantAsync();
        Assert.That((await world.EventsAsync(request)).OfType<AccessEvent.GrantBegun>().Single().IsFrozen, Is.False);
        await FreezeAsync(world);
        await world.TurnAsync(TimeSpan.FromMinutes(61));
        Assert.That(world.Provider.IsMember, Is.False);
    }

    [Test]
    public async Task What_was_approved_and_could_not_be_granted_in_its_time_never_is()
    {
        await using var world = await EngineWorld.OpenAsync();
        await FreezeAsync(world);
        var request = await world.GrantAsync();
        await world.TurnAsync(TimeSpan.FromMinutes(61));
        Assert.That(await world.StateAsync(request), Is.InstanceOf<AccessState.Ended>().With.Property("Cause").EqualTo(EndCause.NeverConfirmed));
        Assert.That(world.Provider.Changes, Has.None.EqualTo("add"));
        Assert.That(world.Chat.Lines, Has.One.StartsWith("Granting was frozen when this was decided, and Directory has not confirmed the membership in time"));
    }

    [Test]
    public async Task People_are_told_and_readiness_names_it_without_taking_the_process_out_of_service()
    {
        await using var world = await EngineWorld.OpenAsync();
        await FreezeAsync(world);
        await world.KeepHouseAsync(TimeSpan.FromSeconds(20));
        Assert.That(world.Chat.Announcements.Select(each => each.Words), Has.Some.Contains("has frozen granting"));
        var named = (await world.Get<Readiness>().LookAsync(default)).Single(each => each.What == "frozen");
        Assert.That(named.Stops, Is.False);
        await world.Get<FreezeDesk>().GoOnAsync(EngineWorld.Olive, default);
        await world.Get<FreezeDesk>().GoOnAsync(EngineWorld.Morgan, default);
        await world.KeepHouseAsync(TimeSpan.FromSeconds(20));
        Assert.That(world.Chat.Announcements.Select(each => each.Words), Has.Some.Contains("let granting go on"));
    }

    [Test]
    public async Task One_operator_with_two_accounts_that_a_directory_knows_to_be_one_persons_is_not_two()
    {
        var other = new ToldProvider("Other") { Subject = _ => "the-same" };
        await using var world = await EngineWorld.OpenAsync(other);
        await FreezeAsync(world);
        await world.Get<FreezeDesk>().GoOnAsync(EngineWorld.Olive, default);
        Assert.That((await world.Get<FreezeDesk>().GoOnAsync(EngineWorld.Morgan, default)).ToPlainText(), Does.StartWith("Another account is already linked"));
        Assert.That(await world.Get<FreezeDesk>().SayAsync(default), Is.Not.Null);
    }

    [Test]
    public async Task A_directory_that_does_not_answer_lets_the_second_yes_wait()
    {
        var other = new ToldProvider("Other") { IsSilent = true };
        await using var world = await EngineWorld.OpenAsync(other);
        await FreezeAsync(world);
        await world.Get<FreezeDesk>().GoOnAsync(EngineWorld.Olive, default);
        Assert.ThrowsAsync<NotNowException>(() => world.Get<FreezeDesk>().GoOnAsync(EngineWorld.Morgan, default));
        other.IsSilent = false;
        await world.Get<FreezeDesk>().GoOnAsync(EngineWorld.Morgan, default);
        Assert.That(await world.Get<FreezeDesk>().SayAsync(default), Is.Null);
    }

    [Test]
    public async Task Whoever_is_no_operator_freezes_nothing()
    {
        await using var world = await EngineWorld.OpenAsync();
        Assert.That((await world.Get<FreezeDesk>().StopAsync(EngineWorld.Avery, "", default)).ToPlainText(), Does.StartWith("Only an operator"));
        await world.GrantAsync();
        Assert.That(world.Provider.IsMember, Is.True);
    }

    private static async Task AssertWaitsAsync(EngineWorld world, RequestId request, string status)
    {
        Assert.That((await world.EventsAsync(request)).OfType<AccessEvent.GrantBegun>().Single().IsFrozen, Is.True);
        Assert.That((await world.Desk.DrawAsync(request, default))!.Status.ToPlainText(), Does.StartWith(status));
        Assert.That(world.Chat.Lines, Has.One.StartsWith("Granting is frozen, so this waits until two operators let it go on."));
        await world.TurnAsync(TimeSpan.FromMinutes(1));
        Assert.That(world.Provider.Changes, Is.Empty);
        await world.Get<FreezeDesk>().GoOnAsync(EngineWorld.Olive, default);
        await world.Get<FreezeDesk>().GoOnAsync(EngineWorld.Morgan, default);
        await world.TurnAsync(TimeSpan.FromMinutes(1));
        Assert.That((await world.Desk.DrawAsync(request, default))!.Status.ToPlainText(), Does.StartWith("Granted until"));
        Assert.That(world.Chat.Lines, Has.One.StartsWith("Access granted: Directory confirmed the membership."));
    }

    private static async Task FreezeAsync(EngineWorld world) => await world.Get<FreezeDesk>().StopAsync(EngineWorld.Olive, "something is wrong", default);
}
