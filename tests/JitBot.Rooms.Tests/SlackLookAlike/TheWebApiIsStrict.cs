using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using JitBot.Sandbox.LookAlikes.Slack;
using NUnit.Framework;

namespace JitBot.Rooms.Tests.SlackLookAlike;

internal sealed class TheWebApiIsStrict : LookAlikeTests
{
    protected override SlackApp Installed =>
        new() { Scopes = SlackApp.AllScopes.Where(scope => scope != "usergroups:read").ToHashSet(StringComparer.Ordinal) };

    [Test]
    public async Task Without_a_token_nothing_is_told()
    {
        Http.DefaultRequestHeaders.Authorization = null;

        Assert.That(Error(await CallAsync("auth.test", [])), Is.EqualTo("not_authed"));
    }

    [Test]
    public async Task A_wrong_token_is_refused()
    {
        Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "xoxb-of-somebody-else");

        Assert.That(Error(await CallAsync("auth.test", [])), Is.EqualTo("invalid_auth"));
    }

    [Test]
    public async Task A_token_in_the_address_is_refused()
    {
        Assert.That(Error(await CallAsync("auth.test?token=" + Slack.Workspace.App.BotToken, [])), Is.EqualTo("invalid_auth"));
    }

    [Test]
    public async Task An_unknown_method_is_named_as_such_with_status_200()
    {
        Assert.That(Error(await CallAsync("chat.postMassage", [])), Is.EqualTo("unknown_method"));
    }

    [TestCase("users.list")]
    [TestCase("conversations.list")]
    [TestCase("conversations.members")]
    public async Task What_lists_a_whole_workspace_is_not_there_so_that_nothing_of_ours_can_need_it(string method)
    {
        Assert.That(Error(await CallAsync(method, [])), Is.EqualTo("unknown_method"));
    }

    [Test]
    public async Task A_missing_scope_is_named_beside_those_given()
    {
        var answer = await FormAsync("usergroups.users.list", ("usergroup", Slack.Workspace.AddUserGroup("oncall")));

        Assert.That(Error(answer), Is.EqualTo("missing_scope"));
        Assert.That((string?)answer["needed"], Is.EqualTo("usergroups:read"));
        Assert.That((string?)answer["provided"], Does.Contain("chat:write").And.Not.Contain("usergroups:read"));
    }

    [TestCase("users.info", "user", "user_not_found")]
    [TestCase("users.lookupByEmail", "email", "users_not_found")]
    [TestCase("conversations.info", "channel", "invalid_arguments")]
    [TestCase("conversations.history", "channel", "invalid_arguments")]
    [TestCase("conversations.replies", "channel", "invalid_arguments")]
    [TestCase("reactions.get", "channel", "no_item_specified")]
    public async Task Methods_that_read_do_not_see_a_json_body(string method, string argument, string error)
    {
        var card = await PostAsync("card");
        var value = argument switch { "user" => Riley.Who.Id, "email" => Riley.Who.Email!, _ => Approvals.Id };
        var json = await CallAsync(method, new JsonObject { [argument] = value, ["ts"] = card.Ts, ["timestamp"] = card.Ts });
        var form = await FormAsync(method, (argument, value), ("ts", card.Ts), ("timestamp", card.Ts));

        Assert.That(Error(json), Is.EqualTo(error));
        Assert.That(Error(form), Is.Null);
    }

    [Test]
    public async Task Methods_that_write_are_called_by_post()
    {
        using var answer = await Http.GetAsync(new Uri($"chat.postMessage?channel={Approvals.Id}&text=hello", UriKind.Relative));

        Assert.That(await answer.Content.ReadAsStringAsync(), Does.Contain("invalid_arguments"));
        Assert.That(Slack.Workspace.Messages.All, Is.Empty);
    }

    [Test]
    public async Task A_form_carries_blocks_as_json_text()
    {
        var blocks = new JsonArray(Blocks.Section("Words")).ToJsonString();

        var taken = await FormAsync("chat.postMessage", ("channel", Approvals.Id), ("blocks", blocks));
        var broken = await FormAsync("chat.postMessage", ("channel", Approvals.Id), ("blocks", "[{"));

        Assert.That(Error(taken), Is.Null);
        Assert.That(Error(broken), Is.EqualTo("invalid_blocks_format"));
    }

    [TestCase("[]", "application/json", "json_not_object")]
    [TestCase("{", "application/json", "invalid_json")]
    [TestCase("<a/>", "application/xml", "invalid_post_type")]
    public async Task A_body_of_the_wrong_kind_is_refused(string body, string type, string error)
    {
        using var content = new StringContent(body, Encoding.UTF8, type);
        using var answer = await Http.PostAsync(new Uri("chat.postMessage", UriKind.Relative), content);

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(Error((JsonObject)JsonNode.Parse(await answer.Content.ReadAsStringAsync())!), Is.EqualTo(error));
    }

    [Test]
    public async Task Json_without_a_charset_is_warned_of()
    {
        using var content = new ByteArrayContent("{}"u8.ToArray());
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var answer = await Http.PostAsync(new Uri("auth.test", UriKind.Relative), content);

        Assert.That(await answer.Content.ReadAsStringAsync(), Does.Contain("missing_charset"));
    }
}
