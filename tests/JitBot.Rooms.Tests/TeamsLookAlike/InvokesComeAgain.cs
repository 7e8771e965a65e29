using JitBot.Sandbox.LookAlikes.Teams;
using NUnit.Framework;
using static JitBot.Rooms.Tests.TeamsLookAlike.CardsOfTeams;

namespace JitBot.Rooms.Tests.TeamsLookAlike;

/// <summary>What is not answered comes again: with the same id, and an invoke then with a new one.</summary>
internal sealed class InvokesComeAgain : TeamsLookAlikeTests
{
    [Test]
    public async Task An_invoke_that_fails_comes_twice_with_its_id_and_half_a_minute_later_with_a_new_one()
    {
        var card = await PostCardAsync(Acting(Card(), Execute("approve")));
        Bot.Status = 500;

        await Teams.Cards("avery").PressAsync(card, "approve");
        Clock.Advance(TimeSpan.FromSeconds(29));
        Assert.That(await Teams.Deliveries.AdvanceAsync(), Is.Empty);
        Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.That(await Teams.Deliveries.AdvanceAsync(), Has.Count.EqualTo(1));

        var (first, second, third) = (Bot.All[0].Json, Bot.All[1].Json, Bot.All[2].Json);
        Assert.That(second.ToJsonString(), Is.EqualTo(first.ToJsonString()));
        Assert.That((string?)third["id"], Is.Not.EqualTo((string?)first["id"]));
        Assert.That((string?)third["timestamp"], Is.EqualTo("2026-03-02T09:00:30.000Z"));
        Assert.That(third["value"]!.ToJsonString(), Is.EqualTo(first["value"]!.ToJsonString()));
        Assert.That(Teams.Deliveries.Waiting, Is.Zero);
        Assert.That(Organisation.Complaints.Single(), Does.Contain("avery saw: Something went wrong"));
    }

    [Test]
    public async Task An_answer_after_fifteen_seconds_is_none()
    {
        var asked = new TaskCompletionSource();
        Bot.Before = () =>
        {
            if (!asked.TrySetResult())
                return Task.CompletedTask;
            return new TaskCompletionSource().Task;
        };
        var card = await PostCardAsync(Acting(Card(), Execute("approve")));
        var press = Teams.Cards("avery").PressAsync(card, "approve");
        await asked.Task;

        Clock.Advance(TimeSpan.FromSeconds(14.9));
        Assert.That(press.IsCompleted, Is.False);
        Clock.Advance(TimeSpan.FromSeconds(0.2));

        Assert.That((await press).TimedOut, Is.True);
        Assert.That(Bot.All.Select(heard => (string?)heard.Json["id"]).Distinct().Count(), Is.EqualTo(1));
        Assert.That(Bot.All, Has.Count.EqualTo(2));
        Assert.That(Teams.Deliveries.Waiting, Is.EqualTo(1));
    }

    [Test]
    public async Task A_message_that_fails_comes_once_more_with_its_id()
    {
        Bot.Status = 502;

        await Riley.SayAsync("help");

        Assert.That(Bot.All.Select(heard => (string?)heard.Json["id"]).Distinct().Count(), Is.EqualTo(1));
        Assert.That((Bot.All.Count, Teams.Deliveries.Waiting), Is.EqualTo((2, 0)));
    }

    [Test]
    public async Task What_is_refused_as_it_came_does_not_come_again()
    {
        Bot.Status = 403;

        await Riley.SayAsync("help");

        Assert.That(Bot.All, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Either_can_be_switched_on_for_what_is_answered()
    {
        Bot.Answer = Answer("Thanks.", "application/vnd.microsoft.activity.message");
        var card = await PostCardAsync(Acting(Card(), Execute("approve")));
        Teams.Deliveries.DeliversTwice = true;
        Teams.Deliveries.RedeliversWithNewId = true;

        await Teams.Cards("avery").PressAsync(card, "approve");
        Clock.Advance(TimeSpan.FromSeconds(30));
        await Teams.Deliveries.AdvanceAsync();

        Assert.That(Bot.All.Select(heard => (string?)heard.Json["id"]), Is.EqualTo(new[] { 0, 0, 2 }.Select(at => (string?)Bot.All[at].Json["id"])));
        Assert.That(Bot.All[2].Json["id"]!.ToString(), Is.Not.EqualTo(Bot.All[0].Json["id"]!.ToString()));
        Assert.That(Teams.Deliveries.Sent, Has.Count.EqualTo(3));
    }

    [Test]
    public async Task What_comes_again_may_come_by_the_clock()
    {
        Teams.Deliveries.RedeliversByTheClock = true;
        Bot.Status = 500;
        await Teams.Cards("avery").PressAsync(await PostCardAsync(Acting(Card(), Execute("approve"))), "approve");

        Clock.Advance(TimeSpan.FromSeconds(30));
        var third = await Bot.NthAsync(3);

        Assert.That((string?)third.Json["id"], Is.Not.EqualTo((string?)Bot.All[0].Json["id"]));
    }

    [Test]
    public async Task Nobody_there_is_a_failed_connection()
    {
        await Bot.DisposeAsync();

        Assert.That((await Riley.SayAsync("help"))!.Failure, Is.EqualTo("connection"));
    }
}
