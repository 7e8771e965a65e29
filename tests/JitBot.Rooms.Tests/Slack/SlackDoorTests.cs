using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using JitBot.Chat.Slack;
using JitBot.Core;
using JitBot.Core.Chat;
using JitBot.Core.Store;
using JitBot.Engine;
using JitBot.Engine.Operations;
using JitBot.Sandbox.LookAlikes.Slack;
using Microsoft.Extensions.DependencyInjection;
using Moq;
using NUnit.Framework;

namespace JitBot.Rooms.Tests.Slack;

internal sealed class SlackDoorTests
{
    private const string Form = "application/x-www-form-urlencoded";
    private const string Json = "application/json";
    private const string ReactionToFile =
        """{"type":"event_callback","event_id":"E","event":{"type":"reaction_added","user":"U1","reaction":"+1","item":{"type":"file"}}}""";

    private const int MostBytes = 1024 * 1024;

    private static readonly string[] Paths = ["/slack/commands", "/slack/interactions", "/slack/options", "/slack/events"];

    private SlackHouse _house = null!;
    private HttpClient _http = null!;

    [OneTimeSetUp]
    public async Task OpenAsync()
    {
        _house = await SlackHouse.OpenAsync();
        _http = new HttpClient { BaseAddress = _house.Url };
    }

    [OneTimeTearDown]
    public async Task CloseAsync()
    {
        _http.Dispose();
        await _house.DisposeAsync();
    }

    [Test]
    public async Task What_is_not_signed_is_turned_away_before_it_is_read([ValueSource(nameof(Paths))] string path)
    {
        Assert.That(await PostAsync(path, Form, "anything", sign: false), Is.EqualTo(HttpStatusCode.Unauthorized));
        Assert.That(
            await PostAsync(path, Form, "user_id=U0RILEY00&text=request+prod-db+2h+fixing+INC-123", secret: "another"),
            Is.EqualTo(HttpStatusCode.Unauthorized));
        Assert.That(
            await PostAsync(path, Json, """{"type":"url_verification","challenge":"c"}""", age: 301),
            Is.EqualTo(HttpStatusCode.Unauthorized));
        Assert.That(
            await PostAsync(path, Json, """{"type":"url_verification","challenge":"c"}""", age: -301),
            Is.EqualTo(HttpStatusCode.Unauthorized));
        Assert.That(await PostAsync(path, Form, "ssl_check=1", sign: false), Is.EqualTo(HttpStatusCode.Unauthorized));
        Assert.That(await PendingAsync(), Is.Zero);
    }

    [Test]
    public async Task More_than_a_megabyte_is_too_much_signed_or_not([ValueSource(nameof(Paths))] string path, [Values] bool chunked)
    {
        Assert.That(
            await PostAsync(path, Form, new string('a', MostBytes + 1), chunked: chunked),
            Is.EqualTo(HttpStatusCode.RequestEntityTooLarge));
        Assert.That(await PostAsync(path, Form, new string('a', MostBytes), chunked: chunked), Is.EqualTo(HttpStatusCode.BadRequest));
    }

    [TestCase("/slack/events", Json, "{")]
    [TestCase("/slack/events", Json, "")]
    [TestCase("/slack/events", Json, "[]")]
    [TestCase("/slack/events", Json, "null")]
    [TestCase("/slack/events", Json, "{}")]
    [TestCase("/slack/events", Json, """{"type":"url_verification"}""")]
    [TestCase("/slack/events", Json, """{"type":"event_callback","type":"url_verification","challenge":"c"}""")]
    [TestCase("/slack/events", Json, """{"type":1}""")]
    [TestCase("/slack/interactions", Form, "")]
    [TestCase("/slack/interactions", Form, "payload=")]
    [TestCase("/slack/interactions", Form, "payload=%7B")]
    [TestCase("/slack/interactions", Form, "payload=%7B%7D")]
    [TestCase("/slack/interactions", Form, "payload=%7B%22type%22%3A%22block_actions%22%7D")]
    [TestCase("/slack/interactions", Form, "payload=%7B%7D&payload=%7B%7D")]
    [TestCase("/slack/commands", Form, "")]
    [TestCase("/slack/commands", Form, "text=list")]
    [TestCase("/slack/commands", Form, "user_id=U1&user_id=U2&channel_id=C1&trigger_id=1")]
    public async Task What_is_broken_is_a_bad_request(string path, string type, string body) =>
        Assert.That(await PostAsync(path, type, body), Is.EqualTo(HttpStatusCode.BadRequest));

    [Test]
    public async Task Json_deeper_than_any_payload_is_a_bad_request() => Assert.That(
        await PostAsync("/slack/events", Json, string.Concat(Enumerable.Repeat("""{"event":""", 100)) + "1" + new string('}', 100)),
        Is.EqualTo(HttpStatusCode.BadRequest));

    [TestCase("/slack/commands", Form, "ssl_check=1&token=x")]
    [TestCase("/slack/events", Json, """{"type":"event_callback","event_id":"Ev1","event":{"type":"channel_archive","user":"U1"}}""")]
    [TestCase("/slack/events", Json, ReactionToFile)]
    [TestCase("/slack/events", Json, """{"type":"app_rate_limited","minute_rate_limited":1}""")]
    [TestCase("/slack/interactions", Form, "payload=%7B%22type%22%3A%22a_type_of_tomorrow%22%2C%22user%22%3A%7B%22id%22%3A%22U1%22%7D%7D")]
    public async Task What_does_not_concern_us_is_acknowledged_and_forgotten(string path, string type, string body)
    {
        Assert.That(await PostAsync(path, type, body), Is.EqualTo(HttpStatusCode.OK));
        Assert.That(await PendingAsync(), Is.Zero);
    }

    [Test]
    public async Task Slacks_handshake_is_answered_with_its_challenge()
    {
        var reply = await _house.Slack.Events.VerifyUrlAsync("3eZbrw1aBm2rZgRNFdxV2595E9CY3gmdALWMmHkvFXO7tYXAYM8P");
        Assert.That((string?)reply.Json!["challenge"], Is.EqualTo("3eZbrw1aBm2rZgRNFdxV2595E9CY3gmdALWMmHkvFXO7tYXAYM8P"));
    }

    [Test]
    public async Task What_could_not_be_kept_is_not_acknowledged_and_the_retry_is_taken()
    {
        var store = new Mock<IAccessStore>();
        store.Setup(each => each.ReceiveAsync(It.IsAny<Delivery>(), It.IsAny<CancellationToken>()))
            .ThrowsAsync(new StoreUnavailableException("The disk is full."));
        await using var house = await SlackHouse.OpenAsync(services => services.AddSingleton(
            made => new Inbox(store.Object, null!, made.GetRequiredService<StoreWatch>())));
        var said = house.Slack.Person("riley").Say(house.Approvals, "hello");
        var reply = await house.Slack.Person("avery").ReactAsync(said, "+1");
        Assert.That(reply!.Status, Is.EqualTo(503));
        Assert.That(house.Slack.Events.WaitingRetries, Is.EqualTo(1));
        var typed = await house.Slack.Person("riley").CommandAsync("/jit", "request prod-db 2h fixing INC-123");
        Assert.That(typed.Status, Is.EqualTo(503));
        using var http = new HttpClient { BaseAddress = house.Url };
        using var request = Signed(house, "/slack/commands", Form, "command=%2Fjit&text=request+prod-db+2h+fixing+INC-123&user_id=U0RILEY00&trigger_id=1.2.3&channel_id=C1"u8.ToArray());
        using var refused = await http.SendAsync(request);
        Assert.That((refused.StatusCode, refused.Headers.RetryAfter?.Delta), Is.EqualTo((HttpStatusCode.ServiceUnavailable, NotKept.AgainIn)));
    }

    private async Task<int> PendingAsync() => (await _house.Services.GetRequiredService<IAccessStore>().ListPendingAsync(null, default)).Count;

    private async Task<HttpStatusCode> PostAsync(
        string path, string type, string body, bool sign = true, string? secret = null, int age = 0, bool chunked = false)
    {
        using var request = sign ? Signed(_house, path, type, Encoding.UTF8.GetBytes(body), secret, age) : Bare(path, type, Encoding.UTF8.GetBytes(body));
        request.Headers.TransferEncodingChunked = chunked;
        using var response = await _http.SendAsync(request);
        return response.StatusCode;
    }

    private static HttpRequestMessage Signed(SlackHouse house, string path, string type, byte[] bytes, string? secret = null, int age = 0)
    {
        var timestamp = (house.Clock.GetUtcNow().ToUnixTimeSeconds() - age).ToString(CultureInfo.InvariantCulture);
        var request = Bare(path, type, bytes);
        request.Headers.Add(SlackSignature.TimestampHeader, timestamp);
        request.Headers.Add(SlackSignature.SignatureHeader, SlackSignature.Sign(Encoding.UTF8.GetBytes(secret ?? house.Slack.Workspace.App.SigningSecret), timestamp, bytes));
        return request;
    }

    private static HttpRequestMessage Bare(string path, string type, byte[] bytes)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(bytes) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(type);
        return request;
    }
}
