using System.Net;
using JitBot.Host.Tests.Running;
using JitBot.Sandbox.LookAlikes.Slack;
using JitBot.Sandbox.World;

namespace JitBot.Host.Tests.NaturalPath;

/// <summary>From the front door to the end of a grant with the composed program over sockets, while they break.</summary>
internal sealed class SocketTests : StoryFixture
{
    protected override bool IsInSocketMode => true;

    [Test]
    public async Task The_natural_path_goes_over_sockets()
    {
        await World.Slack.Sockets.WaitForAsync(connections: 2, default);
        await As("riley").CommandAsync("/jit", "request");
        var form = World.Slack.Modal("riley");
        await form.TypeAheadAsync("entitlement", "prod");
        await form.FillAsync("entitlement", SandboxSettings.EntraEntitlement);
        await form.SubmitAsync([new("length", "01:00:00"), new("justification", "no")]);
        Assert.That(form.Top.Errors.Keys, Does.Contain("justification"), "an answer came with the acknowledgement");
        await form.SubmitAsync([new("justification", "The nightly export fails")]);
        await App.DrainAsync();

        World.Slack.Carrier.Next(SlackSocketMishap.DropsTheAcknowledgement);
        await ReactAsync("avery", Card("The nightly export fails"), "+1");
        await World.Slack.Events.AdvanceRetriesAsync();
        await App.DrainAsync();
        Assert.That(World.IsInProductionDatabase("riley"), Is.True);
        Assert.That(await CountLinesAsync("approved"), Is.EqualTo(1));

        await App.TurnAsync(TimeSpan.FromHours(1) + TimeSpan.FromSeconds(1));
        Assert.That(World.IsInProductionDatabase("riley"), Is.False);
        Assert.That(World.Slack.Sockets.Ledger.Count().Lost, Is.Zero);
    }

    [Test]
    public async Task Without_a_connection_it_is_not_ready_and_says_what_to_do()
    {
        await World.Slack.Sockets.WaitForAsync(connections: 2, default);
        Assert.That((await ReadyAsync(whileStatusIs: HttpStatusCode.ServiceUnavailable)).Status, Is.EqualTo(HttpStatusCode.OK));
        await World.Slack.Sockets.SwitchOffAsync();
        await World.Slack.Workspace.WaitUntilAsync(() => World.Slack.Sockets.Open.Count == 0, default);
        var (status, body) = await ReadyAsync(whileStatusIs: HttpStatusCode.OK);
        Assert.That(status, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
        Assert.That(body, Does.Contain("Socket Mode is switched off for this app").And.Contain("https://api.slack.com/apps"));
        await App.KeepHouseAsync(TimeSpan.FromMinutes(2));
        Assert.That(await CountLinesAsync("alert-raised"), Is.EqualTo(1));
    }

    /// <summary>Asks until the answer is another one: the program hears of a closed connection a moment after it was closed.</summary>
    private async Task<(HttpStatusCode Status, string Body)> ReadyAsync(HttpStatusCode? whileStatusIs = null)
    {
        using var http = new HttpClient { BaseAddress = App.Url };
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (true)
        {
            using var answer = await http.GetAsync(new Uri("health/ready", UriKind.Relative), patience.Token);
            if (answer.StatusCode != whileStatusIs)
                return (answer.StatusCode, await answer.Content.ReadAsStringAsync(patience.Token));
        }
    }
}
