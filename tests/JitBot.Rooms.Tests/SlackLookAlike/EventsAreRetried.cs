using System.Globalization;
using NUnit.Framework;

namespace JitBot.Rooms.Tests.SlackLookAlike;

internal sealed class EventsAreRetried : LookAlikeTests
{
    [Test]
    public async Task What_is_not_acknowledged_comes_three_times_more_at_once_and_after_one_and_five_minutes()
    {
        App.Status = 500;
        await Riley.ReactAsync(await PostAsync("card"), "+1");
        var eventId = (string?)App.Last.Json["event_id"];

        foreach (var (wait, number) in new[] { (0, 1), (1, 2), (5, 3) })
        {
            Clock.Advance(TimeSpan.FromMinutes(wait));
            await Slack.Events.AdvanceRetriesAsync();
            Assert.That(App.Last.Headers["x-slack-retry-num"], Is.EqualTo(number.ToString(CultureInfo.InvariantCulture)));
            Assert.That(App.Last.Headers["x-slack-retry-reason"], Is.EqualTo("http_error"));
            Assert.That((string?)App.Last.Json["event_id"], Is.EqualTo(eventId));
        }

        Clock.Advance(TimeSpan.FromHours(1));
        Assert.That(await Slack.Events.AdvanceRetriesAsync(), Is.Empty);
        Assert.That(App.All, Has.Count.EqualTo(4));
    }

    [Test]
    public async Task A_retry_waits_for_its_time()
    {
        App.Status = 500;
        await Riley.ReactAsync(await PostAsync("card"), "+1");
        await Slack.Events.AdvanceRetriesAsync();
        Clock.Advance(TimeSpan.FromSeconds(59));

        Assert.That(await Slack.Events.AdvanceRetriesAsync(), Is.Empty);
        Assert.That(Slack.Events.WaitingRetries, Is.EqualTo(1));
    }

    [Test]
    public async Task A_retry_that_is_acknowledged_is_the_last()
    {
        App.Status = 500;
        await Riley.ReactAsync(await PostAsync("card"), "+1");
        App.Status = 200;

        await Slack.Events.AdvanceRetriesAsync();

        Assert.That(Slack.Events.WaitingRetries, Is.Zero);
    }

    [Test]
    public async Task An_app_may_ask_for_no_retry()
    {
        App.Status = 500;
        App.AsksForNoRetry = true;

        await Riley.ReactAsync(await PostAsync("card"), "+1");

        Assert.That(Slack.Events.WaitingRetries, Is.Zero);
    }

    [Test]
    public async Task Nobody_there_is_a_failed_connection()
    {
        var card = await PostAsync("card");
        await App.DisposeAsync();

        var reply = await Riley.ReactAsync(card, "+1");

        Assert.That(reply!.Failure, Is.EqualTo("connection_failed"));
        Assert.That(Slack.Events.WaitingRetries, Is.EqualTo(1));
    }

    [Test]
    public async Task An_answer_after_three_seconds_is_no_answer()
    {
        var asked = new TaskCompletionSource();
        App.Before = () =>
        {
            asked.SetResult();
            return new TaskCompletionSource().Task;
        };
        var command = Riley.CommandAsync("/jit", "help");
        await asked.Task;

        Clock.Advance(TimeSpan.FromSeconds(2.9));
        Assert.That(command.IsCompleted, Is.False);
        Clock.Advance(TimeSpan.FromSeconds(0.2));

        Assert.That((await command).TimedOut, Is.True);
    }

    [Test]
    public async Task Retries_may_go_by_the_clock()
    {
        Slack.Events.RetriesByTheClock = true;
        App.Status = 500;
        await Riley.ReactAsync(await PostAsync("card"), "+1");

        var immediate = await App.NthAsync(2);

        Assert.That(immediate.Headers["x-slack-retry-num"], Is.EqualTo("1"));
    }

    [Test]
    public async Task A_request_url_is_verified_by_a_challenge()
    {
        await Slack.Events.VerifyUrlAsync("3eZbrw1aB10");

        var heard = App.Last.Json;
        Assert.That((string?)heard["type"], Is.EqualTo("url_verification"));
        Assert.That((string?)heard["challenge"], Is.EqualTo("3eZbrw1aB10"));
    }

    [Test]
    public async Task The_envelope_names_the_app_and_the_workspace()
    {
        await Riley.ReactAsync(await PostAsync("card"), "eyes");

        var envelope = App.Last.Json;
        Assert.That((string?)envelope["api_app_id"], Is.EqualTo(Slack.Workspace.App.AppId));
        Assert.That((string?)envelope["team_id"], Is.EqualTo(Slack.Workspace.App.TeamId));
        Assert.That((string?)envelope["type"], Is.EqualTo("event_callback"));
        Assert.That((string?)envelope["authorizations"]![0]!["user_id"], Is.EqualTo(Slack.Workspace.App.BotUserId));
        Assert.That(envelope["a_field_of_tomorrow"], Is.Not.Null);
    }
}
