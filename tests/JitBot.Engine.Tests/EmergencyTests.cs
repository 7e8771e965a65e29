using JitBot.Core;
using JitBot.Core.Access;
using JitBot.Engine.Emergencies;

namespace JitBot.Engine.Tests;

/// <summary>The ledger of emergencies and the request are written one after the other, and whoever writes them can stand still in between.</summary>
[TestFixture]
public class EmergencyTests
{
    [Test]
    public async Task An_emergency_that_was_taken_out_before_glass_was_broken_for_it_is_owed_a_review_all_the_same()
    {
        await using var world = await OpenAsync();
        var (request, ledger) = (await BreakGlassAsync(world), world.Get<EmergencyLedger>());
        await ledger.SettleAsync(request, isReviewed: false, default);
        Assert.That((await ledger.LoadAsync(default)).Entries, Is.Empty);
        await world.DrainAsync();
        Assert.That(world.Provider.IsMember, Is.True);
        var entry = (await ledger.LoadAsync(default)).Entries[request];
        Assert.That(entry.ReviewBy, Is.EqualTo(((AccessState.Known)await world.StateAsync(request)).Facts.Emergency!.ReviewBy));
        Assert.That(entry.IsReviewed, Is.False);
    }

    [Test]
    public async Task What_nothing_came_of_counts_for_nothing()
    {
        await using var world = await OpenAsync();
        var (ledger, request) = (world.Get<EmergencyLedger>(), new RequestId("r-never"));
        var glass = world.Get<EmergencyDesk>().Glass[0].Policy.BreakGlass!;
        var riley = (await world.Store.FindByEmailAsync("riley@example.com", default))!;
        Assert.That(await ledger.TakeAsync(request, riley, Core.People.Ties.None, glass, default), Is.Null);
        await world.TurnAsync(TimeSpan.FromMinutes(20));
        Assert.That((await ledger.LoadAsync(default)).Entries, Is.Empty);
    }

    [Test]
    public async Task Whom_the_ledger_refuses_is_named_in_the_line()
    {
        await using var world = await OpenAsync(("Catalogue:Policies:0:BreakGlass:PerDay", "1"));
        await BreakGlassAsync(world);
        var outcome = await world.Get<EmergencyDesk>().BreakGlassAsync(EngineWorld.Riley, "warehouse", "that too", "again", default);
        Assert.That(outcome, Is.InstanceOf<Outcome.Refused>().With.Property(nameof(Outcome.Refused.Why)).EqualTo(Refusal.EmergenciesUsedUp));
        var line = (await world.EventsAsync(RequestId.OfGesture("again"))).OfType<AccessEvent.Refused>().Single();
        Assert.That(line.Person?.Id, Is.EqualTo((await world.Store.FindByEmailAsync("riley@example.com", default))!.Id));
    }

    [Test]
    public async Task Whoever_broke_the_glass_cannot_review_it_with_another_account_that_a_directory_knows_to_be_theirs()
    {
        var other = new ToldProvider("Other") { Subject = email => email == EngineWorld.Morgan.Email ? email : "the-same" };
        await using var world = await OpenAsync(other);
        var request = await BreakGlassAsync(world);
        Assert.That(await ReviewAsync(world, EngineWorld.Avery, request), Is.EqualTo(new Outcome.Refused(Refusal.OwnEmergency)));
        Assert.That(await ReviewAsync(world, EngineWorld.Morgan, request), Is.EqualTo(new Outcome.Done(request, Changed: true)), "Morgan is another person");
    }

    [Test]
    public async Task Two_accounts_of_one_person_in_a_directory_are_one_review()
    {
        var other = new ToldProvider("Other") { Subject = email => email == EngineWorld.Riley.Email ? email : "the-same" };
        await using var world = await OpenAsync(other);
        var request = await BreakGlassAsync(world);
        await ReviewAsync(world, EngineWorld.Avery, request);
        Assert.That(await ReviewAsync(world, EngineWorld.Morgan, request), Is.EqualTo(new Outcome.Refused(Refusal.ReviewedAlready)));
    }

    [Test]
    public async Task A_directory_that_does_not_answer_lets_the_review_wait()
    {
        var other = new ToldProvider("Other");
        await using var world = await OpenAsync(other);
        var request = await BreakGlassAsync(world);
        other.IsSilent = true;
        Assert.ThrowsAsync<NotNowException>(() => ReviewAsync(world, EngineWorld.Avery, request));
        other.IsSilent = false;
        Assert.That(await ReviewAsync(world, EngineWorld.Avery, request), Is.EqualTo(new Outcome.Done(request, Changed: true)));
    }

    private static async Task<Outcome> ReviewAsync(EngineWorld world, AccountFacts who, RequestId request)
    {
        await world.DrainAsync();
        return await world.Get<EmergencyDesk>().ReviewAsync(who, request, "it was one", world.Gesture(), default);
    }

    private static async Task<RequestId> BreakGlassAsync(EngineWorld world)
    {
        var outcome = await world.Get<EmergencyDesk>().BreakGlassAsync(EngineWorld.Riley, "database", "all is down", world.Gesture(), default);
        return ((Outcome.Done)outcome).Request;
    }

    private static Task<EngineWorld> OpenAsync(params (string Key, string? Value)[] more) => OpenAsync(other: null, more);

    private static async Task<EngineWorld> OpenAsync(ToldProvider? other, params (string Key, string? Value)[] more)
    {
        var world = await (other is null ? EngineWorld.OpenAsync() : EngineWorld.OpenAsync(other));
        await world.AskAsync();
        await world.RestartAsync(() => world.Save([
            ("Catalogue:Policies:0:BreakGlass:For:0", "person:riley@example.com"),
            ("Catalogue:Policies:0:BreakGlass:Longest", "00:30:00"),
            ("Catalogue:Policies:0:BreakGlass:Team", "databases"), .. more]));
        return world;
    }
}
