using JitBot.Core.Chat;

namespace JitBot.Engine.Tests;

/// <summary>An outage, however long, costs nobody a gesture.</summary>
[TestFixture]
public class OutageTests
{
    [Test]
    public async Task A_delivery_waits_out_any_outage_and_is_never_set_aside()
    {
        await using var world = await EngineWorld.OpenAsync();
        var handled = 0;
        world.Chat.Instead = call => call == "handle" ? throw new NotNowException("The platform cannot be asked who this is.") : null;
        await world.Get<Inbox>().ReceiveAsync(new Delivery("Chat", "key", "click", "{}", world.Clock.GetUtcNow()), default);
        for (var i = 0; i < 60; i++)
            await world.TurnAsync(TimeSpan.FromMinutes(2));
        Assert.That(await world.Store.ListParkedAsync(default), Is.Empty);
        world.Chat.Instead = call =>
        {
            handled += call == "handle" ? 1 : 0;
            return null;
        };
        await world.TurnAsync(TimeSpan.FromMinutes(2));
        Assert.That(handled, Is.EqualTo(1));
    }
}
