using JitBot.Core;
using JitBot.Core.Access;
using JitBot.Core.Chat;
using JitBot.Core.Effects;
using JitBot.Core.People;
using JitBot.Core.Store;
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
    public async Task Many_changes_of_one_persons_requests_are_one_effect()
    {
        await OpenHomeAsync(EngineWorld.Riley);
        _world.Chat.Homes.Clear();
        for (var i = 0; i < 20; i++)
            await _world.Desk.AskAsync(EngineWorld.Riley, new AskForm("database", TimeSpan.FromHours(1), "fixing INC-123"), $"gesture {i}", default);
        var waiting = await _world.Store.ListWaitingAsync(Lane.Notice, default);
        Assert.That(waiting.Select(due => due.Effect).OfType<Effect.Home>(), Has.Exactly(1).Items);
        await _world.DrainAsync();
        Assert.That(_world.Chat.Homes[^1].View.Mine, Has.Count.EqualTo(15));
        Assert.That(_world.Chat.Homes[^1].View.HasMoreOfMine, Is.True);
    }

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
    public async Task Nobody_without_a_page_is_called_for()
    {
        await _world.Desk.AskAsync(EngineWorld.Riley, new AskForm("database", TimeSpan.FromHours(1), "fixing INC-123"), "gesture", default);
        await _world.DrainAsync();
        Assert.That(_world.Chat.Homes, Is.Empty);
        Assert.That((await _world.Store.ListWaitingAsync(Lane.Notice, default)).Select(due => due.Effect), Has.None.InstanceOf<Effect.Home>());
    }

    private async Task OpenHomeAsync(AccountFacts who)
    {
        Assert.That(await _world.Get<HomeDesk>().OpenAsync(who, default), Is.Null);
        await _world.DrainAsync();
    }
}
