using System.Globalization;
using System.Net;
using System.Text;
using JitBot.Host.Tests.Running;
using JitBot.Sandbox.LookAlikes.Slack;

namespace JitBot.Host.Tests.Doors;

/// <summary>Whoever is not Slack does not get in, and leaves no trace but a warning.</summary>
internal sealed class DoorTests : StoryFixture
{
    private const int MostBytes = 1024 * 1024;
    private static readonly string[] Paths = ["/slack/commands", "/slack/interactions", "/slack/events", "/slack/options"];

    private HttpClient _http = null!;

    private string Secret => World.Slack.Workspace.App.SigningSecret;

    private long Now => App.Clock.GetUtcNow().ToUnixTimeSeconds();

    [SetUp]
    public void Connect() => _http = new HttpClient { BaseAddress = App.Url };

    [TearDown]
    public void Disconnect() => _http.Dispose();

    [Test]
    public async Task A_request_that_slack_did_not_sign_is_turned_away_without_effect([ValueSource(nameof(Paths))] string path)
    {
        const string command = "command=%2Fjit&text=request+prod-db+1h+let+me+in+please&user_id=U0RILEY00&trigger_id=1.2.3&channel_id=C0GENERAL";
        var (lines, good) = (await CountLinesAsync(), SlackSigning.Sign(Secret, Now, command));
        foreach (var (why, timestamp, signature) in new (string, string?, string?)[]
        {
            ("nothing", null, null),
            ("no signature", Text(Now), null),
            ("no timestamp", null, good),
            ("another secret", Text(Now), SlackSigning.Sign("another secret", Now, command)),
            ("the empty secret", Text(Now), SlackSigning.Sign("", Now, command)),
            ("another body", Text(Now), SlackSigning.Sign(Secret, Now, command + "&")),
            ("cut short", Text(Now), good[..^1]),
            ("nothing after v0=", Text(Now), "v0="),
            ("capital letters", Text(Now), good.ToUpperInvariant()),
            ("another timestamp", Text(Now + 1), good),
            ("stale", Text(Now - 301), SlackSigning.Sign(Secret, Now - 301, command)),
            ("of the future", Text(Now + 301), SlackSigning.Sign(Secret, Now + 301, command)),
            ("no number", "soon", good),
        })
        {
            using var answer = await SendAsync(path, command, timestamp, signature);
            Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized), why);
            Assert.That(await answer.Content.ReadAsStringAsync(), Is.Empty, why);
        }

        await AssertNothingHappenedAsync(lines);
    }

    [TestCase(-300)]
    [TestCase(0)]
    [TestCase(300)]
    public async Task A_signature_of_the_last_five_minutes_is_good(int seconds)
    {
        const string body = "{\"type\":\"url_verification\",\"challenge\":\"knock\"}";
        using var answer = await SendAsync("/slack/events", body, Text(Now + seconds), SlackSigning.Sign(Secret, Now + seconds, body), "application/json");

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(await answer.Content.ReadAsStringAsync(), Does.Contain("knock"));
    }

    [Test]
    public async Task Two_signatures_are_none()
    {
        const string body = "{\"type\":\"url_verification\",\"challenge\":\"knock\"}";
        using var request = Request("/slack/events", body, Text(Now), SlackSigning.Sign(Secret, Now, body), "application/json");
        request.Headers.TryAddWithoutValidation("X-Slack-Signature", SlackSigning.Sign("another", Now, body));
        using var answer = await _http.SendAsync(request);

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized));
    }

    [Test]
    public async Task More_than_a_megabyte_is_too_much([Values] bool chunked, [ValueSource(nameof(Paths))] string path)
    {
        var lines = await CountLinesAsync();
        var body = new string('x', MostBytes + 1);
        using var request = Request(path, body, Text(Now), SlackSigning.Sign(Secret, Now, body));
        request.Headers.TransferEncodingChunked = chunked;
        request.Headers.ExpectContinue = !chunked;
        using var answer = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.RequestEntityTooLarge));
        await AssertNothingHappenedAsync(lines);
    }

    [TestCase("/slack/events", "{")]
    [TestCase("/slack/events", "")]
    [TestCase("/slack/events", "[]")]
    [TestCase("/slack/events", "null")]
    [TestCase("/slack/events", "{}")]
    [TestCase("/slack/commands", "")]
    [TestCase("/slack/commands", "%%%=%ZZ&&&")]
    [TestCase("/slack/interactions", "payload={")]
    [TestCase("/slack/interactions", "payload=%7B%7D")]
    [TestCase("/slack/interactions", "pay=1")]
    [TestCase("/slack/options", "payload=[]")]
    public async Task What_slack_would_never_say_is_a_bad_request(string path, string body)
    {
        var lines = await CountLinesAsync();
        using var answer = await SendAsync(path, body, Text(Now), SlackSigning.Sign(Secret, Now, body));

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        await AssertNothingHappenedAsync(lines);
    }

    [Test]
    public async Task Other_methods_and_paths_lead_nowhere()
    {
        foreach (var path in Paths)
        {
            using var answer = await _http.GetAsync(new Uri(path, UriKind.Relative));
            Assert.That(answer.StatusCode, Is.AnyOf(HttpStatusCode.NotFound, HttpStatusCode.MethodNotAllowed), path);
        }

        foreach (var path in new[] { "/", "/slack", "/slack/", "/slack/commands/x", "/api/messages", "/health", "/appsettings.json", "/slack/..%2fhealth/live" })
        {
            using var answer = await _http.GetAsync(new Uri(path, UriKind.Relative));
            Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.NotFound), path);
        }
    }

    [Test]
    public async Task Health_tells_live_and_ready()
    {
        Assert.That(await _http.GetStringAsync(new Uri("/health/live", UriKind.Relative)), Does.Contain("live"));
        Assert.That(await _http.GetStringAsync(new Uri("/health/ready", UriKind.Relative)), Does.Contain("\"ready\":true"));
    }

    [Test]
    public async Task Answers_do_not_tell_what_serves_them()
    {
        using var answer = await _http.GetAsync(new Uri("/health/live", UriKind.Relative));
        Assert.That(answer.Headers.Contains("Server"), Is.False);
    }

    private async Task AssertNothingHappenedAsync(long lines)
    {
        Assert.That(await App.Store.ListPendingAsync(null, default), Is.Empty);
        await App.DrainAsync();
        Assert.That(await CountLinesAsync(), Is.EqualTo(lines));
        Assert.That(App.Slack.Messages.All, Is.Empty);
    }

    private async Task<HttpResponseMessage> SendAsync(
        string path, string body, string? timestamp, string? signature, string type = "application/x-www-form-urlencoded")
    {
        using var request = Request(path, body, timestamp, signature, type);
        return await _http.SendAsync(request);
    }

    private static HttpRequestMessage Request(
        string path, string body, string? timestamp, string? signature, string type = "application/x-www-form-urlencoded")
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body, Encoding.UTF8, type) };
        if (timestamp is not null)
            request.Headers.TryAddWithoutValidation("X-Slack-Request-Timestamp", timestamp);
        if (signature is not null)
            request.Headers.TryAddWithoutValidation("X-Slack-Signature", signature);
        return request;
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
