using JitBot.Core.Access;
using JitBot.Core.Holdings;
using JitBot.Engine.Emergencies;

namespace JitBot.Engine.Tests;

/// <summary>What is nested in a group that makes people approvers is taken by nobody at once, and nothing is before the directory has said what it is nested in.</summary>
[TestFixture]
public class NestingTests
{
    private const string Leads = "leads";

    private static readonly NestingAnswer Nested = new NestingAnswer.Told(new HashSet<string> { "everything", "LEADS" });
    private static readonly NestingAnswer Elsewhere = new NestingAnswer.Told(new HashSet<string> { "everything" });
    private static readonly NestingAnswer Down = new NestingAnswer.NotNow("It is down.");

    [Test]
    public async Task Approvers_are_asked_for_what_is_nested_in_a_group_of_approvers()
    {
        await using var world = await OpenAsync(Leads);
        world.Provider.Around = Nested;
        var request = await BreakGlassAsync(world);
        Assert.That(await world.StateAsync(request), Is.InstanceOf<AccessState.Pending>());
        Assert.That((await world.EventsAsync(request)).OfType<AccessEvent.EmergencyDropped>().Single().MayMakeDeciders, Is.True);
        Assert.That(world.Provider.IsMember, Is.False);
        Assert.That((await world.Get<EmergencyLedger>().LoadAsync(default)).Entries, Is.Empty, "it counts for nothing");
    }

    [Test]
    public async Task Approvers_are_asked_where_the_directory_will_not_say()
    {
        await using var world = await OpenAsync(Leads);
        world.Provider.Around = new NestingAnswer.Untold("Nobody may ask.");
        Assert.That(await world.StateAsync(await BreakGlassAsync(world)), Is.InstanceOf<AccessState.Pending>());
    }

    [Test]
    public async Task Nothing_is_granted_at_once_before_the_directory_has_said_what_it_is_nested_in()
    {
        await using var world = await OpenAsync(Leads);
        world.Provider.Around = Down;
        var request = await BreakGlassAsync(world);
        Assert.That(await world.StateAsync(request), Is.InstanceOf<AccessState.Preparing>());
        world.Provider.Around = Elsewhere;
        await world.TurnAsync(TimeSpan.FromMinutes(10));
        Assert.That(world.Provider.IsMember, Is.True);
    }

    [TestCase(14, typeof(AccessState.Active))]
    [TestCase(16, typeof(AccessState.Preparing))]
    public async Task While_the_directory_is_down_what_it_said_serves_for_a_quarter_of_an_hour(int minutes, Type state)
    {
        await using var world = await OpenAsync(Leads);
        world.Provider.Around = Elsewhere;
        await BreakGlassAsync(world);
        world.Provider.Around = Down;
        await world.TurnAsync(TimeSpan.FromMinutes(minutes));
        Assert.That(await world.StateAsync(await BreakGlassAsync(world)), Is.InstanceOf(state));
    }

    [Test]
    public async Task A_directory_in_which_no_group_makes_approvers_is_not_asked()
    {
        await using var world = await OpenAsync();
        world.Provider.Around = Down;
        await BreakGlassAsync(world);
        Assert.That(world.Provider.IsMember, Is.True);
        Assert.That(world.Provider.AskedAround, Is.Zero);
    }

    [Test]
    public async Task What_waits_is_not_taken_at_once_either()
    {
        await using var world = await OpenAsync(Leads);
        var request = await world.AskAsync("warehouse");
        world.Provider.Around = Down;
        Assert.ThrowsAsync<NotNowException>(() => EscalateAsync(world, request));
        Assert.That((await world.Get<EmergencyLedger>().LoadAsync(default)).Entries, Is.Empty);

        world.Provider.Around = Nested;
        Assert.That(await EscalateAsync(world, request), Is.EqualTo(new Outcome.Refused(Refusal.NoBreakGlass)));
        Assert.That((await world.Get<EmergencyLedger>().LoadAsync(default)).Entries, Is.Empty, "what is refused is not entered");

        world.Provider.Around = Elsewhere;
        Assert.That(await EscalateAsync(world, request), Is.EqualTo(new Outcome.Done(request, Changed: true)));
    }

    private static Task<Outcome> EscalateAsync(EngineWorld world, RequestId request) =>
        world.Get<EmergencyDesk>().EscalateAsync(EngineWorld.Riley, request, "all is down", world.Gesture(), default);

    private static async Task<RequestId> BreakGlassAsync(EngineWorld world)
    {
        var outcome = await world.Get<EmergencyDesk>().BreakGlassAsync(EngineWorld.Riley, "database", "all is down", world.Gesture(), default);
        await world.DrainAsync();
        return ((Outcome.Done)outcome).Request;
    }

    /// <summary>Whoever is in one of these groups of the directory decides as well.</summary>
    private static async Task<EngineWorld> OpenAsync(params string[] groups)
    {
        var world = await EngineWorld.OpenAsync(groups);
        await world.AskAsync();
        await world.RestartAsync(() => world.Save([
            ("Catalogue:Policies:0:BreakGlass:For:0", "person:riley@example.com"),
            ("Catalogue:Policies:0:BreakGlass:Longest", "00:30:00"),
            ("Catalogue:Policies:0:BreakGlass:Team", "databases")]));
        return world;
    }
}
