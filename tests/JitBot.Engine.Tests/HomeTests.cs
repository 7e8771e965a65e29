using JitBot.Core;
using JitBot.Core.Access;
using JitBot.Core.Catalogue;
using JitBot.Core.Chat;
using JitBot.Core.Effects;
using JitBot.Core.People;
using JitBot.Core.Store;
using JitBot.Engine.Effects;
using JitBot.Engine.Homes;

namespace JitBot.Engine.Tests;

/// <summary>Home pages are kept for whoever opened one, and for nobody else.</summary>
internal sealed class HomeTests
{
    private EngineWorld _world = null!;

    [SetUp]
    public async Task OpenAsync() => _world = await EngineWorld.OpenAsync();

    [TearDown]
    public async Task CloseAsync() => await _world.DisposeAsync();

    [Test]
    public async Task Many_changes_of_one_persons_requests_are_shown_at_once()
    {
        await OpenHomeAsync(EngineWorld.Riley);
        _world.Chat.Homes.Clear();
        await _world.SaveAndReadAsync([("Catalogue:MostOpenRequests", "20"), .. Enumerable.Range(2, 20).SelectMany(Entitlement)]);
        for (var i = 2; i < 22; i++)
            await _world.Desk.AskAsync(EngineWorld.Riley, new AskForm($"more-{i}", TimeSpan.FromHours(1), "fixing INC-123"), $"gesture {i}", default);
        await _world.DrainAsync();
        Assert.That(_world.Chat.Homes, Has.Count.LessThan(5), "twenty were asked for, and each went on to be prepared");
        Assert.That(_world.Chat.Homes[^1].View.Mine, Has.Count.EqualTo(15));
        Assert.That(_world.Chat.Homes[^1].View.HasMoreOfMine, Is.True);
    }

    private static IEnumerable<(string, string?)> Entitlement(int i) =>
        new[] { ("Id", $"more-{i}"), ("Provider", "Directory"), ("Resource", $"group {i}"), ("Policy", "production") }
            .Select(each => ($"Catalogue:Entitlements:{i}:{each.Item1}", (string?)each.Item2));

    [Test]
    public async Task A_page_that_was_not_shown_before_a_restart_is_shown_after_it()
    {
        _world.Chat.Instead = call => call == "home" ? new ChatAnswer.NotNow("Not now.") : null;
        await OpenHomeAsync(EngineWorld.Riley);
        Assert.That(_world.Chat.Homes, Is.Empty);
        _world.Chat.Instead = _ => null;
        await _world.RestartAsync();
        _world.Clock.Advance(TimeSpan.FromMinutes(2));
        await _world.DrainAsync();
        Assert.That(_world.Chat.Homes.Single().Account, Is.EqualTo(EngineWorld.Riley.Account));
    }

    [Test]
    public async Task Whoever_was_held_up_and_showed_an_older_picture_over_a_newer_one_draws_once_more()
    {
        await OpenHomeAsync(EngineWorld.Riley);
        _world.Chat.Homes.Clear();
        _world.Chat.WhileShowing = async (account, _) =>
        {
            _world.Chat.WhileShowing = (_, _) => Task.CompletedTask;
            await _world.Desk.AskAsync(EngineWorld.Riley, new AskForm("database", TimeSpan.FromHours(1), "fixing INC-123"), "gesture", default);
            await _world.Store.CountDrawnAsync((await _world.Store.FindHomeAsync(account, default))!, default);
        };
        await _world.Get<HomeKeeper>().RunAsync(new Effect.Home((await KeptAsync(_world)).Person, IsAwaited: false), default);
        Assert.That(_world.Chat.Homes.Select(shown => shown.View.Mine.Count), Is.EqualTo(new[] { 0, 1 }));
    }

    [Test]
    public async Task Whoever_is_overtaken_again_and_again_leaves_it_to_the_others_for_a_while()
    {
        await OpenHomeAsync(EngineWorld.Riley);
        _world.Chat.WhileShowing = async (account, _) => await _world.Store.CountDrawnAsync((await _world.Store.FindHomeAsync(account, default))!, default);
        var result = await _world.Get<HomeKeeper>().RunAsync(new Effect.Home((await KeptAsync(_world)).Person, IsAwaited: false), default);
        Assert.That(result, Is.Not.EqualTo(EffectResult.Finished), "it is looked at again");
    }

    [Test]
    public async Task Nobody_without_a_page_is_called_for()
    {
        await _world.Desk.AskAsync(EngineWorld.Riley, new AskForm("database", TimeSpan.FromHours(1), "fixing INC-123"), "gesture", default);
        await _world.DrainAsync();
        Assert.That(_world.Chat.Homes, Is.Empty);
        Assert.That((await _world.Store.ListWaitingAsync(Lane.Notice, default)).Select(due => due.Effect), Has.None.InstanceOf<Effect.Home>());
    }

    [Test]
    public async Task A_directory_that_hangs_holds_nobody_for_longer_than_all_its_groups_have_together()
    {
        await using var world = await EngineWorld.OpenAsync("one", "two", "three", "four");
        world.Groups.Hanging.UnionWith(["two", "three", "four"]);
        var opening = world.Get<HomeDesk>().OpenAsync(EngineWorld.Riley, default);
        await world.Groups.Hangs.Task.WaitAsync(Patience);
        Assert.That(opening.IsCompleted, Is.False);
        world.Clock.Advance(TimeSpan.FromSeconds(5));
        Assert.That(await opening.WaitAsync(Patience), Is.Null);
        Assert.That(world.Groups.Asked, Is.EqualTo(new[] { "one", "two" }), "after that nobody is asked any more");
        Assert.That((await KeptAsync(world)).Groups, Is.EqualTo(new[] { new Rule.Member(ToldGroups.SourceName, "one") }), "who has not answered has not said yes");
    }

    [Test]
    public async Task A_page_opened_again_within_a_minute_is_shown_again_and_asks_no_directory()
    {
        await using var world = await EngineWorld.OpenAsync("one");
        for (var i = 0; i < 10; i++)
        {
            await world.Get<HomeDesk>().OpenAsync(EngineWorld.Riley, default);
            await world.TurnAsync(TimeSpan.FromSeconds(5));
        }

        Assert.That(world.Groups.Asked, Is.EqualTo(new[] { "one" }));
        Assert.That(world.Chat.Homes, Has.Count.EqualTo(10));
        await world.TurnAsync(TimeSpan.FromSeconds(10));
        await world.Get<HomeDesk>().OpenAsync(EngineWorld.Riley, default);
        Assert.That(world.Groups.Asked, Has.Count.EqualTo(2), "a minute after they were asked, not after it was opened last");
    }

    [Test]
    public async Task A_page_kept_by_a_clock_that_was_ahead_is_kept_anew()
    {
        await using var world = await EngineWorld.OpenAsync("one");
        await world.Get<HomeDesk>().OpenAsync(EngineWorld.Riley, default);
        var kept = await KeptAsync(world);
        await world.Store.KeepHomeAsync(kept with { OpenedAt = kept.OpenedAt.AddDays(400), Groups = [] }, default);
        await world.Get<HomeDesk>().OpenAsync(EngineWorld.Riley, default);
        Assert.That((await KeptAsync(world)).OpenedAt, Is.EqualTo(kept.OpenedAt));
    }

    [Test]
    public async Task Whoever_can_have_no_page_any_more_has_none_kept_once_they_open_it()
    {
        await OpenHomeAsync(EngineWorld.Riley);
        Assert.That(await _world.Get<HomeDesk>().OpenAsync(EngineWorld.Riley with { Barred = Refusal.Guest }, default), Is.EqualTo(Refusal.Guest));
        Assert.That(await _world.Store.ListHomesAsync(default), Is.Empty);
    }

    /// <summary>Whatever is waited for is there within moments.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private static async Task<Home> KeptAsync(EngineWorld world) => (await world.Store.ListHomesAsync(default)).Single();

    private async Task OpenHomeAsync(AccountFacts who)
    {
        Assert.That(await _world.Get<HomeDesk>().OpenAsync(who, default), Is.Null);
        await _world.DrainAsync();
    }
}
