using System.Net;
using System.Text.Json.Nodes;
using JitBot.Chat.Slack;
using JitBot.Core;
using JitBot.Core.Chat;
using JitBot.Core.Operations;
using JitBot.Core.Store;
using JitBot.Engine;
using JitBot.Engine.Operations;
using JitBot.Sandbox.LookAlikes.Slack;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Moq;
using NUnit.Framework;

namespace JitBot.Rooms.Tests.Slack;

/// <summary>The room over sockets, and what happens to them.</summary>
internal sealed class SlackSocketTests
{
    private readonly KeptLog _log = new();
    private readonly HearingWitness _witness = new();
    private readonly Lock _gate = new();
    private string? _silence = "nothing was said yet";
    private TaskCompletionSource _said = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private SlackHouse _house = null!;

    private SlackSockets Sockets => _house.Slack.Sockets;

    [SetUp]
    public void Listen() => _witness.Listen(word =>
    {
        lock (_gate)
        {
            _silence = word.WhyNot;
            _said.TrySetResult();
            _said = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    });

    [TearDown]
    public async Task CloseAsync()
    {
        var (complaints, log) = (_house.Slack.Workspace.Complaints, _log.Text);
        await _house.DisposeAsync();
        Assert.That(complaints, Is.Empty);
        Assert.That(_log.Text, Does.Not.Contain("ticket-of-the-look-alike").And.Not.Contain("xapp-"), "a secret is in the log");
        Assert.That(log, Does.Contain("socket"), "the log is what is looked at");
    }

    [Test]
    public async Task An_envelope_is_acknowledged_when_it_is_durable_and_not_before()
    {
        var store = new GatedStore(this);
        await OpenAsync(store.Put);
        var reply = ReactAsync();
        await store.Called;
        Assert.That(Sockets.Ledger.Count().Acknowledged, Is.Zero);
        Assert.That(reply.IsCompleted, Is.False);
        store.Gate.SetResult(null);
        Assert.That((await reply)!.IsAcknowledged, Is.True);
        Assert.That(store.AcknowledgedBefore, Is.Zero, "when it was written down, nothing had been acknowledged");
    }

    [Test]
    public async Task What_could_not_be_kept_is_not_acknowledged_and_the_redelivery_is()
    {
        var store = new GatedStore(this);
        await OpenAsync(store.Put);
        store.Gate.SetException(new StoreUnavailableException("The disk is full."));
        var reply = ReactAsync();
        await store.Called;
        for (var turn = 0; turn < SlackSocketLimits.Connections; turn++) // what is acknowledged after it, on the same socket, would come after it
            await _house.Slack.Person("riley").CommandAsync("/jit", "help");
        Assert.That(reply.IsCompleted, Is.False);
        _house.Clock.Advance(SlackSocketLimits.AcknowledgeWithin);
        Assert.That((await reply)!.Failure, Is.EqualTo("http_timeout"));
        store.Repair();
        var again = await _house.Slack.Events.AdvanceRetriesAsync();
        Assert.That(again.Single().IsAcknowledged, Is.True);
        Assert.That(again.Single().Delivery.Retry, Is.EqualTo((1, "http_timeout")));
        Assert.That(Sockets.Ledger.Count(), Is.EqualTo(new SlackSocketCounts(2, Envelopes: 4, Deliveries: 3, Acknowledged: 3)));
    }

    [TestCase("warning")]
    [TestCase("refresh_requested")]
    public async Task The_new_connection_stands_before_the_old_one_is_closed(string reason)
    {
        await OpenAsync();
        var old = Sockets.Open[0];
        await Sockets.AnnounceEndAsync(old, reason);
        await _house.SeeAsync(() => Sockets.Open.Count == 3);
        Assert.That(Sockets.Open, Does.Contain(old));
        for (var turn = 0; turn < 3; turn++) // each connection has its turn, the old one too
            Assert.That((await _house.Slack.Person("riley").CommandAsync("/jit", "help")).IsAcknowledged, Is.True);
        _house.Clock.Advance(SlackSocketLimits.OldIsHeardFor);
        await _house.SeeAsync(() => Sockets.Open.Count == 2 && !Sockets.Open.Contains(old));
        Assert.That(_silence, Is.Null);
    }

    [TestCase(SlackSocketMishap.DropsTheEnvelope)]
    [TestCase(SlackSocketMishap.DropsTheAcknowledgement)]
    public async Task What_a_broken_line_swallows_is_taken_from_the_other_one_and_counts_once(object mishap)
    {
        await OpenAsync();
        await _house.AskAsync();
        _house.Slack.Carrier.Next((SlackSocketMishap)mishap);
        var reply = await _house.Slack.Person("avery").ReactAsync(_house.Card, "+1");
        Assert.That(reply!.Failure, Is.EqualTo("connection_failed"));
        await _house.SeeAsync(() => Sockets.Open.Count == 1);
        Assert.That((await _house.Slack.Events.AdvanceRetriesAsync()).Single().IsAcknowledged, Is.True);
        await _house.DrainAsync();
        Assert.That(_house.Posts.Count(post => SlackHouse.WordsOf(post).Contains("Avery approved", StringComparison.Ordinal)), Is.EqualTo(1));
        await ComeBackAsync(() => Sockets.Open.Count == 2);
    }

    [Test]
    public async Task When_Socket_Mode_is_switched_off_it_stops_and_says_where_to_switch_it_on()
    {
        await OpenAsync();
        await SeeAsync(silence => silence is null);
        await Sockets.SwitchOffAsync();
        await _house.SeeAsync(() => Sockets.Open.Count == 0);
        await SeeSilenceAsync("https://api.slack.com/apps");
        Assert.That(_silence, Does.Contain("switched off"));
        await _house.Services.GetRequiredService<SlackSocketKeeper>().KeepAsync(default).WaitAsync(TimeSpan.FromSeconds(20)); // it ends by itself where it is still off
        var calls = _house.Slack.WebApi.Calls.Count;
        _house.Clock.Advance(TimeSpan.FromHours(1));
        await _house.StopAsync();
        Assert.That(_house.Slack.WebApi.Calls, Has.Count.EqualTo(calls));
        Assert.That(_log.Text, Does.Contain("Slack is not heard any more").And.Contain("Socket Mode is switched off"));
    }

    [Test]
    public async Task With_no_connection_at_all_it_is_said_why_until_one_stands_again()
    {
        await OpenAsync();
        foreach (var connection in Sockets.Open)
            connection.Drop();
        await SeeSilenceAsync("broke");
        await ComeBackAsync(() => Sockets.Open.Count == 2);
        await SeeAsync(silence => silence is null);
    }

    [Test]
    public async Task Slack_is_not_asked_for_an_address_again_before_the_time_it_names()
    {
        await OpenAsync(slack => slack.Faults.Next(SlackApi.ConnectionsOpen, new SlackFault.Throttles(TimeSpan.FromSeconds(30)), times: 2));
        await SeeSilenceAsync("ratelimited");
        await _house.SeeAsync(() => Addresses == 2);
        var (start, again) = (_house.Clock.GetUtcNow(), (DateTimeOffset?)null);
        _house.Slack.Workspace.Changed += () => again ??= Addresses > 2 ? _house.Clock.GetUtcNow() : null;
        await ComeBackAsync(() => Sockets.Open.Count == 2);
        Assert.That(Addresses, Is.EqualTo(4));
        Assert.That(again - start, Is.GreaterThanOrEqualTo(TimeSpan.FromSeconds(30)));
    }

    [Test]
    public async Task A_token_that_is_not_taken_is_named()
    {
        await OpenAsync(slack => slack.Faults.Next(SlackApi.ConnectionsOpen, new SlackFault.Refuses("invalid_auth"), times: 2));
        await SeeSilenceAsync("Slack:AppToken");
    }

    [Test]
    public async Task Messages_in_fragments_are_put_together()
    {
        await OpenAsync(slack => slack.Sockets.BytesInFrame = 7);
        await _house.SeeAsync(() => Sockets.Open.Count == 2);
        await _house.AskAsync();
        Assert.That(SlackHouse.WordsOf(_house.Card), Does.Contain("INC-123"));
    }

    [Test]
    public async Task A_message_beyond_all_measure_costs_the_connection_and_nothing_else()
    {
        await OpenAsync();
        var connection = Sockets.Open[0];
        try
        {
            await connection.SendAsync(new string('a', SlackSocketLimits.MostBytes + 1));
        }
        catch (IOException)
        {
            // It was closed while the rest was on its way.
        }

        await ComeBackAsync(() => Sockets.Open.Count == 2 && !Sockets.Open.Contains(connection));
        Assert.That(_log.Text, Does.Contain("more than a megabyte"));
    }

    [Test]
    public async Task What_nobody_understands_is_acknowledged_and_forgotten()
    {
        await OpenAsync();
        var envelope = new SlackSocketEnvelope("e-1", "a_type_of_tomorrow", new JsonObject { ["a"] = 1 }, TakesAnswer: false, Retry: null);
        Assert.That(await Sockets.Open[0].DeliverAsync(envelope, mishap: null, default), Is.Null);
    }

    [Test]
    public async Task Asked_to_stop_it_acknowledges_what_is_in_hand_before_it_closes()
    {
        var store = new GatedStore(this);
        await OpenAsync(store.Put);
        var reply = ReactAsync();
        await store.Called;
        var stopping = _house.StopAsync();
        await _house.SeeAsync(() => Sockets.Open.Count <= 1); // the other one has nothing in hand and is closed
        store.Gate.SetResult(null);
        Assert.That((await reply)!.IsAcknowledged, Is.True);
        await stopping;
        await _house.SeeAsync(() => Sockets.Open.Count == 0);
    }

    [Test]
    public async Task No_door_is_open_to_HTTP([Values("/slack/commands", "/slack/interactions", "/slack/options", "/slack/events")] string path)
    {
        await OpenAsync();
        using var http = new HttpClient { BaseAddress = _house.Url };
        using var answer = await http.PostAsync(new Uri(path, UriKind.Relative), new StringContent("{}"));
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
    }

    private int Addresses => _house.Slack.WebApi.Calls.Count(call => call == SlackApi.ConnectionsOpen);

    private async Task OpenAsync(Action<IServiceCollection>? adjust = null) => _house = await SlackHouse.OpenOverSocketsAsync(services => Adjust(services, adjust));

    private async Task OpenAsync(Action<Sandbox.LookAlikes.Slack.SlackLookAlike> prepare) =>
        _house = await SlackHouse.OpenOverSocketsAsync(services => Adjust(services, null), prepare, waits: false);

    private void Adjust(IServiceCollection services, Action<IServiceCollection>? adjust)
    {
        services.AddSingleton(_witness).AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(_log));
        adjust?.Invoke(services);
    }

    private Task<Sandbox.LookAlikes.Slack.SlackReply?> ReactAsync()
    {
        var said = _house.Slack.Person("riley").Say(_house.Approvals, "hello");
        return _house.Slack.Person("avery").ReactAsync(said, "+1");
    }

    /// <summary>Turns the clock, a second at a time, until it holds: whoever waits for another try waits by this clock.</summary>
    private async Task ComeBackAsync(Func<bool> holds)
    {
        var seen = _house.SeeAsync(holds);
        while (!seen.IsCompleted)
        {
            _house.Clock.Advance(TimeSpan.FromSeconds(1));
            await Task.WhenAny(seen, Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System));
        }

        await seen;
    }

    private Task SeeSilenceAsync(string words) => SeeAsync(silence => silence?.Contains(words, StringComparison.Ordinal) == true);

    private async Task SeeAsync(Func<string?, bool> holds)
    {
        while (true)
        {
            Task said;
            lock (_gate)
            {
                if (holds(_silence))
                    return;
                said = _said.Task;
            }

            await said.WaitAsync(TimeSpan.FromSeconds(20));
        }
    }

    /// <summary>An inbox whose store answers when it is told to.</summary>
    private sealed class GatedStore(SlackSocketTests test)
    {
        private readonly TaskCompletionSource _called = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource<EffectRow?> Gate { get; private set; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Called => _called.Task.WaitAsync(TimeSpan.FromSeconds(20));

        public int AcknowledgedBefore { get; private set; }

        public void Repair()
        {
            Gate = new TaskCompletionSource<EffectRow?>();
            Gate.SetResult(null);
        }

        public void Put(IServiceCollection services)
        {
            var store = new Mock<IAccessStore>();
            store.Setup(each => each.ReceiveAsync(It.IsAny<Delivery>(), It.IsAny<CancellationToken>())).Returns(ReceiveAsync);
            services.AddSingleton(made => new Inbox(store.Object, null!, made.GetRequiredService<StoreWatch>()));
        }

        private async Task<EffectRow?> ReceiveAsync()
        {
            _called.TrySetResult();
            var row = await Gate.Task;
            AcknowledgedBefore = test.Sockets.Ledger.Count().Acknowledged;
            return row;
        }
    }
}
