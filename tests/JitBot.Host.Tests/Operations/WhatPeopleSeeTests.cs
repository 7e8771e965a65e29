using System.Net;
using JitBot.Host.Tests.Running;
using JitBot.Sandbox.LookAlikes;
using JitBot.Sandbox.LookAlikes.Slack;

namespace JitBot.Host.Tests.Operations;

/// <summary>The whole program in a bad world: what stands in the channel, what readiness answers, what is logged.</summary>
internal sealed class WhatPeopleSeeTests : StoryFixture
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(10);

    [Test]
    public async Task A_consent_that_was_withdrawn_is_told_at_once_with_what_to_do()
    {
        World.Graph.Faults.Always(new DirectoryFault.Fails(403));
        await As("riley").CommandAsync("/jit", "request prod-db 1h INC-70 without consent");
        await App.KeepHouseAsync(Soon);

        Assert.That(Alerts("Entra"), Has.Exactly(1).Items);
        Assert.That(Alerts("Entra")[0], Does.Contain("Entra refuses JitBot").And.Contain("403").And.Contain("User.Read.All").And.Contain("section Entra"));
        Assert.That(await ReadyAsync(), Does.Contain("Entra refuses JitBot").And.Contain("\"ready\":true"));
        Assert.That(App.Log.Lines, Has.Some.Contains("Error JitBot.Engine.Operations.OperationsWatch: Entra refuses JitBot"));

        World.Graph.Faults.Clear();
        await AskAsync("INC-71 with consent again");
        await App.KeepHouseAsync(Soon);
        Assert.That(Alerts("Entra")[^1], Does.Contain("Entra takes JitBot's credential again"));
        Assert.That(await ReadyAsync(), Does.Contain("\"problems\":[]"));
    }

    [Test]
    public async Task A_token_that_is_refused_is_told_and_the_directory_is_not_asked_hotly()
    {
        await GrantAsync("INC-72 before the token was revoked", entitlement: "warehouse");
        World.Okta.Faults.Always(new DirectoryFault.Fails(401));
        await App.KeepHouseAsync(TimeSpan.FromHours(1));
        await App.KeepHouseAsync(Soon);
        Assert.That(Alerts("Okta refuses").Single(), Does.Contain("Okta refuses JitBot").And.Contain("401").And.Contain("section Okta"));
        for (var second = 0; second < 600; second += 5)
            await App.KeepHouseAsync(TimeSpan.FromSeconds(5));
        var asked = App.Log.Lines.Count(line => line.Contains("OktaExchange", StringComparison.Ordinal) && line.Contains("401", StringComparison.Ordinal));
        Assert.That(asked, Is.InRange(2, 6), "only a human can help, so every five minutes is enough");
        World.Okta.Faults.Clear();
    }

    [Test]
    public async Task A_revoked_token_of_the_channel_itself_stands_in_the_log_and_in_readiness_and_is_told_when_it_is_over()
    {
        World.Slack.Faults.Next(SlackFaults.AnyMethod, new SlackFault.Refuses("token_revoked"), times: 1_000);
        await As("riley").CommandAsync("/jit", "request prod-db 1h INC-73 without Slack");
        for (var minute = 0; minute < 5; minute++)
            await App.KeepHouseAsync(TimeSpan.FromMinutes(1));
        Assert.That(await ReadyAsync(), Does.Contain("Slack refuses JitBot").And.Contain("token_revoked").And.Contain("section Slack"));
        Assert.That(App.Log.Lines, Has.Some.Contains("Error JitBot.Engine.Operations.OperationsWatch: Slack refuses JitBot"));

        World.Slack.Faults.Clear();
        for (var minute = 0; minute < 3; minute++)
            await App.KeepHouseAsync(TimeSpan.FromMinutes(1));
        Assert.That(Alerts("Slack").Single(), Does.Contain("Slack takes JitBot's credential again. It was refused from"));
    }

    [Test]
    public async Task Removals_that_do_not_go_through_are_told_in_the_channel()
    {
        await GrantAsync("INC-74 before the outage");
        World.Graph.Faults.Always(new DirectoryFault.Fails(503));
        for (var minute = 0; minute < 68; minute++)
            await App.KeepHouseAsync(TimeSpan.FromMinutes(1));
        Assert.That(Alerts("should be gone").Single(), Does.Contain("1 membership at Entra should be gone and cannot be removed, the oldest since"));
        World.Graph.Faults.Clear();
        for (var minute = 0; minute < 3; minute++)
            await App.KeepHouseAsync(TimeSpan.FromMinutes(1));
        Assert.That(World.IsInProductionDatabase("riley"), Is.False);
        Assert.That(Alerts("overdue").Single(), Does.Contain("No removal at Entra is overdue any more"));
    }

    [Test]
    public async Task An_alert_is_told_once_though_several_policies_ask_in_the_same_channel_and_the_answer_was_lost()
    {
        World.Okta.Faults.Always(new DirectoryFault.Fails(401));
        await As("riley").CommandAsync("/jit", "request warehouse 1h INC-75 without a token");
        await App.DrainAsync();
        World.Slack.Faults.Next("chat.postMessage", new SlackFault.DoesAndHangsUp());
        await App.KeepHouseAsync(Soon);
        await App.KeepHouseAsync(TimeSpan.FromMinutes(1));
        Assert.That(Alerts("Okta"), Has.Exactly(1).Items);
        World.Okta.Faults.Clear();
    }

    /// <summary>What stands in the channel beside cards and their threads, about something.</summary>
    private List<string> Alerts(string about) =>
    [
        .. App.Slack.Messages.In(World.Approvals).Where(message => message.IsFromApp && !message.IsReply).Select(message => message.Words)
            .Where(words => !words.Contains("Request r-", StringComparison.Ordinal) && words.Contains(about, StringComparison.Ordinal)),
    ];

    private async Task<string> ReadyAsync()
    {
        using var http = new HttpClient { BaseAddress = App.Url };
        using var answer = await http.GetAsync(new Uri("/health/ready", UriKind.Relative));
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        return WebUtility.HtmlDecode((await answer.Content.ReadAsStringAsync()).Replace("\\u0027", "'", StringComparison.Ordinal));
    }
}
