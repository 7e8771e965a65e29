using JitBot.Core;
using JitBot.Core.Access;
using JitBot.Core.Chat;
using JitBot.Core.Effects;
using JitBot.Core.Holdings;
using JitBot.Core.Store;
using JitBot.Engine.Clock;
using JitBot.Engine.Effects;
using JitBot.Engine.Requests;
using Moq;

namespace JitBot.Engine.Tests;

/// <summary>Whoever had access by such terms is signed out everywhere when it is gone, or it is told that they could not be.</summary>
[TestFixture]
public class SignOutTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [Test]
    public async Task Whoever_had_access_is_signed_out_when_it_is_gone()
    {
        await using var world = await EngineWorld.OpenSigningOutAsync();
        var request = await world.GrantAsync();
        Assert.That(world.Sessions.Asked, Is.Empty);
        await world.TurnAsync(Hour);
        Assert.That(world.Sessions.Asked.Select(asked => asked.Subject), Is.EqualTo(new[] { "subject of riley@example.com" }));
        Assert.That((await world.EventsAsync(request))[^1], Is.TypeOf<AccessEvent.SignedOut>());
        Assert.That(world.Chat.Lines, Has.Some.Contains("has signed").And.Some.Contains("Signing out everywhere follows."));
    }

    [Test]
    public async Task Without_such_terms_nobody_is()
    {
        await using var world = await EngineWorld.OpenAsync();
        await world.GrantAsync();
        await world.TurnAsync(Hour);
        Assert.That(world.Sessions.Asked, Is.Empty);
        Assert.That(world.Chat.Lines, Has.Some.Contains("may live on for a while"));
    }

    [Test]
    public async Task Whoever_stood_still_while_looking_looks_again_before_anybody_is_signed_out()
    {
        await using var world = await EngineWorld.OpenSigningOutAsync();
        world.Sessions.Answer = new SignOutAnswer.NotNow("It is down.", TimeSpan.FromDays(1));
        var request = await world.GrantAsync();
        await world.TurnAsync(Hour);
        var before = world.Sessions.Asked.Count;
        var slow = new Mock<IAccessStore>();
        slow.Setup(store => store.LoadAsync(It.IsAny<StreamId>(), It.IsAny<long>(), It.IsAny<CancellationToken>())).Returns((StreamId stream, long after, CancellationToken ct) =>
        {
            world.Clock.Advance(HoldingLimits.SendWindow);
            return world.Store.LoadAsync(stream, after, ct);
        });
        var closer = new SessionCloser(new StoryReader(slow.Object), world.Get<CommandHandler>(), world.Get<SessionShelf>(), world.Get<TrustedClock>(), world.Get<Entropy>());
        var work = new EffectAtWork(new ClaimedEffect(1, new Effect.SignOut(request, "Directory"), DueEffect.AtOnce, 1, 1, 1));
        Assert.That(await closer.RunAsync(work, request, default), Is.TypeOf<EffectResult.Later>());
        Assert.That(world.Sessions.Asked, Has.Count.EqualTo(before));
    }

    [Test]
    public async Task The_removal_is_told_though_nobody_can_be_signed_out_now()
    {
        await using var world = await EngineWorld.OpenSigningOutAsync();
        world.Sessions.Answer = new SignOutAnswer.NotNow("It is down.");
        var request = await world.GrantAsync();
        await world.TurnAsync(Hour);
        Assert.That((await world.EventsAsync(request))[^1], Is.TypeOf<AccessEvent.Ended>());
        Assert.That(world.Chat.Lines, Has.Some.Contains("confirmed that the membership is gone"));
        world.Sessions.Answer = new SignOutAnswer.Done();
        await world.TurnAsync(TimeSpan.FromMinutes(1));
        Assert.That((await world.EventsAsync(request))[^1], Is.TypeOf<AccessEvent.SignedOut>());
    }

    [Test]
    public async Task What_cannot_be_done_for_an_hour_is_told_and_tried_no_more()
    {
        await using var world = await EngineWorld.OpenSigningOutAsync();
        world.Sessions.Answer = new SignOutAnswer.NotNow("It is down.", TimeSpan.FromDays(1));
        var request = await world.GrantAsync();
        await world.TurnAsync(Hour);
        for (var waited = TimeSpan.Zero; waited <= SignOutRules.GiveUpAfter; waited += TimeSpan.FromMinutes(5))
            await world.TurnAsync(TimeSpan.FromMinutes(5));
        Assert.That(((await world.EventsAsync(request))[^1] as AccessEvent.SignOutMissed)?.Why, Is.EqualTo("It is down."));
        var tries = world.Sessions.Asked.Count;
        await world.TurnAsync(Hour);
        Assert.That(world.Sessions.Asked, Has.Count.EqualTo(tries));
    }

    [Test]
    public async Task A_right_that_is_missing_is_told_at_once()
    {
        await using var world = await EngineWorld.OpenSigningOutAsync();
        world.Sessions.Answer = new SignOutAnswer.Closed("No right.");
        var request = await world.GrantAsync();
        await world.TurnAsync(Hour);
        Assert.That((await world.EventsAsync(request))[^1], Is.TypeOf<AccessEvent.SignOutMissed>());
        Assert.That(world.Chat.Lines, Has.Some.Contains("could not be signed out everywhere"));
    }

    [Test]
    public async Task What_was_written_down_is_done_after_a_restart()
    {
        await using var world = await EngineWorld.OpenSigningOutAsync();
        world.Sessions.Answer = new SignOutAnswer.NotNow("It is down.");
        var request = await world.GrantAsync();
        await world.TurnAsync(Hour);
        world.Sessions.Answer = new SignOutAnswer.Done();
        await world.RestartAsync(() => world.Clock.Advance(TimeSpan.FromMinutes(2)));
        Assert.That((await world.EventsAsync(request))[^1], Is.TypeOf<AccessEvent.SignedOut>());
    }
}
