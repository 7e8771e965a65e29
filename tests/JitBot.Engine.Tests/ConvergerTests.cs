using JitBot.Core;
using JitBot.Core.Access;
using JitBot.Core.Effects;
using JitBot.Core.Holdings;
using JitBot.Core.Store;
using JitBot.Engine.Clock;
using JitBot.Engine.Effects;
using JitBot.Engine.Operations;

namespace JitBot.Engine.Tests;

/// <summary>What the converger writes down of its calls when something fails between two of them.</summary>
[TestFixture]
public class ConvergerTests
{
    private static readonly RequestId Request = new("r-1");
    private static readonly HoldingKey Key = new("Directory", "group", "subject of riley@example.com");

    [Test]
    public async Task What_came_of_a_call_is_written_down_though_nobody_can_tell_whether_the_next_may_be_made()
    {
        await using var world = await EngineWorld.OpenAsync();
        var (now, holdings) = (world.Clock.GetUtcNow(), world.Get<HoldingHandler>());
        var wanted = now.AddMinutes(5);
        await holdings.HandleOnceAsync(Work(new Effect.Claim(Request, Key, wanted)), Key, new HoldingCommand.Claim(now, Request, Key, wanted), default);
        var looks = 0;
        var mandate = world.Get<Mandate>() with { LookAsync = _ => ++looks == 1 ? Task.CompletedTask : throw new StoreUnavailableException("The disk is full.") };
        var converger = new HoldingConverger(holdings, world.Get<ProviderShelf>(), mandate, world.Get<RemovalWatch>(), world.Get<TrustedClock>(), world.Get<Entropy>());

        var work = Work(new Effect.Converge(Key, Removes: false));
        var result = await converger.RunAsync(work, Key, removes: false, default);

        var lines = await world.Get<IAccessStore>().LoadAsync(StreamId.Of(Key.Id), 0, default);
        Assert.That(lines.Select(EventJson.ReadHolding).Last(), Is.TypeOf<HoldingEvent.Seen>());
        Assert.That(result, Is.TypeOf<EffectResult.Later>());
        Assert.That(work.IsCompleted, Is.True, "what is to be done next is asked for with the report");
    }

    private static EffectAtWork Work(Effect effect) => new(new ClaimedEffect(1, effect, DueEffect.AtOnce, 1, 1, 1));
}
