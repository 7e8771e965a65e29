using JitBot.Core.Access;
using JitBot.Core.Chat;
using JitBot.Core.Effects;
using JitBot.Core.Holdings;
using JitBot.Core.Store;
using JitBot.Engine.Clock;
using JitBot.Engine.Effects;

namespace JitBot.Engine.Tests;

/// <summary>What is begun by whoever stores it: taking access away and giving it, at once, while there is a hand for it.</summary>
[TestFixture]
public class SuccessorTests
{
    private static readonly RequestId Request = new("r-1");
    private static readonly HoldingKey Holding = new("Directory", "group", "subject");
    private static readonly DueEffect Release = Now(new Effect.Release(Request, Holding));
    private static readonly DueEffect Converge = Now(new Effect.Converge(Holding, Removes: true));

    [Test]
    public async Task Notices_and_what_is_due_later_wait_their_turn()
    {
        await using var world = await EngineWorld.OpenAsync();
        var successors = Open(world);
        DueEffect[] effects = [Now(new Effect.Notify(Request, NoticeKind.Ended)), Release, new(new Effect.Wake(Request), world.Clock.GetUtcNow().AddHours(1)), Converge];
        Assert.That(successors.Reserve(effects, completes: null)!.Places, Is.EqualTo(new[] { 1, 3 }));
    }

    [Test]
    public async Task What_finds_no_hand_is_not_claimed_but_one_that_ends_makes_room()
    {
        await using var world = await EngineWorld.OpenAsync();
        var (successors, hands) = (Open(world), world.Get<Hands>());
        while (hands.TryBegin(Door.Own, Lane.Revocation))
        {
        }

        Assert.That(successors.Reserve([Release], completes: null), Is.Null);
        var ending = new ClaimedEffect(1, new Effect.Wake(Request), DueEffect.AtOnce, 1, 1, 1);
        Assert.That(successors.Reserve([Release, Now(new Effect.Wake(Request))], ending)!.Places, Is.EqualTo(new[] { 0 }), "one hand ends, and one begins");
    }

    [Test]
    public async Task Whoever_does_not_get_what_a_hand_was_kept_for_gives_it_back()
    {
        await using var world = await EngineWorld.OpenAsync();
        var (begun, freed) = (new List<ClaimedEffect>(), 0);
        var (successors, hands) = (world.Get<Successors>(), world.Get<Hands>());
        successors.Open(begun.Add, () => freed++);
        for (var time = 0; time < 2 * WorkerLimits.Share(Lane.Revocation); time++)
        {
            var batch = new Batch(StreamId.Of(Request), 0, [], [], [Release], null, null) { Claims = successors.Reserve([Release], completes: null) };
            Assert.That(batch.Claims, Is.Not.Null);
            successors.Begin(batch, time % 2 == 0 ? null : new AppendAnswer.Appended([new EffectRow(1, Lane.Revocation, DueEffect.AtOnce)]));
        }

        Assert.That(begun, Is.Empty);
        Assert.That(freed, Is.EqualTo(2 * WorkerLimits.Share(Lane.Revocation)), "whoever waits for a hand is told of each");
        Assert.That(hands.TryBegin(Door.Own, Lane.Revocation), Is.True);
    }

    [Test]
    public async Task The_lease_is_short_under_which_nobody_may_work_because_a_commit_was_not_answered()
    {
        await using var world = await EngineWorld.OpenAsync();
        var claims = Open(world).Reserve([Release], completes: null)!;
        Assert.That(claims.Lease, Is.LessThanOrEqualTo(TimeSpan.FromSeconds(15)).And.LessThan(WorkerLimits.Lease));
    }

    [Test]
    public async Task Nothing_is_taken_while_nobody_works_or_the_clock_is_in_doubt()
    {
        await using var world = await EngineWorld.OpenAsync();
        Assert.That(world.Get<Successors>().Reserve([Release], completes: null), Is.Null);
        var successors = Open(world);
        world.Get<TrustedClock>().Doubt(["Directory"]);
        Assert.That(successors.Reserve([Release], completes: null), Is.Null);
    }

    private static Successors Open(EngineWorld world)
    {
        var successors = world.Get<Successors>();
        successors.Open(_ => { }, () => { });
        return successors;
    }

    private static DueEffect Now(Effect effect) => new(effect, DueEffect.AtOnce);
}
