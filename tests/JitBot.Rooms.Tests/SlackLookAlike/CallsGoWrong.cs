using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using JitBot.Sandbox.LookAlikes.Slack;
using NUnit.Framework;

namespace JitBot.Rooms.Tests.SlackLookAlike;

internal sealed class CallsGoWrong : LookAlikeTests
{
    private const string Method = "chat.postMessage";

    private int Posted => Slack.Workspace.Messages.In(Approvals).Count;

    [Test]
    public async Task A_refusal_is_given_as_often_as_planned_and_does_nothing()
    {
        Slack.Faults.Next(Method, new SlackFault.Refuses("fatal_error"), times: 2);

        Assert.That(Error(await PostOnceAsync()), Is.EqualTo("fatal_error"));
        Assert.That(Error(await PostOnceAsync()), Is.EqualTo("fatal_error"));
        Assert.That(Error(await PostOnceAsync()), Is.Null);
        Assert.That(Posted, Is.EqualTo(1));
    }

    [Test]
    public async Task Throttling_says_when_to_come_back()
    {
        Slack.Faults.Next(SlackFaults.AnyMethod, new SlackFault.Throttles(TimeSpan.FromSeconds(7)));

        using var answer = await SendAsync();

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.TooManyRequests));
        Assert.That(answer.Headers.RetryAfter!.Delta, Is.EqualTo(TimeSpan.FromSeconds(7)));
        Assert.That(Posted, Is.Zero);
    }

    [Test]
    public async Task An_internal_error_may_come_after_the_effect()
    {
        Slack.Faults.Next(Method, new SlackFault.DoesAndDenies());

        Assert.That(Error(await PostOnceAsync()), Is.EqualTo("internal_error"));
        Assert.That(Posted, Is.EqualTo(1));
    }

    [Test]
    public void A_connection_may_break_after_the_effect()
    {
        Slack.Faults.Next(Method, new SlackFault.DoesAndHangsUp());

        Assert.That(SendAsync, Throws.InstanceOf<HttpRequestException>());
        Assert.That(Posted, Is.EqualTo(1));
    }

    [Test]
    public async Task While_it_is_down_every_connection_breaks()
    {
        Slack.Faults.IsDown = true;
        Assert.That(SendAsync, Throws.InstanceOf<HttpRequestException>());

        Slack.Faults.Clear();

        Assert.That(Error(await PostOnceAsync()), Is.Null);
    }

    [Test]
    public async Task A_status_of_500_has_no_json()
    {
        Slack.Faults.Next(Method, new SlackFault.Fails(503));

        using var answer = await SendAsync();

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
        Assert.That(await answer.Content.ReadAsStringAsync(), Does.StartWith("<html>"));
    }

    [Test]
    public async Task An_answer_may_be_held_back_after_the_effect()
    {
        var hold = new TaskCompletionSource();
        Slack.Faults.Next(Method, new SlackFault.Holds(hold.Task));
        var call = PostOnceAsync();

        await Slack.Workspace.WaitUntilAsync(() => Posted == 1, CancellationToken.None);
        Assert.That(call.IsCompleted, Is.False);
        hold.SetResult();

        Assert.That(Error(await call), Is.Null);
    }

    [Test]
    public async Task One_message_a_second_for_each_channel_can_be_demanded()
    {
        Slack.Faults.OneMessagePerSecond = true;
        Assert.That(Error(await PostOnceAsync()), Is.Null);
        using var second = await SendAsync();
        Clock.Advance(TimeSpan.FromSeconds(1));

        Assert.That(second.StatusCode, Is.EqualTo(HttpStatusCode.TooManyRequests));
        Assert.That(Error(await PostOnceAsync()), Is.Null);
    }

    private Task<JsonObject> PostOnceAsync() => CallAsync(Method, new JsonObject { ["channel"] = Approvals.Id, ["text"] = "card" });

    private async Task<HttpResponseMessage> SendAsync()
    {
        var arguments = new JsonObject { ["channel"] = Approvals.Id, ["text"] = "card" };
        using var content = new StringContent(arguments.ToJsonString(), Encoding.UTF8, "application/json");
        return await Http.PostAsync(new Uri(Method, UriKind.Relative), content);
    }
}
