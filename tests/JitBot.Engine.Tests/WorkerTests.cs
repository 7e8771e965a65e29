using JitBot.Core.Access;
using JitBot.Core.Chat;
using JitBot.Core.Effects;
using JitBot.Core.Holdings;
using JitBot.Core.Store;
using JitBot.Engine.Effects;

namespace JitBot.Engine.Tests;

/// <summary>Leases, backoff, lanes, poison, and revocations for ever.</summary>
[TestFixture]
public class WorkerTests
{
    [Test]
    public async Task Access_ends_at_its_time_and_not_before()
    {
        await using var world = await EngineWorld.OpenAsync();
        await world.GrantAsync();
        Assert.That(world.Provider.IsMember, Is.True);
        await world.TurnAsync(TimeSpan.FromHours(1) - TimeSpan.FromMilliseconds(1));
        Assert.That(world.Provider.IsMember, Is.True);
        await world.TurnAsync(TimeSpan.FromMilliseconds(1));
        Assert.That(world.Provider.IsMember, Is.False);
    }

    [Test]
    public async Task A_revocation_is_tried_for_ever()
    {
        await using var world = await EngineWorld.OpenAsync();
        var request = await world.GrantAsync();
        world.Provider.Instead = call => call == "remove" ? new ProviderAnswer.Unclear("down") : null;
        for (var hour = 0; hour < 72; hour++)
            await world.TurnAsync(TimeSpan.FromHours(1));
        Assert.That(world.Provider.Changes.Count(call => call == "remove"), Is.GreaterThan(60));
        Assert.That(world.Chat.Lines, Has.Some.Contains("does not get through yet"));
        world.Provider.Instead = _ => null;
        await world.TurnAsync(TimeSpan.FromMinutes(1));
        Assert.That(world.Provider.IsMember, Is.False);
        Assert.That(await world.StateAsync(request), Is.InstanceOf<AccessState.Ended>());
        Assert.That(await world.Store.ListParkedAsync(default), Is.Empty);
    }

    [Test]
    public async Task What_is_asked_for_again_while_it_is_being_done_is_done_again_without_waiting_for_a_sweep()
    {
        await using var world = await EngineWorld.OpenAsync();
        world.Chat.WhilePosting = async (_, view) =>
        {
            await world.Desk.DenyAsync(EngineWorld.Avery, view.Id, world.Clock.GetUtcNow(), "not today", world.Gesture(), default);
            // Another hand of this process reaches for it, in vain, while the first still has it.
            world.Get<WakeClock>().Tick();
            await world.Get<EffectWorker>().ClaimAsync([.. world.Get<WakeClock>().Take(new Hands()).Select(one => one.Id)], default);
        };
        await world.AskAsync();
        Assert.That(world.Chat.Updates.Select(view => view.Phase), Is.EqualTo(new[] { Phase.Denied }));
    }

    [Test]
    public async Task The_wait_a_provider_asks_for_is_obeyed()
    {
        await using var world = await EngineWorld.OpenAsync();
        world.Provider.Instead = call => call == "add" ? new ProviderAnswer.NotDone("throttled", TimeSpan.FromSeconds(120)) : null;
        await world.GrantAsync();
        world.Provider.Instead = _ => null;
        await world.TurnAsync(TimeSpan.FromSeconds(119));
        Assert.That(world.Provider.IsMember, Is.False);
        await world.TurnAsync(TimeSpan.FromSeconds(2));
        Assert.That(world.Provider.IsMember, Is.True);
    }

    [Test]
    public async Task A_turn_that_a_room_has_kept_is_waited_for_however_far_ahead_it_is()
    {
        await using var world = await EngineWorld.OpenAsync();
        await world.GrantAsync();
        var asked = 0;
        var booked = new ProviderAnswer.NotDone("spent", TimeSpan.FromMinutes(20), IsBooked: true);
        world.Provider.Instead = call => call == "remove" && ++asked == 1 ? booked : null;
        await world.TurnAsync(TimeSpan.FromHours(1));
        for (var minute = 0; minute < 19; minute++)
            await world.TurnAsync(TimeSpan.FromMinutes(1));
        Assert.That(asked, Is.EqualTo(1));
        await world.TurnAsync(TimeSpan.FromMinutes(1));
        Assert.That(world.Provider.IsMember, Is.False);
    }

    [Test]
    public async Task A_poisonous_effect_is_set_aside_and_shown_and_stops_nobody_else()
    {
        await using var world = await EngineWorld.OpenAsync();
        world.Chat.Instead = call => call == "post" ? throw new FormatException("poison") : null;
        var request = await world.AskAsync();
        for (var i = 0; i < 20; i++)
            await world.TurnAsync(TimeSpan.FromMinutes(1));
        var parked = await world.Store.ListParkedAsync(default);
        Assert.That(parked.Select(effect => effect.Key), Has.One.StartsWith("show/"));
        Assert.That((await world.Get<Readiness>().LookAsync(default)).Select(problem => problem.Why), Has.One.Contains("set aside"));
        Assert.That(world.Chat.Notices.Select(notice => notice.Kind), Does.Contain("Asked"));
        Assert.That(await world.StateAsync(request), Is.InstanceOf<AccessState.Pending>());
    }

    [Test]
    public async Task An_add_whose_moment_has_passed_is_not_sent()
    {
        await using var world = await EngineWorld.OpenAsync();
        world.Provider.Instead = call => call == "observe" ? Late(world) : null;
        await world.GrantAsync();
        Assert.That(world.Provider.Changes, Does.Not.Contain("add"));
        Assert.That(world.Provider.IsMember, Is.False);

        // The survey took until after the whole grant would have been over.
        static ProviderAnswer? Late(EngineWorld world)
        {
            world.Clock.Advance(TimeSpan.FromHours(2));
            return new ProviderAnswer.Absent();
        }
    }

    [Test]
    public async Task A_process_that_dies_again_and_again_sets_nothing_aside()
    {
        await using var world = await EngineWorld.OpenAsync();
        world.Chat.Instead = call => call == "post" ? new ChatAnswer.NotNow("busy", TimeSpan.FromMinutes(1)) : null;
        await world.AskAsync();
        var row = (await world.Store.ListPendingAsync(null, default)).Single(row => row.Lane == Lane.Notice && row.DueAt < world.Clock.GetUtcNow().AddMinutes(2));
        for (var death = 0; death < 2 * WorkerLimits.MostFailures; death++)
        {
            world.Clock.Advance(TimeSpan.FromMinutes(2));
            Assert.That(await world.Get<EffectWorker>().ClaimAsync([row.Id], default), Has.Count.EqualTo(1), "claimed, and then the process died");
        }

        world.Chat.Instead = call => call == "post" ? throw new FormatException("once") : null;
        await world.TurnAsync(TimeSpan.FromMinutes(2));
        Assert.That(await world.Store.ListParkedAsync(default), Is.Empty);
        world.Chat.Instead = _ => null;
        await world.TurnAsync(TimeSpan.FromMinutes(2));
        Assert.That(world.Chat.Cards, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Stopping_lets_what_is_in_flight_finish()
    {
        await using var world = await EngineWorld.OpenAsync();
        var request = await world.AskAsync();
        world.Provider.Held = new TaskCompletionSource();
        using var stop = new CancellationTokenSource();
        var running = world.Engine.RunAsync(stop.Token);
        world.Witness(world.Clock.GetUtcNow()); // nothing is done before somebody has said what time it is
        await world.Desk.ApproveAsync(EngineWorld.Avery, request, new Approval(world.Clock.GetUtcNow()), world.Gesture(), default);
        await world.Provider.HoldsOne.Task;
        await stop.CancelAsync();
        Assert.That(running.IsCompleted, Is.False);
        world.Provider.Held.SetResult();
        await running;
        var (holding, _) = await world.Get<HoldingHandler>().LoadAsync(new HoldingKey("Directory", "group", "subject of riley@example.com"), default);
        Assert.That(holding.InFlight, Is.Null, "the answer was recorded before the end");
    }

    [Test]
    public async Task What_is_cut_off_gives_up_its_lease_and_is_free_at_once()
    {
        await using var world = await EngineWorld.OpenAsync();
        var request = await world.AskAsync();
        await world.DrainAsync();
        await world.Desk.ApproveAsync(EngineWorld.Avery, request, new Approval(world.Clock.GetUtcNow()), world.Gesture(), default);
        await CutOffAsync(world);

        var pending = (await world.Store.ListPendingAsync(null, default)).Select(row => row.Id).ToList();
        var claimed = await world.Get<EffectWorker>().ClaimAsync(pending, default);
        Assert.That(claimed.Select(each => each.Effect), Has.Some.InstanceOf<Effect.Converge>());
    }

    [Test]
    public async Task A_removal_that_is_cut_off_stays_unanswered_so_that_nobody_calls_beside_it()
    {
        await using var world = await EngineWorld.OpenAsync();
        await world.GrantAsync();
        world.Clock.Advance(TimeSpan.FromHours(1));
        await CutOffAsync(world);

        var (holding, _) = await world.Get<HoldingHandler>().LoadAsync(new HoldingKey("Directory", "group", "subject of riley@example.com"), default);
        Assert.That(holding.InFlight?.Call, Is.EqualTo(ProviderCall.Remove));
    }

    /// <summary>Works until the provider holds a call, and cuts that off.</summary>
    private static async Task CutOffAsync(EngineWorld world)
    {
        world.Provider.Held = new TaskCompletionSource();
        using var abandon = new CancellationTokenSource();
        var crew = world.Get<WorkCrew>();
        while (!world.Provider.HoldsOne.Task.IsCompleted)
        {
            world.Get<WakeClock>().Tick();
            await crew.StartReadyAsync(abandon.Token, default);
            await Task.WhenAny(crew.Running.Append(world.Provider.HoldsOne.Task));
        }

        await abandon.CancelAsync();
        await Task.WhenAll(crew.Running);
    }
}
