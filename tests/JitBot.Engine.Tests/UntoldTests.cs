using JitBot.Core.Access;
using JitBot.Core.Chat;

namespace JitBot.Engine.Tests;

/// <summary>That a requester could not be told in private is a line of the log, and the thread tells it once.</summary>
[TestFixture]
public class UntoldTests
{
    private static readonly ChatAnswer NotInstalled = new ChatAnswer.PlaceGone("It is not installed.") { Todo = "ask an administrator" };

    [Test]
    public async Task It_stands_in_the_log_and_in_the_thread_once_whatever_is_to_be_told_and_however_often_the_process_starts()
    {
        await using var world = await EngineWorld.OpenAsync();
        world.Chat.Instead = call => call == "notify" ? NotInstalled : null;
        var request = await world.AskAsync();
        await world.RestartAsync();
        await world.Desk.ApproveAsync(EngineWorld.Avery, request, new Approval(world.Clock.GetUtcNow()), world.Gesture(), default);
        await world.TurnAsync(TimeSpan.FromHours(2));

        Assert.That((await world.EventsAsync(request)).OfType<AccessEvent.RequesterUntold>().Select(told => told.Todo), Is.EqualTo(new[] { "ask an administrator" }));
        Assert.That(world.Chat.Lines.Where(line => line.Contains("told in private", StringComparison.Ordinal)), Is.EqualTo(new[] { "riley could not be told in private: ask an administrator." }));
        Assert.That(await world.StateAsync(request), Is.InstanceOf<AccessState.Ended>());
    }

    [Test]
    public async Task It_waits_until_a_card_stands_behind_which_it_can_be_told()
    {
        await using var world = await EngineWorld.OpenAsync();
        world.Chat.Instead = call => call == "notify" ? NotInstalled : call == "post" ? new ChatAnswer.NotNow("It is down.") : null;
        var request = await world.AskAsync();
        Assert.That(await world.EventsAsync(request), Has.None.InstanceOf<AccessEvent.RequesterUntold>());

        world.Chat.Instead = call => call == "notify" ? NotInstalled : null;
        await world.TurnAsync(TimeSpan.FromMinutes(2));
        await world.Desk.ApproveAsync(EngineWorld.Avery, request, new Approval(world.Clock.GetUtcNow()), world.Gesture(), default);
        await world.DrainAsync();
        Assert.That(world.Chat.Lines, Has.One.EqualTo("riley could not be told in private: ask an administrator."));
    }

    [Test]
    public async Task Where_nobody_can_do_anything_about_it_nothing_is_said()
    {
        await using var world = await EngineWorld.OpenAsync();
        world.Chat.Instead = call => call == "notify" ? new ChatAnswer.PlaceGone("They blocked it.") : null;
        var request = await world.AskAsync();
        Assert.That(await world.EventsAsync(request), Has.None.InstanceOf<AccessEvent.RequesterUntold>());
    }
}
