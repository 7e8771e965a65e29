using System.Net.Http.Headers;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using JitBot.Sandbox.LookAlikes.Slack;
using JitBot.Testing;
using NUnit.Framework;
using LookAlike = JitBot.Sandbox.LookAlikes.Slack.SlackLookAlike;

namespace JitBot.Rooms.Tests.SlackLookAlike;

/// <summary>Socket Mode as the look-alike serves it, by a client that knows nothing.</summary>
internal sealed class SocketsHaveTeeth
{
    private readonly StoppedClock _clock = new();
    private readonly List<ClientWebSocket> _clients = [];
    private LookAlike _slack = null!;

    [SetUp]
    public async Task StartAsync()
    {
        _slack = await LookAlike.StartAsync(_clock, new SlackApp { IsSocketMode = true });
        _slack.Workspace.AddPerson("riley");
    }

    [TearDown]
    public async Task StopAsync()
    {
        _clients.ForEach(client => client.Dispose());
        await _slack.DisposeAsync();
    }

    [TestCase("xoxb-of-the-look-alike", "not_allowed_token_type")]
    [TestCase("xapp-another", "invalid_auth")]
    public async Task Only_the_app_level_token_gets_an_address(string token, string error) =>
        Assert.That((string?)(await AskAsync(_slack, token))["error"], Is.EqualTo(error));

    [Test]
    public async Task The_app_level_token_needs_its_scope_and_opens_nothing_else()
    {
        await using var poor = await LookAlike.StartAsync(_clock, new SlackApp { IsSocketMode = true, AppTokenScopes = new HashSet<string>() });
        var token = poor.Workspace.App.AppToken;
        Assert.That((string?)(await AskAsync(poor, token))["error"], Is.EqualTo("missing_scope"));
        Assert.That((string?)(await AskAsync(poor, token, "auth.test"))["error"], Is.EqualTo("not_allowed_token_type"));
    }

    [Test]
    public async Task An_address_is_good_for_one_connection_and_for_a_moment()
    {
        var address = await AddressAsync();
        await ConnectAsync(address);
        Assert.That(async () => await ConnectAsync(address), Throws.InstanceOf<WebSocketException>());
        var stale = await AddressAsync();
        _clock.Advance(TimeSpan.FromSeconds(31));
        Assert.That(async () => await ConnectAsync(stale), Throws.InstanceOf<WebSocketException>());
    }

    [Test]
    public async Task It_greets_with_the_number_of_connections_and_refuses_the_eleventh()
    {
        for (var number = 1; number <= 10; number++)
        {
            var hello = await HearAsync(await ConnectAsync(await AddressAsync()));
            Assert.That((string?)hello["type"], Is.EqualTo("hello"));
            Assert.That((int?)hello["num_connections"], Is.EqualTo(number));
            Assert.That((int?)hello["debug_info"]!["approximate_connection_time"], Is.EqualTo(18_060));
        }

        var refusal = await HearAsync(await ConnectAsync(await AddressAsync()));
        Assert.That(((string?)refusal["type"], (string?)refusal["reason"]), Is.EqualTo(("disconnect", "too_many_websockets")));
    }

    [Test]
    public async Task A_debug_connection_is_warned_before_its_six_minutes_are_over()
    {
        var client = await ConnectAsync(new Uri(await AddressAsync() + "&debug_reconnects=true"));
        Assert.That((int?)(await HearAsync(client))["debug_info"]!["approximate_connection_time"], Is.EqualTo(360));
        await _slack.Workspace.WaitUntilAsync(() => _slack.Sockets.Open.Count == 1, default);
        _clock.Advance(TimeSpan.FromSeconds(350));
        Assert.That((string?)(await HearAsync(client))["reason"], Is.EqualTo("warning"));
    }

    [Test]
    public async Task A_payload_goes_to_one_connection_and_what_is_not_acknowledged_in_time_has_failed()
    {
        var client = await ConnectAsync(await AddressAsync());
        await HearAsync(client);
        var reply = _slack.Person("riley").CommandAsync("/jit", "mine");
        var envelope = await HearAsync(client);
        Assert.That((string?)envelope["type"], Is.EqualTo("slash_commands"));
        Assert.That((string?)envelope["payload"]!["command"], Is.EqualTo("/jit"));
        Assert.That((bool?)envelope["accepts_response_payload"], Is.True);
        _clock.Advance(TimeSpan.FromSeconds(3));
        Assert.That((await reply).TimedOut, Is.True);
        Assert.That(_slack.Sockets.Ledger.Count().Lost, Is.EqualTo(1));
    }

    [Test]
    public async Task A_redelivered_event_says_that_it_is_one()
    {
        var client = await ConnectAsync(await AddressAsync());
        await HearAsync(client);
        var first = _slack.Events.PublishAsync(new JsonObject { ["type"] = "app_home_opened" });
        Assert.That((int?)(await HearAsync(client))["retry_attempt"], Is.Zero);
        _clock.Advance(TimeSpan.FromSeconds(3));
        await first;
        var second = _slack.Events.AdvanceRetriesAsync();
        var again = await HearAsync(client);
        Assert.That(((int?)again["retry_attempt"], (string?)again["retry_reason"]), Is.EqualTo((1, "timeout")));
        await SayAsync(client, new JsonObject { ["envelope_id"] = (string?)again["envelope_id"] });
        Assert.That((await second).Single().IsAcknowledged, Is.True);
    }

    [Test]
    public async Task An_acknowledgement_on_another_socket_is_none()
    {
        var (one, other) = (await ConnectAsync(await AddressAsync()), await ConnectAsync(await AddressAsync()));
        await HearAsync(one);
        await HearAsync(other);
        var reply = _slack.Person("riley").CommandAsync("/jit", "mine");
        var reading = (one: HearAsync(one), other: HearAsync(other));
        var got = await Task.WhenAny(reading.one, reading.other);
        await SayAsync(got == reading.one ? other : one, new JsonObject { ["envelope_id"] = (string?)(await got)["envelope_id"] });
        await (got == reading.one ? other : one).CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, default);
        await _slack.Workspace.WaitUntilAsync(() => _slack.Sockets.Open.Count == 1, default); // what was said before the closing has been taken
        _clock.Advance(TimeSpan.FromSeconds(3));
        Assert.That((await reply).IsAcknowledged, Is.False);
    }

    [Test]
    public async Task Where_Socket_Mode_is_off_nobody_is_connected_and_where_it_is_on_nothing_goes_over_HTTP()
    {
        await _slack.Sockets.SwitchOffAsync();
        var refusal = await HearAsync(await ConnectAsync(await AddressAsync()));
        Assert.That((string?)refusal["reason"], Is.EqualTo("link_disabled"));
        Assert.That(() => _slack.Connect(new Uri("http://127.0.0.1:1/")), Throws.InvalidOperationException);
        Assert.That((await _slack.Person("riley").CommandAsync("/jit")).Failure, Is.EqualTo("connection_failed"));
    }

    private static async Task<JsonObject> AskAsync(LookAlike slack, string token, string method = "apps.connections.open")
    {
        using var http = new HttpClient { BaseAddress = slack.BaseUrl };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var answer = await http.PostAsync(new Uri(method, UriKind.Relative), new FormUrlEncodedContent([]));
        return (JsonObject)JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
    }

    private async Task<Uri> AddressAsync() => new((string)(await AskAsync(_slack, _slack.Workspace.App.AppToken))["url"]!);

    private async Task<ClientWebSocket> ConnectAsync(Uri address)
    {
        var client = new ClientWebSocket();
        _clients.Add(client);
        await client.ConnectAsync(address, default);
        return client;
    }

    private static async Task<JsonObject> HearAsync(ClientWebSocket client)
    {
        var buffer = new byte[64 * 1024];
        var heard = await client.ReceiveAsync(buffer.AsMemory(), default);
        return (JsonObject)JsonNode.Parse(buffer.AsSpan(0, heard.Count))!;
    }

    private static Task SayAsync(ClientWebSocket client, JsonObject message) =>
        client.SendAsync(Encoding.UTF8.GetBytes(message.ToJsonString()), WebSocketMessageType.Text, endOfMessage: true, default);
}
