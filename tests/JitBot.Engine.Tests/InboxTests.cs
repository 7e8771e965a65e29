using JitBot.Core;
using JitBot.Core.Chat;
using JitBot.Core.Effects;
using JitBot.Core.Store;
using JitBot.Engine.Effects;
using JitBot.Engine.Operations;
using JitBot.Testing;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using Moq;

namespace JitBot.Engine.Tests;

/// <summary>More gestures than the store can take are answered late, and beyond a bound at once; none that was answered is lost.</summary>
[TestFixture]
public class InboxTests
{
    [Test]
    public async Task When_many_wait_to_be_kept_whoever_comes_then_is_told_at_once_and_nothing_that_waits_is_lost()
    {
        await using var world = await EngineWorld.OpenAsync();
        var (kept, disk) = (0, new TaskCompletionSource<EffectRow?>(TaskCreationOptions.RunContinuationsAsynchronously));
        var store = new Mock<IAccessStore>();
        store.Setup(each => each.ReceiveAsync(It.IsAny<Delivery>(), It.IsAny<CancellationToken>())).Returns(() =>
        {
            kept++;
            return disk.Task;
        });
        var inbox = new Inbox(store.Object, world.Get<WakeClock>(), world.Get<StoreWatch>());
        Task ReceiveAsync(string key) => inbox.ReceiveAsync(new Delivery("Chat", key, "click", "{}", world.Clock.GetUtcNow()), default);

        var waiting = Enumerable.Range(0, Inbox.MostWaiting).Select(i => ReceiveAsync($"key {i}")).ToList();
        for (var i = 0; i < 3; i++)
            Assert.That(ReceiveAsync("one too many").Exception?.InnerException, Is.InstanceOf<TooManyWaitException>(), "told at once");
        disk.SetResult(null);
        await Task.WhenAll(waiting);
        await ReceiveAsync("one too many");

        Assert.That(kept, Is.EqualTo(Inbox.MostWaiting + 1));
    }

    [Test]
    public void What_was_not_kept_is_answered_with_when_it_is_to_come_again()
    {
        var response = new DefaultHttpContext().Response;
        new NotKept("Chat", new StoppedClock(), NullLogger.Instance).Answer(response, new TooManyWaitException());
        Assert.That((response.StatusCode, (string?)response.Headers.RetryAfter), Is.EqualTo((503, "1")));
    }
}
