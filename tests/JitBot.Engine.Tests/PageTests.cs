using JitBot.Core.Access;
using JitBot.Core.Effects;
using JitBot.Core.Operations;
using JitBot.Core.Paging;
using JitBot.Engine.Effects;
using JitBot.Engine.Operations;

namespace JitBot.Engine.Tests;

/// <summary>Somebody is woken for a request once, for half an hour it is tried, and who could not be woken is told to the operators.</summary>
[TestFixture]
internal sealed class PageTests
{
    [Test]
    public async Task A_page_says_who_took_what_for_how_long_and_why()
    {
        await using var world = await EngineWorld.OpenAsync();
        var request = await world.AskAsync(EngineWorld.Riley);
        Assert.That(await RunAsync(world, request), Is.TypeOf<EffectResult.Done>());
        var page = world.Pager.Pages.Single();
        Assert.That(page.Id, Is.EqualTo($"jitbot-{request}"));
        Assert.That(page.Summary, Does.StartWith("riley broke glass: ").And.Contain(" for "));
        Assert.That(page.Details["why"], Is.Not.Empty);
    }

    [Test]
    public async Task What_is_not_taken_is_sent_again_with_the_same_id_and_given_up_loudly_after_half_an_hour()
    {
        await using var world = await EngineWorld.OpenAsync();
        var request = await world.AskAsync(EngineWorld.Riley);
        var since = world.Clock.GetUtcNow();
        world.Pager.Answer = new PageAnswer.NotNow("It is down.", TimeSpan.FromMinutes(2));
        Assert.That(await RunAsync(world, request, since), Is.EqualTo(new EffectResult.Again(TimeSpan.FromMinutes(2), "It is down.")));
        Assert.That(Sighted(world), Is.Empty, "nobody is bothered before it is given up");
        world.Clock.Advance(PageWords.GivenUpAfter);
        Assert.That(await RunAsync(world, request, since), Is.TypeOf<EffectResult.Done>());
        Assert.That(Sighted(world), Is.EqualTo(new[] { new Condition.Unpaged("Beeper", "It is down.") }));
        Assert.That(world.Pager.Pages.Select(page => page.Id).Distinct(), Has.Exactly(1).Items);
        world.Pager.Answer = new PageAnswer.Sent();
        await RunAsync(world, request);
        Assert.That(Sighted(world), Is.Empty);
    }

    [Test]
    public async Task What_is_refused_is_told_at_once()
    {
        await using var world = await EngineWorld.OpenAsync();
        world.Pager.Answer = new PageAnswer.Refused("The key is wrong.");
        Assert.That(await RunAsync(world, await world.AskAsync(EngineWorld.Riley)), Is.TypeOf<EffectResult.Done>());
        var told = Sighted(world).Single();
        Assert.That(AlertWords.Holds(told, world.Clock.GetUtcNow()).ToPlainText(), Does.Contain("nobody could be woken by Beeper").IgnoreCase.And.Contain("The key is wrong."));
    }

    private static List<Condition> Sighted(EngineWorld world) => [.. world.Get<PageWatch>().Sight().Select(seen => seen.Condition).OfType<Condition>()];

    private static Task<EffectResult> RunAsync(EngineWorld world, RequestId request, DateTimeOffset? since = null) =>
        world.Get<PageSender>().RunAsync(new Effect.Page(request, since ?? world.Clock.GetUtcNow()), default);
}
