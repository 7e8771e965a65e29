using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using JitBot.Chat.Teams;
using JitBot.Core.Operations;
using JitBot.Engine;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace JitBot.Rooms.Tests.Teams;

/// <summary>The door as Teams knocks at it.</summary>
internal sealed class TeamsDoorTests
{
    private const int MostBytes = 1024 * 1024;

    private TeamsDoorHouse _house = null!;

    [SetUp]
    public async Task OpenAsync() => _house = await TeamsDoorHouse.OpenAsync();

    [TearDown]
    public ValueTask CloseAsync() => _house.DisposeAsync();

    private Uri WeSpeakTo => _house.Services.GetRequiredService<TeamsServiceUrl>().Of(TeamsIssuer.Tenant);

    [Test]
    public async Task What_Teams_signs_for_us_is_taken_and_its_address_is_remembered()
    {
        Assert.That(await PostAsync(_house.Draft().Sign(), _house.Activity()), Is.EqualTo((HttpStatusCode.OK, "")));
        Assert.That(WeSpeakTo, Is.EqualTo(_house.ServiceUrl));
        Assert.That(_house.AskedOfMicrosoft, Is.EqualTo(new[] { "GET /openid", "GET /keys" }));
    }

    [Test]
    public async Task What_is_not_from_Teams_is_turned_away_with_an_empty_body_and_no_effect()
    {
        var before = WeSpeakTo;
        (string Rule, Action<TeamsDraft> Change)[] wrong =
        [
            ("Algorithm", draft => draft.Header["alg"] = "none"), ("Key", draft => draft.Header["kid"] = "another"), ("Signature", draft => draft.Signer = TeamsIssuer.Other("key-1", "msteams")),
            ("Issuer", draft => draft.Claims["iss"] = "https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/"), ("Audience", draft => draft.Claims["aud"] = "another"),
            ("Expiry", draft => draft.Claims.Remove("exp")), ("ServiceUrl", draft => draft.Claims.Remove("serviceurl")),
        ];
        foreach (var (rule, change) in wrong)
        {
            var draft = _house.Draft();
            change(draft);
            var token = draft.Sign();
            Assert.That(await PostAsync(token, _house.Activity()), Is.EqualTo((HttpStatusCode.Forbidden, "")), rule);
            Assert.That(_house.Log.Text, Does.Contain($"fails the rule {rule}").And.Not.Contain(token).And.Not.Contain(token.Split('.')[2]));
        }

        Assert.That(await PostAsync(null, _house.Activity()), Is.EqualTo((HttpStatusCode.Forbidden, "")));
        Assert.That(WeSpeakTo, Is.EqualTo(before));
    }

    [Test]
    public async Task Whoever_tries_the_door_out_by_hand_finds_in_the_log_why_it_stays_shut()
    {
        using var get = await _house.Http.GetAsync(new Uri("/api/messages", UriKind.Relative));
        using var text = new StringContent("hello", Encoding.UTF8, "text/plain");
        using var post = await _house.Http.PostAsync(new Uri("/api/messages", UriKind.Relative), text);

        Assert.That((get.StatusCode, string.Join(',', get.Content.Headers.Allow), await get.Content.ReadAsStringAsync()), Is.EqualTo((HttpStatusCode.MethodNotAllowed, "POST", "")));
        Assert.That((post.StatusCode, await post.Content.ReadAsStringAsync()), Is.EqualTo((HttpStatusCode.Forbidden, "")));
        Assert.That(_house.Log.Text, Does.Contain("GET /api/messages from 127.0.0.1 was turned away: Teams sends its activities by POST")
            .And.Contain("(text/plain) is not from Teams").And.Contain("fails the rule Bearer: it carries no Bearer token").And.Contain("--unsigned-teams"));
    }

    [Test]
    public async Task What_a_stranger_makes_up_does_not_stand_in_the_log()
    {
        using var strange = new HttpRequestMessage(new HttpMethod(new string('M', 2_000)), "/api/messages");
        using var get = await _house.Http.SendAsync(strange);
        using var text = new StringContent("hello");
        text.Headers.Remove("Content-Type");
        text.Headers.TryAddWithoutValidation("Content-Type", "application/json) was let in. (");
        using var post = await _house.Http.PostAsync(new Uri("/api/messages", UriKind.Relative), text);

        var ours = string.Join('\n', _house.Log.Text.Split('\n').Where(line => line.Contains("turned away", StringComparison.Ordinal)));
        Assert.That(ours, Does.Contain("A strange method /api/messages").And.Not.Contain("MMMM").And.Contain("(of a strange content type)").And.Not.Contain("let in"));
    }

    [Test]
    public async Task A_flood_of_other_methods_does_not_flood_the_log_either()
    {
        for (var knock = 0; knock < LineBound.MostAMinute + 5; knock++)
            (await _house.Http.GetAsync(new Uri("/api/messages", UriKind.Relative))).Dispose();
        Assert.That(_house.Log.Text.Split("GET /api/messages from"), Has.Length.EqualTo(LineBound.MostAMinute + 1));
    }

    [Test]
    public async Task A_flood_at_the_door_does_not_flood_the_log()
    {
        for (var knock = 0; knock < LineBound.MostAMinute + 5; knock++)
            await PostAsync(null, "{}");
        Assert.That(_house.Log.Text.Split("fails the rule Bearer"), Has.Length.EqualTo(LineBound.MostAMinute + 1));

        _house.Clock.Advance(TimeSpan.FromMinutes(1));
        await PostAsync(null, "{}");
        Assert.That(_house.Log.Text, Does.Contain("5 more were turned away within a minute"));
    }

    [Test]
    public async Task A_service_that_is_not_on_the_list_or_does_not_answer_is_named_in_the_log()
    {
        var api = _house.Services.GetRequiredService<TeamsApi>();
        await api.PostAsync(new TeamsConversationRef("http://localhost:56150/", "19:abc@thread.tacv2"), new JsonObject { ["type"] = "message" }, default);
        await _house.GoDownAsync();
        await api.PostAsync(new TeamsConversationRef(_house.ServiceUrl.AbsoluteUri, "19:abc@thread.tacv2"), new JsonObject { ["type"] = "message" }, default);

        Assert.That(_house.Log.Text, Does.Contain("Teams was not reached, or did not answer: post: not_a_service_of_teams "
                + "(localhost is not where Teams listens; if it is, list its address in Teams:ServiceUrls)")
            .And.Contain($"Teams was not reached, or did not answer: post: unreachable (127.0.0.1:{_house.ServiceUrl.Port}"));
    }

    [Test]
    public async Task A_body_is_not_read_for_whoever_is_not_Teams()
    {
        Assert.That(await PostAsync(null, "{"), Is.EqualTo((HttpStatusCode.Forbidden, "")));
        Assert.That(await PostAsync("a.b.c", "{"), Is.EqualTo((HttpStatusCode.Forbidden, "")));
    }

    [TestCase("")]
    [TestCase("{")]
    [TestCase("[]")]
    [TestCase("null")]
    [TestCase("{}")]
    [TestCase("""{"type":""}""")]
    [TestCase("""{"type":1}""")]
    [TestCase("""{"Type":"message"}""")]
    [TestCase("""{"type":"message","type":"invoke"}""")]
    [TestCase("""{"type":"message","from":"me"}""")]
    public async Task A_body_that_is_no_activity_is_a_bad_request(string body) =>
        Assert.That(await PostAsync(_house.Draft().Sign(), body), Is.EqualTo((HttpStatusCode.BadRequest, "")));

    [Test]
    public async Task More_than_a_megabyte_is_too_much_and_nothing_is_read_for_whoever_is_not_Teams([Values] bool isSigned, [Values] bool isChunked)
    {
        var token = isSigned ? _house.Draft().Sign() : null;
        Assert.That(await PostAsync(token, new string(' ', MostBytes + 1), isChunked), Is.EqualTo((isSigned ? HttpStatusCode.RequestEntityTooLarge : HttpStatusCode.Forbidden, "")));
        Assert.That((await PostAsync(token, new string(' ', MostBytes), isChunked)).Status, Is.EqualTo(isSigned ? HttpStatusCode.BadRequest : HttpStatusCode.Forbidden));
    }

    [Test]
    public async Task Without_Microsofts_keys_nobody_is_believed_and_Teams_may_try_again()
    {
        await _house.GoDownAsync();
        Assert.That(await PostAsync(_house.Draft().Sign(), _house.Activity()), Is.EqualTo((HttpStatusCode.ServiceUnavailable, "")));
        Assert.That(await PostAsync(null, _house.Activity()), Is.EqualTo((HttpStatusCode.Forbidden, "")), "this can be told without keys");
        Assert.That(_house.Log.Text, Does.Contain("The keys that Teams signs with cannot be had"));
    }

    [Test]
    public async Task A_redirect_is_not_followed_with_our_token()
    {
        var where = new TeamsConversationRef(_house.ServiceUrl.AbsoluteUri, "19:abc@thread.tacv2");
        var result = await _house.Services.GetRequiredService<TeamsApi>().PostAsync(where, new JsonObject { ["type"] = "message" }, default);
        Assert.That(result.Error, Is.EqualTo("http_307"));
        Assert.That(_house.AskedOfMicrosoft.Single(), Is.EqualTo("POST /teams/v3/conversations/19%3Aabc%40thread.tacv2/activities"));
    }

    [Test]
    public async Task An_open_door_is_heard_as_long_as_the_keys_can_be_had()
    {
        var heard = new List<string>();
        _house.Services.GetRequiredService<HearingWitness>().Listen(word => heard.Add($"{word.Door}: {word.WhyNot ?? "heard"}"));
        await _house.GoDownAsync();
        await PostAsync(_house.Draft().Sign(), _house.Activity());
        await _house.ComeBackAsync();
        _house.Clock.Advance(TeamsKeys.AfterFailure);
        await PostAsync(_house.Draft().Sign(), _house.Activity());
        Assert.That(heard, Has.Count.EqualTo(3));
        Assert.That(heard[0], Is.EqualTo("Teams: heard"));
        Assert.That(heard[1], Does.StartWith("Teams: The keys that Teams signs with cannot be had"));
        Assert.That(heard[2], Is.EqualTo("Teams: heard"));
    }

    private async Task<(HttpStatusCode Status, string Body)> PostAsync(string? token, string body, bool isChunked = false)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/messages") { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.TransferEncodingChunked = isChunked;
        if (token is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var response = await _house.Http.SendAsync(request);
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }
}
