using System.Text.Json.Nodes;
using JitBot.Chat.Teams;
using JitBot.Core.Chat;
using JitBot.Core.People;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace JitBot.Rooms.Tests.Teams;

/// <summary>What goes out, to the letter, and what is made of each answer.</summary>
internal sealed class TeamsWireTests
{
    private const string Service = "https://smba.trafficmanager.net/teams";
    private const string Thread = "19%3Aabc%40thread.tacv2%3Bmessageid%3D1700";

    private TeamsLine _line = null!;

    [SetUp]
    public void Open() => _line = new TeamsLine();

    [TearDown]
    public ValueTask CloseAsync() => _line.DisposeAsync();

    [Test]
    public async Task Every_call_is_sent_as_it_is_documented_with_each_id_in_one_segment()
    {
        await _line.Api.PostAsync(TeamsLine.Where(), Message(), default);
        await _line.Api.ReplyAsync(TeamsLine.Where(), "1:2", Message(), default);
        await _line.Api.UpdateAsync(TeamsLine.Where(), "f:1/2?x#y", Message(), default);
        await _line.Api.DeleteAsync(TeamsLine.Where("a:1 b%2F"), "1700", default);
        await _line.Api.OpenPersonalAsync(Service, TeamsIssuer.Tenant, "b2a4c6d8-0000-4000-8000-000000000001", default);
        await _line.Api.MemberAsync(TeamsLine.Where("a:1"), "29:1_x-Y", default);
        await _line.Api.ConversationAsync(TeamsLine.Where("19:abc@thread.tacv2"), default);
        Assert.That(_line.Wire.Requests, Is.EqualTo(new[]
        {
            $$"""POST {{Service}}/v3/conversations/{{Thread}}/activities {"type":"message","text":"hello"}""",
            $$"""POST {{Service}}/v3/conversations/{{Thread}}/activities/1%3A2 {"type":"message","text":"hello"}""",
            $$"""PUT {{Service}}/v3/conversations/{{Thread}}/activities/f%3A1%2F2%3Fx%23y {"type":"message","text":"hello"}""",
            $"DELETE {Service}/v3/conversations/a%3A1%20b%252F/activities/1700",
            $$$"""POST {{{Service}}}/v3/conversations {"bot":{"id":"28:{{{TeamsIssuer.AppId}}}"},"members":[{"id":"b2a4c6d8-0000-4000-8000-000000000001"}],"isGroup":false,"""
                + $$$$"""
                "tenantId":"{{{{TeamsIssuer.Tenant}}}}","channelData":{"tenant":{"id":"{{{{TeamsIssuer.Tenant}}}}"}}}
                """,
            $"GET {Service}/v3/conversations/a%3A1/members/29%3A1_x-Y",
            $"GET {Service}/v3/conversations/19%3Aabc%40thread.tacv2/pagedmembers",
        }));
        Assert.That(_line.Wire.Tokens, Is.All.EqualTo($"Bearer {TeamsLine.Token}"));
        Assert.That(_line.Credential.Scopes, Is.All.EqualTo("https://api.botframework.com/.default"));
    }

    [TestCase("https://smba.trafficmanager.net")]
    [TestCase("https://smba.trafficmanager.net/")]
    [TestCase("https://smba.trafficmanager.net//")]
    public async Task Slashes_at_the_end_of_the_service_are_one(string service)
    {
        await _line.Api.PostAsync(TeamsLine.Where("a", service), Message(), default);
        Assert.That(_line.Wire.Requests.Single(), Does.StartWith("POST https://smba.trafficmanager.net/v3/conversations/a/activities "));
    }

    [TestCase("https://evil.trafficmanager.net/teams")]
    [TestCase("http://smba.trafficmanager.net/teams")]
    [TestCase("nonsense")]
    public async Task No_token_goes_where_Teams_does_not_listen(string service)
    {
        var where = TeamsLine.Where("a:1", service);
        TeamsResult[] results =
        [
            await _line.Api.PostAsync(where, Message(), default), await _line.Api.ReplyAsync(where, "1", Message(), default), await _line.Api.UpdateAsync(where, "1", Message(), default),
            await _line.Api.DeleteAsync(where, "1", default), await _line.Api.OpenPersonalAsync(service, "t", "u", default), await _line.Api.MemberAsync(where, "m", default),
        ];
        Assert.That(results.Select(result => TeamsFaults.For(result, null)), Is.All.InstanceOf<ChatAnswer.PlaceGone>());
        Assert.That(results[0].What, Does.Contain("Teams:ServiceUrls"));
        Assert.That(_line.Wire.Requests, Is.Empty);
        Assert.That(_line.Credential.Scopes, Is.Empty);
    }

    [TestCase("")]
    [TestCase(".")]
    [TestCase("..")]
    [TestCase(" ")]
    public async Task What_is_no_id_is_sent_nowhere(string id)
    {
        Assert.That((await _line.Api.PostAsync(TeamsLine.Where(id), Message(), default)).Error, Is.EqualTo(TeamsResult.NotAnId));
        Assert.That((await _line.Api.DeleteAsync(TeamsLine.Where("a:1"), id, default)).Error, Is.EqualTo(TeamsResult.NotAnId));
        Assert.That((await _line.Api.MemberAsync(TeamsLine.Where("a:1"), id, default)).Error, Is.EqualTo(TeamsResult.NotAnId));
        Assert.That(_line.Wire.Requests, Is.Empty);
    }

    [Test]
    public async Task A_message_that_was_taken_is_posted_and_its_id_is_known()
    {
        _line.Wire.Answer(201, """{"id":"1700000000007"}""");
        var result = await _line.Api.PostAsync(TeamsLine.Where(), Message(), default);
        Assert.That(result.Id, Is.EqualTo("1700000000007"));
        Assert.That(TeamsFaults.For(result, Ref(result.Id!)), Is.EqualTo(new ChatAnswer.Posted(Ref("1700000000007"))));
        Assert.That(() => TeamsFaults.For(result, null), Throws.InvalidOperationException, "where it stands must be known");
        Assert.That(_line.Words, Is.EqualTo(new[] { "Teams post: let in" }));
    }

    [TestCase(404, "ActivityNotFoundInConversation", typeof(ChatAnswer.MessageGone))]
    [TestCase(404, "ConversationNotFound", typeof(ChatAnswer.PlaceGone))]
    [TestCase(403, "BotNotInConversationRoster", typeof(ChatAnswer.PlaceGone))]
    [TestCase(403, "BotDisabledByAdmin", typeof(ChatAnswer.PlaceGone))]
    [TestCase(403, "ConversationBlockedByUser", typeof(ChatAnswer.PlaceGone))]
    [TestCase(403, "MessageWritesBlocked", typeof(ChatAnswer.PlaceGone))]
    [TestCase(403, "ForbiddenOperationException", typeof(ChatAnswer.PlaceGone))]
    [TestCase(403, "InvalidBotApiHost", typeof(ChatAnswer.NotNow))]
    [TestCase(401, "BotNotRegistered", typeof(ChatAnswer.NotNow))]
    [TestCase(412, "PreconditionFailed", typeof(ChatAnswer.NotNow))]
    [TestCase(429, "Throttled", typeof(ChatAnswer.NotNow))]
    [TestCase(500, "ServiceError", typeof(ChatAnswer.NotNow))]
    [TestCase(502, "ServiceError", typeof(ChatAnswer.NotNow))]
    [TestCase(504, "GatewayTimeout", typeof(ChatAnswer.NotNow))]
    [TestCase(418, "SomethingOfTomorrow", typeof(ChatAnswer.NotNow))]
    public async Task Each_error_means_one_thing_for_the_message(int status, string code, Type meaning)
    {
        _line.Wire.Answer(status, $$$"""{"error":{"code":"{{{code}}}","message":"in words"}}""");
        var result = await _line.Api.UpdateAsync(TeamsLine.Where(), "1700", Message(), default);
        Assert.That((result.Status, result.Error), Is.EqualTo((status, code)));
        Assert.That(TeamsFaults.For(result, Ref("1700")), Is.InstanceOf(meaning));
        Assert.That(_line.Wire.Requests, Has.Count.EqualTo(1), "what writes is not sent again here");
    }

    [TestCase("BotNotInConversationRoster", "add the app to the team or chat")]
    [TestCase("BotDisabledByAdmin", "Teams admin center")]
    [TestCase("ConversationNotFound", "correct its id")]
    public async Task A_place_that_is_gone_is_told_with_what_to_do(string code, string todo)
    {
        _line.Wire.Answer(403, $$$"""{"error":{"code":"{{{code}}}"}}""");
        Assert.That(((ChatAnswer.PlaceGone)TeamsFaults.For(await _line.Api.PostAsync(TeamsLine.Where(), Message(), default), null)).What, Does.Contain(code).And.Contain(todo));
    }

    [TestCase(413, "MessageSizeTooBig")]
    [TestCase(413, "")]
    [TestCase(400, "BadArgument")]
    [TestCase(400, "BadSyntax")]
    public async Task What_we_built_wrongly_is_a_mistake_of_ours(int status, string code)
    {
        _line.Wire.Answer(status, code.Length > 0 ? $$$"""{"error":{"code":"{{{code}}}"}}""" : "");
        var result = await _line.Api.PostAsync(TeamsLine.Where(), Message(), default);
        Assert.That(() => TeamsFaults.For(result, null), Throws.InvalidOperationException);
    }

    [TestCase(503, "", "http_503")]
    [TestCase(302, "", "http_302")]
    [TestCase(502, "<html>", "http_502")]
    [TestCase(400, """{"error":"x"}""", "http_400")]
    [TestCase(404, """{"error":{"code":7}}""", "http_404")]
    [TestCase(404, """{"error":{"code":"A\nB"}}""", "A B")]
    [TestCase(200, "<html>", TeamsResult.Unreadable)]
    public async Task An_answer_without_a_name_gets_one(int status, string body, string error)
    {
        _line.Wire.Answer(status, body);
        var result = await _line.Api.PostAsync(TeamsLine.Where(), Message(), default);
        Assert.That(result.Error, Is.EqualTo(error));
        Assert.That(TeamsFaults.For(result, null), Is.InstanceOf<ChatAnswer.NotNow>());
    }

    [Test]
    public async Task An_answer_that_never_came_means_not_now_and_a_read_is_tried_once_more()
    {
        _line.Wire.Break(new HttpRequestException());
        _line.Wire.Break(new TaskCanceledException());
        Assert.That((await _line.Api.PostAsync(TeamsLine.Where(), Message(), default)).Error, Is.EqualTo(TeamsResult.Unreachable));
        Assert.That((await _line.Api.PostAsync(TeamsLine.Where(), Message(), default)).Error, Is.EqualTo(TeamsResult.TimedOut));
        _line.Wire.Requests.Clear();
        _line.Wire.Break(new HttpRequestException());
        Assert.That((await _line.Api.MemberAsync(TeamsLine.Where(), "m", default)).IsOk, Is.True);
        Assert.That(_line.Wire.Requests, Has.Count.EqualTo(2));
        Assert.That(_line.Words, Is.EqualTo(new[] { "Teams member: let in" }));
    }

    [Test]
    public async Task Teams_says_when_to_come_back_in_seconds_or_by_the_clock()
    {
        _line.Wire.Answer(429, adjust: response => response.Headers.Add("Retry-After", "7"));
        _line.Wire.Answer(503, adjust: response => response.Headers.Add("Retry-After", (_line.Clock.GetUtcNow() + TimeSpan.FromSeconds(90)).ToString("r")));
        Assert.That((await _line.Api.PostAsync(TeamsLine.Where("a:1"), Message(), default)).RetryAfter, Is.EqualTo(TimeSpan.FromSeconds(7)));
        Assert.That((await _line.Api.PostAsync(TeamsLine.Where("a:2"), Message(), default)).RetryAfter, Is.EqualTo(TimeSpan.FromSeconds(90)));
        var later = await _line.Api.PostAsync(TeamsLine.Where("a:1"), Message(), default);
        Assert.That(TeamsFaults.For(later, null), Is.EqualTo(new ChatAnswer.NotNow(later.What, TimeSpan.FromSeconds(7), IsBooked: true)));
        Assert.That(_line.Wire.Requests, Has.Count.EqualTo(2), "nothing is sent before its time");
    }

    [Test]
    public async Task Where_Teams_refuses_to_be_asked_it_is_not_asked_before_its_time()
    {
        _line.Wire.Answer(429, adjust: response => response.Headers.Add("Retry-After", "7"));
        Assert.That((await _line.Api.MemberAsync(TeamsLine.Where("19:abc@thread.tacv2"), "m", default)).RetryAfter, Is.EqualTo(TimeSpan.FromSeconds(7)));
        var later = await _line.Api.MemberAsync(TeamsLine.Where(), "m", default);
        Assert.That((later.Error, later.RetryAfter), Is.EqualTo((TeamsResult.NotYourTurn, TimeSpan.FromSeconds(7))));
        Assert.That((await _line.Api.PostAsync(TeamsLine.Where(), Message(), default)).IsOk, Is.True, "sending is another matter");
        _line.Clock.Advance(TimeSpan.FromSeconds(7));
        Assert.That((await _line.Api.MemberAsync(TeamsLine.Where(), "m", default)).IsOk, Is.True);
    }

    [Test]
    public async Task What_stands_in_a_personal_chat_of_another_tenant_is_changed_where_it_was_posted()
    {
        var (identity, urls) = (_line.Services.GetRequiredService<TeamsIdentity>(), _line.Services.GetRequiredService<TeamsServiceUrl>());
        urls.Learn("another", "https://smba.trafficmanager.net/amer/");
        _line.Wire.Answer(200, """{"id":"a:1"}""");
        var (chat, _) = await _line.Services.GetRequiredService<TeamsPersonalChats>().OpenAsync(new AccountId("Teams", "another", "u"), default);
        Assert.That(identity.In("a:1"), Is.EqualTo(chat));
        Assert.That(identity.In("a:2").ServiceUrl, Is.Not.EqualTo(chat!.ServiceUrl));
    }

    [TestCase("AADSTS7000215: Invalid client secret is provided.", "AADSTS7000215", true)]
    [TestCase("ManagedIdentityCredential authentication unavailable", "the sign-in could not be reached", false)]
    public async Task Without_a_token_nothing_is_sent(string fault, string why, bool isTold)
    {
        _line.Credential.Fault = fault;
        var result = await _line.Api.PostAsync(TeamsLine.Where(), Message(), default);
        Assert.That(result.What, Does.Contain(why));
        Assert.That(TeamsFaults.For(result, null), Is.InstanceOf<ChatAnswer.NotNow>());
        Assert.That(_line.Wire.Requests, Is.Empty);
        Assert.That(_line.Words.Count > 0, Is.EqualTo(isTold), "only what a human must mend is told at once");
    }

    [Test]
    public async Task A_credential_that_is_refused_is_told_at_once_and_without_it()
    {
        _line.Wire.Answer(401, """{"error":{"code":"BotNotRegistered","message":"No registration found for this bot."}}""");
        await _line.Api.PostAsync(TeamsLine.Where(), Message(), default);
        Assert.That(_line.Words.Single(), Does.StartWith("Teams : post: BotNotRegistered"));
        Assert.That(_line.Log.Text, Does.Contain("Teams does not let us in").And.Contain("Teams:AppId").And.Not.Contain(TeamsLine.Token));
    }

    [Test]
    public async Task The_time_of_each_answer_is_held_against_our_clock()
    {
        _line.Wire.Answer(500, adjust: response => response.Headers.Date = _line.Clock.GetUtcNow());
        await _line.Api.PostAsync(TeamsLine.Where(), Message(), default);
        Assert.That(_line.Seen, Is.EqualTo(new[] { "Teams 2026-03-02 09:00:00Z" }));
    }

    private static JsonObject Message() => new() { ["type"] = "message", ["text"] = "hello" };

    private static MessageRef Ref(string id) => new("Teams", "19:abc@thread.tacv2;messageid=1700", id);
}
